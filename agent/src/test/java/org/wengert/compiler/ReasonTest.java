package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.diag.Reason;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Refusal;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/**
 * Every refusal by its exact text, from a method that meets it. In the source, {@code //!} marks
 * the line of the obstacle and {@code //<} calls on the way to it, outermost last.
 */
class ReasonTest {
  private static final String SOURCE =
      """
      abstract class Refused {
        static native double NATIVE_METHOD(double x);

        abstract double ABSTRACT_METHOD(double x);

        static double HANDLER_OF_MACHINE_ERROR(double x, double[] a) {
          try {
            x += a[3]; //!HANDLER_OF_MACHINE_ERROR
          } catch (StackOverflowError e) {
            x++;
          }
          return x;
        }

        static double STATIC_FIELD_NOT_FOUND(double x) {
          return x * Missing.inherited; //!STATIC_FIELD_NOT_FOUND
        }

        static double ACTIVE_BITS(double x) {
          long bits = Double.doubleToRawLongBits(x) >> 1;
          return Double.longBitsToDouble(bits); //!ACTIVE_BITS
        }

        static double NO_CLASS_FILE(double x) {
          return x;
        }

        static double UNREADABLE_CLASS(double x) {
          return x;
        }

        static double chain(double x) {
          double y = x * x;
          return middle(y, 3); //<2
        }

        private static double middle(double x, int n) {
          if (n > 0) {
            return middle(x * 2, n - 1);
          }
          return NATIVE_METHOD(x); //<1
        }

        static double across(double x) {
          return x * Other.call(x); //<4
        }
      }

      class Other {
        static double call(double x) {
          return x > 100 ? call(x - 100) : //<3
              Refused.chain(x);
        }
      }

      class Base {
        static double inherited = 2;
      }

      class Missing extends Base {}
      """;

  private static final Map<Reason, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put(
        Reason.NATIVE_METHOD,
        "Refused.NATIVE_METHOD(D)D (Refused.java) is not differentiable: the method is native, so"
            + " there is no bytecode to differentiate; remedy: give its derivative by @DerivativeOf,"
            + " or differentiate a Java implementation of it");
    TEXTS.put(
        Reason.ABSTRACT_METHOD,
        "Refused.ABSTRACT_METHOD(D)D (Refused.java) is not differentiable: the method is abstract,"
            + " so there is no bytecode to differentiate; remedy: name the implementation that is"
            + " to be differentiated");
    TEXTS.put(
        Reason.HANDLER_OF_MACHINE_ERROR,
        "Refused.HANDLER_OF_MACHINE_ERROR(D[D)D (Refused.java:#) is not differentiable: a try block"
            + " catches java.lang.StackOverflowError, which a derivative may cause where the method"
            + " itself does not: it needs more stack and memory; remedy: catch it outside of the"
            + " code that is differentiated");
    TEXTS.put(
        Reason.STATIC_FIELD_NOT_FOUND,
        "Refused.STATIC_FIELD_NOT_FOUND(D)D (Refused.java:#) is not differentiable: the class file"
            + " that declares the static field Missing.inherited cannot be found through the"
            + " class's loader; remedy: make the class files of its class and of the supertypes"
            + " available as resources of the loader");
    TEXTS.put(
        Reason.ACTIVE_BITS,
        "Refused.ACTIVE_BITS(D)D (Refused.java:#) is not differentiable: the bits of a"
            + " floating-point value reach java.lang.Double.longBitsToDouble(J)D, where their"
            + " derivative would be lost; remedy: use arithmetic instead of bit patterns");
  }

  @TempDir private static Path directory;
  private static Class<?> refused;

  @BeforeAll
  static void compile() throws Exception {
    new DirectEngine();
    Path classes = new Sources().add("Refused.java", SOURCE).compile(directory);
    Files.delete(classes.resolve("Base.class"));
    refused =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReasonTest.class.getClassLoader())
            .loadClass("Refused");
  }

  static Set<Reason> table() {
    return TEXTS.keySet();
  }

  @ParameterizedTest
  @MethodSource("table")
  void refusalHasItsText(Reason reason) {
    Refusal refusal = refusal(refused, reason.name());
    assertEquals(reason.name(), refusal.reason());
    String text = TEXTS.get(reason);
    boolean atALine = text.contains("#");
    assertEquals(
        atALine ? text.replace("#", "" + line("//!" + reason.name())) : text, refusal.getMessage());
  }

  @Test
  void everyReasonIsTested() {
    Set<Reason> elsewhere =
        EnumSet.of(
            Reason.NO_SUCH_METHOD,
            Reason.NO_CLASS_FILE,
            Reason.UNREADABLE_CLASS,
            Reason.DYNAMIC_CALL,
            // No method is known that meets these two: their texts are below.
            Reason.TOO_LARGE,
            Reason.INTERNAL,
            // In NumbersTest.
            Reason.NUMBER_IN_INTEGERS,
            // In OverriddenInPlainCallTest.
            Reason.OVERRIDDEN_IN_PLAIN_CALL,
            // In RuntimeReasonTest.
            Reason.INACTIVE_ARGUMENT_IS_ACTIVE,
            Reason.INACTIVE_ARGUMENT_IS_REACHED,
            Reason.TAPE_LIMIT,
            // In CustomRulesTest.
            Reason.WRONG_RULE,
            // In DerivativeOfTest.
            Reason.RULE_OF_OTHER_MODE,
            Reason.RULE_RETURNS_KNOWN_ARRAY,
            Reason.RULE_YIELDS_OTHER_SHAPE,
            // In SecondOrderRefusalsTest.
            Reason.NO_SECOND_DERIVATIVE,
            // In HandleRefusalsTest.
            Reason.HANDLE_OF_UNKNOWN_MEMORY,
            // In NestedDerivativesTest.
            Reason.NESTED_IN_REVERSE,
            // In CompanionsInsideTest.
            Reason.NESTED_BUFFERS_DIFFER,
            // In FunctionsTest.
            Reason.UNKNOWN_FUNCTION);
    elsewhere.addAll(TEXTS.keySet());
    assertEquals(EnumSet.allOf(Reason.class), elsewhere);
  }

  @Test
  void textsThatNoKnownMethodMeets() {
    assertEquals(
        "the derivative needs a method of 70000 bytes, and a class file holds 65,535; remedy:"
            + " split the method",
        Reason.TOO_LARGE.text("70000"));
    assertEquals(
        "the compiler failed: x; remedy: please report this with the method's class file",
        Reason.INTERNAL.text("x"));
  }

  @Test
  void chainNamesEveryCallOnTheWay() {
    assertEquals(
        "Refused.NATIVE_METHOD(D)D (Refused.java), called from Refused.middle (Refused.java:"
            + line("//<1")
            + "), called from Refused.chain (Refused.java:"
            + line("//<2")
            + "), is not differentiable: the method is native, so there is no bytecode to"
            + " differentiate; remedy: give its derivative by @DerivativeOf, or differentiate a Java"
            + " implementation of it",
        refusal(refused, "chain").getMessage());
  }

  /** A call into another class is linked when it is first executed. */
  @Test
  void chainCrossesClasses() throws Throwable {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> {
              Object tape = Bridge.newTape();
              Object result =
                  Bridge.entry(refused, "across", "(D)D", "gradient", "A")
                      .invoke(1.0, new double[1], tape);
            });
    String text = refusal.getMessage();
    assertEquals(
        "Refused.NATIVE_METHOD(D)D (Refused.java), called from Refused.middle (Refused.java:"
            + line("//<1")
            + "), called from Refused.chain (Refused.java:"
            + line("//<2")
            + "), called from Other.call (Refused.java:"
            + (line("//<3") + 1)
            + "), called from Refused.across (Refused.java:"
            + line("//<4")
            + "), is not differentiable",
        text.substring(0, text.indexOf(": the method")));
  }

  @Test
  void missingMethodIsRefused() {
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> Bridge.entry(refused, "missing", "(D)D", "gradient", "A"));
    assertEquals("NO_SUCH_METHOD", refusal.reason());
    assertEquals(
        "Refused.missing(D)D is not differentiable: there is no such method; remedy: check the name"
            + " and the descriptor",
        refusal.getMessage());
  }

  @Test
  void classWithoutAFileIsRefused() {
    Refusal refusal = refusal(defined(sample(Opcodes.V17), null), "f");
    assertEquals("NO_CLASS_FILE", refusal.reason());
    assertEquals(
        "Sample.f(D)D is not differentiable: the class file cannot be found through the class's"
            + " loader; remedy: make the class file available as a resource of the loader that"
            + " defined the class",
        refusal.getMessage());
  }

  @Test
  void classFileTooNewIsRefused() {
    byte[] future = sample(Opcodes.V17);
    future[7] = 99;
    Refusal refusal = refusal(defined(sample(Opcodes.V17), future), "f");
    assertEquals("UNREADABLE_CLASS", refusal.reason());
    assertEquals(
        "Sample.f(D)D is not differentiable: the class file cannot be read: class file version 99:"
            + " the newest that can be read is "
            + Opcodes.V28
            + "; remedy: use a class file version that this agent knows",
        refusal.getMessage());
  }

  @Test
  void malformedClassFileIsRefused() {
    Refusal refusal = refusal(defined(sample(Opcodes.V17), new byte[] {1, 2, 3}), "f");
    assertEquals("UNREADABLE_CLASS", refusal.reason());
    assertEquals(
        "Sample.f(D)D is not differentiable: the class file cannot be read: not a class file: 3"
            + " bytes without the header CAFEBABE; remedy: use a class file version that this agent"
            + " knows",
        refusal.getMessage());
  }

  @Test
  void callLinkedInAnUnknownWayIsRefused() {
    byte[] sample = dynamicSample();
    Refusal refusal = refusal(defined(sample, sample), "f");
    assertEquals("DYNAMIC_CALL", refusal.reason());
    assertEquals(
        "Sample.f(D)D is not differentiable: the call half(D)D is linked at run time by"
            + " Linkage.link, and what it runs is not known; remedy: use plain methods or lambdas"
            + " on the numeric path",
        refusal.getMessage());
  }

  private static byte[] dynamicSample() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_SUPER, "Sample", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "f", "(D)D", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.DLOAD, 0);
    code.visitInvokeDynamicInsn(
        "half", "(D)D", new Handle(Opcodes.H_INVOKESTATIC, "Linkage", "link", "()V", false));
    code.visitInsn(Opcodes.DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return writer.toByteArray();
  }

  /** {@code class Sample { static double f(double x) { return x; } }}. */
  private static byte[] sample(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_SUPER, "Sample", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "f", "(D)D", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.DLOAD, 0);
    code.visitInsn(Opcodes.DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return writer.toByteArray();
  }

  /**
   * @param resource what its loader gives as the class's file, null for nothing
   */
  private static Class<?> defined(byte[] classFile, byte[] resource) {
    return new ClassLoader(null) {
      Class<?> define() {
        return defineClass(null, classFile, 0, classFile.length);
      }

      @Override
      public InputStream getResourceAsStream(String name) {
        return resource == null ? null : new ByteArrayInputStream(resource);
      }
    }.define();
  }

  private static Refusal refusal(Class<?> host, String name) {
    Method method =
        Stream.of(host.getDeclaredMethods())
            .filter(m -> m.getName().equals(name))
            .findFirst()
            .orElseThrow();
    MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
    String activity =
        type.parameterList().stream()
            .map(p -> p == double.class || p == double[].class ? "A" : "-")
            .collect(Collectors.joining());
    return assertThrows(
        Refusal.class,
        () -> Bridge.entry(host, name, type.descriptorString(), "gradient", activity));
  }

  private static int line(String marker) {
    return (int) SOURCE.substring(0, SOURCE.indexOf(marker)).lines().count();
  }
}
