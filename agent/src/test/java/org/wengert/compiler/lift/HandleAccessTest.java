package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.compiler.ir.Printer;

/** What becomes of accesses through handles of variables, as text. */
class HandleAccessTest {
  /** What javac makes of these. */
  static final class Samples {
    private static final VarHandle VALUE;
    private static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(double[].class);
    private static final VarHandle TWICE;
    private static final AtomicLongFieldUpdater<Samples> COUNT =
        AtomicLongFieldUpdater.newUpdater(Samples.class, "count");
    private static final AtomicReferenceFieldUpdater<Samples, double[]> ROW =
        AtomicReferenceFieldUpdater.newUpdater(Samples.class, double[].class, "row");
    private double value;
    private double other;
    private volatile long count;
    private volatile double[] row;

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        VALUE = lookup.findVarHandle(Samples.class, "value", double.class);
        boolean chosen = lookup.toString().isEmpty();
        TWICE = lookup.findVarHandle(Samples.class, chosen ? "value" : "other", double.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    double read() {
      return (double) VALUE.get(this);
    }

    void store(double x) {
      VALUE.setVolatile(this, x);
    }

    boolean replaced(double x) {
      return VALUE.compareAndSet(this, 1.0, x);
    }

    static double added(double[] a, int i) {
      return (double) ELEMENTS.getAndAdd(a, i, 1.0);
    }

    static double given(VarHandle handle, double[] a) {
      return (double) handle.get(a, 0);
    }

    long counted() {
      return COUNT.incrementAndGet(this);
    }

    boolean exchanged(double[] old, double[] next) {
      return ROW.compareAndSet(this, old, next);
    }

    double unknown() {
      return (double) TWICE.get(this) + other + value;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          read | getfield SAMPLES.value:D, %0
          store | invoke static HANDLE.releaseFence()V (); putfield SAMPLES.value:D, %0, %1; \
          invoke static HANDLE.fullFence()V ()
          replaced | getfield SAMPLES.value:D volatile, %0; \
          invoke plain HANDLE.compareAndSet(LSAMPLES;DD)Z (%4, %0, %2, %1); select ne %6, %3, %1, %5; \
          putfield.held SAMPLES.value:D, %0, %7
          added | daload %0, %1; invoke plain HANDLE.getAndAdd([DID)D (%3, %0, %1, %2); \
          invoke static pure org/wengert/runtime/Values.itself(DD)D (%4, %5); dadd %6, %2; \
          dastore.held %0, %1, %7
          given | class [D; invoke static \
          org/wengert/runtime/Handles.requireElements(LHANDLE;Ljava/lang/Class;)V (%0, %3); daload %1, %2
          counted | invoke plain Long.get(Ljava/lang/Object;)J (%1, %0); \
          getfield SAMPLES.count:J volatile, %0; \
          invoke plain Long.incrementAndGet(Ljava/lang/Object;)J (%1, %0); \
          putfield.held SAMPLES.count:J, %0, %4
          exchanged | invoke plain Reference.get(Ljava/lang/Object;)Ljava/lang/Object; (%4, %0); \
          getfield SAMPLES.row:[D volatile, %0; invoke plain \
          Reference.compareAndSet(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Z \
          (%4, %0, %1, %2); select ne %7, %3, %2, %6; putfield.held SAMPLES.row:[D, %0, %8
          unknown | invoke virtual HANDLE.get(LSAMPLES;)D (%1, %0); getfield SAMPLES.other:D, %0; \
          dadd %2, %3; getfield SAMPLES.value:D, %0; dadd %4, %5
          """)
  void accessesAreThoseOfTheMemory(String method, String expected) throws IOException {
    assertEquals(expected, operations(method));
  }

  /** Without constants, handles themselves, lines and the end. */
  private static String operations(String method) throws IOException {
    String resource = "/" + Samples.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = Samples.class.getResourceAsStream(resource)) {
      ClassSource source = ClassSource.of(bytes.readAllBytes());
      ClassSource.Member member =
          source.methods().stream().filter(m -> m.name().equals(method)).findFirst().orElseThrow();
      StringBuilder text = new StringBuilder();
      Lifted lifted = Lifter.lift(source, method, member.descriptor(), new Alone(source));
      for (String line : Printer.print(lifted.function()).lines().toList()) {
        String op = line.strip().replaceFirst("^%[0-9]+ = ", "").replaceFirst(" +@[0-9]+$", "");
        if (line.startsWith("  ") && !op.matches("[id]const .*|getstatic .*|return.*")) {
          text.append(text.isEmpty() ? "" : "; ").append(op);
        }
      }
      return text.toString()
          .replace(source.name(), "SAMPLES")
          .replace("java/lang/invoke/VarHandle", "HANDLE")
          .replaceAll("java/util/concurrent/atomic/Atomic(\\w+)FieldUpdater", "$1");
    }
  }

  /** Knows one class. */
  private record Alone(ClassSource source) implements ClassHierarchy {
    @Override
    public String commonSuper(String a, String b) {
      return a.equals(b) ? a : "java/lang/Object";
    }

    @Override
    public ClassSource declaringField(String owner, String name, String descriptor) {
      return owner.equals(source.name()) && source.declaresField(name, descriptor) ? source : null;
    }
  }
}
