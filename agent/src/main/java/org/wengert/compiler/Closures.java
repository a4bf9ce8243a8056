package org.wengert.compiler;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * The methods of functional objects that the JVM makes of lambdas and method references. Their
 * classes have no class files, but what the methods do is known: they call the implementation with
 * what was captured and with their own arguments, converted as far as the types differ.
 */
final class Closures {
  private final Functions functions;

  Closures(Functions functions) {
    this.functions = functions;
  }

  /** Whether a class is one that the JVM made for a lambda or method reference. */
  static boolean isClosure(Class<?> type) {
    return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
  }

  /** Whether the class implements a method itself, rather than inherit it from an interface. */
  static boolean declares(Class<?> closure, String name, String descriptor) {
    for (Method method : closure.getDeclaredMethods()) {
      if (method.getName().equals(name) && Functions.descriptor(method).equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** The name under which a method of a functional object is compiled, as a static method. */
  static MethodRef method(Class<?> closure, String name, String descriptor) {
    StringBuilder id = new StringBuilder("closure$").append(name).append('$');
    String type = closure.getName();
    for (int i = type.lastIndexOf('.') + 1; i < type.length(); i++) {
      id.append(Character.isJavaIdentifierPart(type.charAt(i)) ? type.charAt(i) : '_');
    }
    return new MethodRef(
        Compiler.internalName(closure.getNestHost()),
        id.toString(),
        "(Ljava/lang/Object;" + descriptor.substring(1));
  }

  /** The fields with what was captured, in order. */
  static List<Field> captured(Class<?> closure) {
    List<Field> fields = new ArrayList<>();
    for (Field field : closure.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }

  /**
   * What such a method does.
   *
   * @param method see {@link #method}
   * @throws org.wengert.runtime.Refusal if it cannot be found out which implementation runs
   */
  Function function(Class<?> closure, MethodRef method) {
    return new Writer(closure, method).write();
  }

  private final class Writer {
    private final Class<?> closure;
    private final MethodRef method;
    private final FunctionBuilder builder;
    private final List<Value> values = new ArrayList<>();
    private final List<String> descriptors = new ArrayList<>();

    Writer(Class<?> closure, MethodRef method) {
      this.closure = closure;
      this.method = method;
      this.builder = new FunctionBuilder(method, Type.ofDescriptor(result(method.descriptor())));
    }

    Function write() {
      Value self = builder.addInput(Type.OBJECT);
      List<String> params = MethodDescriptor.parameters(method.descriptor());
      List<Value> inputs = new ArrayList<>();
      for (String param : params.subList(1, params.size())) {
        inputs.add(builder.addInput(Type.ofDescriptor(param)));
      }
      addCaptured(self);
      values.addAll(inputs);
      descriptors.addAll(params.subList(1, params.size()));
      call();
      return builder.finish();
    }

    private void addCaptured(Value self) {
      for (Field field : captured(closure)) {
        descriptors.add(field.getType().descriptorString());
      }
      String owner = Closure.of(descriptors);
      for (int i = 0; i < descriptors.size(); i++) {
        values.add(builder.emit(new Op.GetField(Closure.field(owner, i), self)));
      }
    }

    private void call() {
      Functions.Implementation target = functions.implementation(closure);
      boolean constructs = target.method().name().equals("<init>");
      List<String> wanted = new ArrayList<>();
      if (!constructs && !target.isStatic()) {
        wanted.add(Type.ofInternalName(target.method().owner()).descriptor());
      }
      wanted.addAll(MethodDescriptor.parameters(target.method().descriptor()));
      if (wanted.size() != values.size()) {
        throw functions.unknown(closure);
      }
      List<Value> args = new ArrayList<>();
      for (int i = 0; i < wanted.size(); i++) {
        args.add(converted(values.get(i), descriptors.get(i), wanted.get(i)));
      }
      if (constructs) {
        builder.emit(new Op.InitClass(target.method().owner()));
        Value made = builder.emit(new Op.Construct(target.method(), false, List.copyOf(args)));
        end(made, Type.ofInternalName(target.method().owner()).descriptor());
        return;
      }
      InvokeKind kind =
          target.isStatic()
              ? InvokeKind.STATIC
              : target.ofInterface() ? InvokeKind.INTERFACE : InvokeKind.VIRTUAL;
      Value called =
          builder.emit(
              new Op.Invoke(kind, target.method(), target.ofInterface(), false, List.copyOf(args)));
      end(called, result(target.method().descriptor()));
    }

    private void end(Value value, String descriptor) {
      String wanted = result(method.descriptor());
      builder.end(
          new Terminator.Return(wanted.equals("V") ? null : converted(value, descriptor, wanted)));
    }

    /** As {@code LambdaMetafactory} converts: casts, boxes, unboxes and widens. */
    private Value converted(Value value, String from, String to) {
      boolean fromReference = Type.ofDescriptor(from).isReference();
      boolean toReference = Type.ofDescriptor(to).isReference();
      if (fromReference && toReference) {
        return to.equals(from) || to.equals(Type.OBJECT.descriptor())
            ? value
            : builder.emit(new Op.CheckCast(new Type(to), value));
      } else if (fromReference) {
        return unboxed(value, from, to);
      } else if (toReference) {
        String box = box(from);
        String descriptor = "(" + from + ")L" + box + ";";
        MethodRef valueOf = new MethodRef(box, "valueOf", descriptor);
        return builder.emit(
            new Op.Invoke(InvokeKind.STATIC, valueOf, false, false, List.of(value)));
      }
      return widened(value, Type.ofDescriptor(to));
    }

    private Value unboxed(Value value, String from, String to) {
      String box = to.equals("Z") || to.equals("C") ? box(to) : "java/lang/Number";
      if (from.equals("Ljava/lang/Double;") || from.equals("Ljava/lang/Float;")) {
        box = from.substring(1, from.length() - 1);
      }
      Value cast =
          from.equals("L" + box + ";")
              ? value
              : builder.emit(new Op.CheckCast(Type.ofInternalName(box), value));
      MethodRef unbox = new MethodRef(box, primitive(to) + "Value", "()" + to);
      return builder.emit(new Op.Invoke(InvokeKind.VIRTUAL, unbox, false, false, List.of(cast)));
    }

    private Value widened(Value value, Type to) {
      if (value.type().equals(to)) {
        return value;
      }
      String kind = value.type().descriptor() + "2" + to.descriptor();
      UnaryKind widening = UnaryKind.valueOf(kind.replace('J', 'L'));
      return builder.emit(new Op.Unary(widening, value));
    }
  }

  private static String result(String descriptor) {
    return descriptor.substring(descriptor.indexOf(')') + 1);
  }

  private static String primitive(String descriptor) {
    return org.objectweb.asm.Type.getType(descriptor).getClassName();
  }

  private static String box(String descriptor) {
    switch (descriptor) {
      case "I":
        return "java/lang/Integer";
      case "C":
        return "java/lang/Character";
      default:
        String name = primitive(descriptor);
        return "java/lang/" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
  }

  /** The access flags of such a method as it is compiled. */
  static int access() {
    return Opcodes.ACC_STATIC;
  }
}
