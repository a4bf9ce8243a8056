package org.wengert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wengert.internal.RuntimeLink;

/** The API in loaders that see no runtime, an old one, or one that no agent has installed. */
class RuntimeLinkTest {
  private static final String MISSING =
      "Wengert's agent is not running in this JVM: add -javaagent:.../wengert-agent.jar to the java"
          + " command, before -jar or the main class (... is the path to the jar)";

  private static final Map<String, String> USER =
      Map.of(
          "User",
          """
          import org.wengert.*;
          public class User {
            @Differentiable public static double square(double x) { return x * x; }
            public static double slope(double x) { return UserDerivatives.squareGradient(x).x(); }
            public static Object of() { return Derivatives.of(User.class, "square"); }
            public static Object ofMethod() throws Exception {
              return Derivatives.of(User.class.getMethod("square", double.class));
            }
            public static Object gradient() { return Derivatives.gradient(x -> x[0]); }
            public static Object derivative() { return Derivatives.derivative(x -> x); }
            public static boolean active() { return Derivatives.isActive(); }
          }
          """);

  /** Loads the API anew, with what is in {@code extra} and without the tests' own runtime. */
  private static Class<?> user(Path... extra) throws Exception {
    Path user = Compilation.of(USER).classes();
    URL api = Derivatives.class.getProtectionDomain().getCodeSource().getLocation();
    List<URL> urls = new java.util.ArrayList<>(List.of(api, url(user)));
    for (Path path : extra) {
      urls.add(url(path));
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    return loader.loadClass("User");
  }

  private static URL url(Path path) throws MalformedURLException, URISyntaxException {
    return path.toUri().toURL();
  }

  private static Object call(Class<?> user, String method, Object... arguments) throws Throwable {
    for (Method candidate : user.getMethods()) {
      if (candidate.getName().equals(method)) {
        try {
          return candidate.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new AssertionError(method);
  }

  private static void fails(String type, String message, Class<?> user) {
    for (String method : List.of("of", "ofMethod", "gradient", "derivative")) {
      Throwable thrown = assertThrows(IllegalStateException.class, () -> call(user, method));
      assertEquals(type, thrown.getClass().getSimpleName(), method);
      assertEquals(message, thrown.getMessage(), method);
    }
    for (int i = 0; i < 2; i++) {
      Throwable thrown = assertThrows(IllegalStateException.class, () -> call(user, "slope", 3.0));
      assertEquals(message, thrown.getMessage(), "companion");
    }
  }

  private static Path bridge(int version, boolean active) {
    return Compilation.of(
            "org.wengert.runtime.Bridge",
            "package org.wengert.runtime; public final class Bridge { private Bridge() {} public static"
                + " final int ABI_VERSION = "
                + version
                + "; public static boolean installed = "
                + active
                + "; public static boolean isActive() { return installed; }"
                + " public static Object newTape() { return new Object(); }"
                + " public static long tapeBytes(Object tape) { return 0; }"
                + " public static java.lang.invoke.MethodHandle entry(Class<?> host, String name,"
                + " String descriptor, String kind, String activity) throws Throwable {"
                + " return java.lang.invoke.MethodHandles.lookup().findStatic(Bridge.class, kind,"
                + " java.lang.invoke.MethodType.methodType(double.class, double.class,"
                + " double[].class, Object.class)); }"
                + " public static double gradient(double x, double[] a, Object tape) {"
                + " a[0] = 2 * x; return x * x; } }")
        .classes();
  }

  @Test
  void withoutAgentEveryCallNamesTheMissingFlag() throws Throwable {
    Class<?> user = user();
    assertFalse((boolean) call(user, "active"));
    fails("AgentMissingException", MISSING, user);
  }

  @Test
  void runtimeThatNoAgentInstalledCountsAsMissing() throws Throwable {
    Class<?> user = user(bridge(RuntimeLink.ABI_NEEDED, false));
    assertFalse((boolean) call(user, "active"));
    fails("AgentMissingException", MISSING, user);
  }

  @Test
  void olderRuntimeIsNamed() throws Throwable {
    Class<?> user = user(bridge(1, true));
    assertFalse((boolean) call(user, "active"));
    fails(
        "AgentTooOldException",
        "wengert-agent.jar is too old for this wengert-annotations jar: its runtime has ABI version 1,"
            + " version "
            + RuntimeLink.ABI_NEEDED
            + " or later is needed; use the wengert-agent.jar of the same release as"
            + " wengert-annotations",
        user);
  }

  @Test
  void companionCalledTooEarlyWorksOnceTheAgentIsAttached() throws Throwable {
    Class<?> user = user(bridge(RuntimeLink.ABI_NEEDED, false));
    assertThrows(IllegalStateException.class, () -> call(user, "slope", 3.0));
    Class<?> bridge = user.getClassLoader().loadClass("org.wengert.runtime.Bridge");
    bridge.getField("installed").set(null, true);
    assertEquals(6.0, call(user, "slope", 3.0));
    assertEquals(8.0, call(user, "slope", 4.0));
    assertTrue((boolean) call(user, "active"));
  }
}
