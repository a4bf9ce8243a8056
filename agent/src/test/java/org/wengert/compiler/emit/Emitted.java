package org.wengert.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Value;

/** Emits functions, checks the classes, defines them as hidden nestmates of this one. */
final class Emitted {
  static final String NAME = "org/wengert/compiler/emit/Emitted$Code";

  private Emitted() {}

  static String descriptor(Function function) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Value input : function.inputs()) {
      descriptor.append(input.type().descriptor());
    }
    return descriptor.append(')').append(function.result().descriptor()).toString();
  }

  static EmittedMethod method(String name, Function function) {
    return new EmittedMethod(name, descriptor(function), function);
  }

  static byte[] bytes(Function function) {
    return bytes(List.of(method("f", function)), VariantLinkage.NONE_LOCAL);
  }

  static byte[] bytes(List<EmittedMethod> methods, VariantLinkage linkage) {
    byte[] bytes = ClassEmitter.emit(NAME, "Emitted.java", methods, linkage);
    assertEquals("", complaints(bytes));
    return bytes;
  }

  static String complaints(byte[] bytes) {
    StringWriter complaints = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(bytes), Emitted.class.getClassLoader(), false, new PrintWriter(complaints));
    return complaints.toString();
  }

  static MethodHandle handle(Function function) {
    return handle(bytes(function), "f", descriptor(function));
  }

  static MethodHandle handle(byte[] bytes, String name, String descriptor) {
    try {
      MethodHandles.Lookup lookup =
          MethodHandles.lookup()
              .defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return lookup.findStatic(
          lookup.lookupClass(),
          name,
          MethodType.fromMethodDescriptorString(descriptor, Emitted.class.getClassLoader()));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  static Object run(Function function, Object... args) throws Throwable {
    return handle(function).invokeWithArguments(args);
  }

  /** The instructions of the method {@code f}, frames and labels left out. */
  static List<String> instructions(Function function) {
    return text(bytes(function))
        .lines()
        .dropWhile(line -> !line.contains(" f("))
        .skip(1)
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("MAXSTACK"))
        .filter(line -> !line.startsWith("FRAME") && !line.matches("L\\d+") && !line.isEmpty())
        .toList();
  }

  static String text(byte[] bytes) {
    StringWriter text = new StringWriter();
    new ClassReader(bytes)
        .accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)), 0);
    return text.toString();
  }

  static MethodSize size(Function function) {
    return ClassEmitter.measure(method("f", function), VariantLinkage.NONE_LOCAL);
  }
}
