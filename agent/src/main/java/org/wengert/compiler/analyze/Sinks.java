package org.wengert.compiler.analyze;

import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;

/**
 * Methods of the class library through which no derivative passes: they make text, report, tell the
 * time, draw random numbers, or look at what an object is rather than at what it holds. They run
 * plain. None returns a reference to memory that holds floating-point values and that existed
 * before, and none writes such memory.
 */
public final class Sinks {
  private Sinks() {}

  /**
   * Whether a call runs plain. A constructor does not where it is called for an object that its
   * subclass constructs: there is no plain form of that.
   */
  public static boolean contains(Op.Invoke call) {
    return call.kind() == InvokeKind.PLAIN
        || (!call.method().name().equals("<init>")
            && !isOfRandomSubclass(call)
            && contains(call.method()));
  }

  /** {@code super.nextDouble()} calls {@code next}, which the subclass may override. */
  private static boolean isOfRandomSubclass(Op.Invoke call) {
    return call.kind() == InvokeKind.SPECIAL && call.method().owner().equals("java/util/Random");
  }

  /** Whether a method is one of them. */
  public static boolean contains(MethodRef method) {
    String owner = method.owner();
    if (method.name().equals("getClass") && method.descriptor().equals("()Ljava/lang/Class;")) {
      // Compilers name it through any class or interface; nobody can override it.
      return true;
    } else if (owner.equals("jdk/internal/util/ArraysSupport")) {
      // What comparisons of arrays come to, where these are inlined.
      return comparesNumbers(method);
    } else if (owner.equals("jdk/internal/misc/Unsafe")) {
      return isAboutIntegers(method);
    } else if (owner.equals("org/wengert/runtime/Copying")) {
      return method.name().equals("fail");
    } else if (owner.equals("org/wengert/runtime/Tables")) {
      return method.name().equals("compareAndSet");
    } else if (owner.equals("org/wengert/runtime/Handles")
        || owner.equals("org/wengert/internal/ArrayPairs")) {
      return true;
    } else if (!owner.startsWith("java/")) {
      return isOfScalasRuntime(method);
    }
    switch (owner) {
      case "java/lang/Object":
        return isAboutIdentity(method);
      case "java/lang/System":
        return !method.name().equals("arraycopy");
      case "java/lang/Double", "java/lang/Float":
        return isAboutBits(method) || makesText(method);
      case "java/lang/Math", "java/lang/StrictMath":
        return method.name().equals("random");
      case "java/util/Objects":
        return method.name().startsWith("check");
      case "java/util/Arrays":
        return ((makesText(method) || method.name().endsWith("ashCode")) && asksNoObject(method))
            || comparesNumbers(method)
            || isOfIntegers(method.descriptor());
      case "java/lang/Thread":
        return method.name().equals("currentThread") || method.name().equals("interrupted");
      case "java/lang/Throwable":
        // Messages are often computed: those methods are differentiated.
        return method.name().equals("fillInStackTrace") || method.name().endsWith("StackTrace");
      case "java/util/Random":
        return method.name().startsWith("next")
            || method.name().equals("setSeed")
            || method.name().equals("<init>");
      case "java/io/ObjectInputStream",
      "java/io/ObjectInput",
      "java/io/DataInputStream",
      "java/io/DataInput":
        // What comes in is new; what objects of it are made while it comes in is, too.
        return method.name().startsWith("read") || method.name().equals("defaultReadObject");
      case "java/lang/invoke/VarHandle":
        return method.name().endsWith("Fence");
      case "java/lang/invoke/MethodHandles", "java/lang/invoke/MethodHandles$Lookup":
        return method.name().endsWith("VarHandle");
      case "java/lang/reflect/Array":
        return method.name().equals("getLength");
      case "java/util/concurrent/atomic/AtomicInteger",
      "java/util/concurrent/atomic/AtomicLong",
      "java/util/concurrent/atomic/AtomicBoolean",
      "java/util/concurrent/atomic/AtomicIntegerArray",
      "java/util/concurrent/atomic/AtomicLongArray",
      "java/util/concurrent/atomic/LongAdder":
        // Not those that call an application's function.
        return method.descriptor().indexOf('L') < 0;
      case "java/lang/Class":
        // It runs a constructor.
        return !method.name().equals("newInstance");
      case "java/lang/String", "java/lang/StringBuilder", "java/lang/StringBuffer":
        // The library's own code comes down to a call of toString.
        return !(method.name().equals("valueOf") || method.name().equals("append"))
            || asksNoObject(method);
      default:
        return isSinkClass(owner);
    }
  }

  /** Whether a method keeps integers that it gets where they are not followed, or puts them out. */
  public static boolean keepsIntegers(MethodRef method) {
    return method.owner().equals("jdk/internal/misc/Unsafe")
        || method.owner().equals("java/lang/invoke/VarHandle")
        || method.owner().startsWith("java/util/concurrent/atomic/")
        || (method.name().equals("valueOf")
            && method.owner().startsWith("java/lang/")
            && !method.owner().equals("java/lang/String"));
  }

  /** Whether a constructor makes an exception of the library, which holds what it is given. */
  public static boolean isExceptionOfTheLibrary(MethodRef constructor) {
    String owner = constructor.owner();
    return owner.startsWith("java/")
        && (owner.endsWith("Exception") || owner.endsWith("Error"))
        && constructor.name().equals("<init>")
        && !takesTextOf(constructor.descriptor());
  }

  /** Of a cause alone, or of what an assertion is given, the text becomes the message. */
  private static boolean takesTextOf(String descriptor) {
    return descriptor.equals("(Ljava/lang/Throwable;)V")
        || descriptor.equals("(Ljava/lang/Object;)V");
  }

  /**
   * Whether a native method may run plain where a call selects it: it looks at an object's identity
   * or class only, or tells what was null.
   */
  public static boolean isHarmlessNative(MethodRef method) {
    return (method.owner().equals("java/lang/Object") && method.name().equals("hashCode"))
        || (method.owner().equals("java/lang/NullPointerException")
            && method.name().equals("getExtendedNPEMessage"));
  }

  /** Order between threads, parking, and accesses of memory that holds integers. */
  private static boolean isAboutIntegers(MethodRef method) {
    String name = method.name();
    return name.endsWith("Fence")
        || name.equals("park")
        || name.equals("unpark")
        || name.contains("Int")
        // Not those that read an array of numbers as bits.
        || (name.contains("Long") && !name.equals("getLong") && !name.equals("getLongUnaligned"))
        || name.contains("Boolean")
        || name.endsWith("Offset")
        || name.startsWith("array");
  }

  /** Arrays of objects are compared by an application's code. */
  private static boolean comparesNumbers(MethodRef method) {
    switch (method.name()) {
      case "equals", "compare", "mismatch":
        return method.descriptor().indexOf('L') < 0;
      default:
        return false;
    }
  }

  /** A fence by a method handle; descriptions of classes, from a cache. */
  private static boolean isOfScalasRuntime(MethodRef method) {
    switch (method.owner()) {
      case "scala/runtime/Statics":
        return method.name().equals("releaseFence");
      case "scala/reflect/ClassTag$":
        return method.name().equals("apply");
      default:
        return false;
    }
  }

  /** Such as the sort of an {@code int[]}: nothing in it leads to a floating-point number. */
  private static boolean isOfIntegers(String descriptor) {
    return descriptor.indexOf('L') < 0
        && descriptor.indexOf('D') < 0
        && descriptor.indexOf('F') < 0;
  }

  /** What is handed an object asks it for its text or hash: the application's code. */
  private static boolean asksNoObject(MethodRef method) {
    return !method.descriptor().contains("Ljava/lang/Object;)");
  }

  private static boolean isSinkClass(String owner) {
    switch (owner) {
      case "java/lang/Integer",
      "java/lang/Long",
      "java/lang/Short",
      "java/lang/Byte",
      "java/lang/Character",
      "java/lang/Boolean",
      "java/io/PrintStream",
      "java/io/PrintWriter",
      "java/util/Formatter",
      "java/util/SplittableRandom",
      "java/util/concurrent/ThreadLocalRandom",
      "java/util/Locale",
      "java/util/ResourceBundle",
      "java/util/concurrent/TimeUnit",
      "java/time/Instant",
      "java/time/Clock":
        return true;
      default:
        return owner.startsWith("java/util/logging/")
            || owner.startsWith("java/text/")
            || owner.startsWith("java/nio/charset/")
            || owner.startsWith("java/lang/System$Logger");
    }
  }

  private static boolean isAboutIdentity(MethodRef method) {
    switch (method.name()) {
      case "getClass", "notify", "notifyAll", "wait", "<init>":
        return true;
      default:
        return false;
    }
  }

  /**
   * A number's bits may be hashed and compared: an integer that is no number any more. What takes
   * them apart for arithmetic is refused ({@code check.Checker}).
   */
  private static boolean isAboutBits(MethodRef method) {
    if (method.name().endsWith("LongBits") || method.name().endsWith("IntBits")) {
      return true;
    }
    switch (method.name()) {
      case "hashCode", "equals", "compare", "compareTo", "isNaN", "isInfinite", "isFinite":
      case "intValue", "longValue", "shortValue", "byteValue":
        return true;
      default:
        return false;
    }
  }

  private static boolean makesText(MethodRef method) {
    switch (method.name()) {
      case "toString", "deepToString", "toHexString", "parseDouble", "parseFloat":
      case "getMessage", "getLocalizedMessage", "printStackTrace", "getStackTrace":
        return true;
      default:
        return false;
    }
  }
}
