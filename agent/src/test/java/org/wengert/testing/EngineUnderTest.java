package org.wengert.testing;

/** Where the tests obtain the engine: by name, so that they compile without it. */
public final class EngineUnderTest {

  private EngineUnderTest() {}

  /** A new engine over the compiler, without an agent. */
  public static Engine engine() {
    try {
      return Class.forName("org.wengert.testing.DirectEngine")
          .asSubclass(Engine.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no engine to test: org.wengert.testing.DirectEngine", e);
    }
  }
}
