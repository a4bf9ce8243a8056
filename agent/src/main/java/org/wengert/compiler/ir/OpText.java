package org.wengert.compiler.ir;

import java.util.List;

/** Operations as text. What the JVM has a name for is called by that name. */
final class OpText {
  private OpText() {}

  static String of(Op op) {
    if (op instanceof Op.Const constant) {
      return constant(constant);
    } else if (op instanceof Op.Unary unary) {
      return Names.lower(unary.kind()) + list(op);
    } else if (op instanceof Op.Binary binary) {
      return Names.lower(binary.kind()) + list(op);
    } else if (op instanceof Op.Select select) {
      return "select " + Names.lower(select.condition()) + list(op);
    }
    String access = arrayAccess(op);
    if (access != null) {
      return access;
    }
    String object = objectAccess(op);
    return object != null ? object : call(op);
  }

  private static String arrayAccess(Op op) {
    if (op instanceof Op.ArrayLoad load) {
      return Names.letter(load.element()) + "aload" + list(op) + typeOf(load.element(), load);
    } else if (op instanceof Op.SafeLoad load) {
      return Names.letter(load.element()) + "aload.safe" + list(op) + typeOf(load.element(), load);
    } else if (op instanceof Op.ArrayStore store) {
      return Names.letter(store.element()) + (store.held() ? "astore.held" : "astore") + list(op);
    } else if (op instanceof Op.ArrayLength) {
      return "arraylength" + list(op);
    } else if (op instanceof Op.SafeAdd) {
      return "dadd.safe" + list(op);
    } else if (op instanceof Op.NewArray created) {
      return "newarray " + created.type() + " " + arguments(created.lengths());
    } else if (op instanceof Op.Reserve reserve) {
      return "reserve." + Names.letter(reserve.element()) + list(op);
    }
    return null;
  }

  private static String objectAccess(Op op) {
    if (op instanceof Op.GetStatic get) {
      return "getstatic " + Names.field(get.field());
    } else if (op instanceof Op.PutStatic put) {
      return (put.held() ? "putstatic.held " : "putstatic ")
          + Names.field(put.field())
          + ","
          + list(op);
    } else if (op instanceof Op.GetField get) {
      return "getfield " + Names.field(get.field()) + "," + list(op);
    } else if (op instanceof Op.PutField put) {
      return (put.held() ? "putfield.held " : "putfield ")
          + Names.field(put.field())
          + ","
          + list(op);
    } else if (op instanceof Op.Construct created) {
      return "construct "
          + (created.simple() ? "simple " : "")
          + Names.method(created.constructor())
          + " "
          + arguments(created.args());
    } else if (op instanceof Op.Allocate created) {
      return "allocate " + created.type();
    } else if (op instanceof Op.Held held) {
      return "held " + Names.field(held.field()) + "," + list(op);
    } else if (op instanceof Op.NullCheck) {
      return "nullcheck" + list(op);
    } else if (op instanceof Op.CheckCast cast) {
      return "checkcast " + cast.type() + "," + list(op);
    } else if (op instanceof Op.InstanceOf test) {
      return "instanceof " + test.tested() + "," + list(op);
    } else if (op instanceof Op.Monitor monitor) {
      return (monitor.enter() ? "monitorenter" : "monitorexit") + list(op);
    } else if (op instanceof Op.Caught) {
      return "caught";
    } else if (op instanceof Op.InitClass init) {
      return "initclass " + Names.name(init.owner());
    }
    return null;
  }

  private static String call(Op op) {
    if (op instanceof Op.Invoke invoke) {
      return "invoke "
          + Names.lower(invoke.kind())
          + (invoke.pure() ? " pure " : " ")
          + (invoke.ownerIsInterface() ? "itf " : "")
          + Names.method(invoke.method())
          + " "
          + arguments(invoke.args());
    } else if (op instanceof Op.InvokeDynamic call) {
      return "invokedynamic "
          + (call.closure() ? "closure " : "")
          + Names.name(call.name())
          + call.descriptor()
          + " "
          + Names.quoted(String.valueOf(call.site()))
          + " "
          + arguments(call.args());
    } else if (op instanceof Op.CallVariant call) {
      Variant variant = call.variant();
      return "variant "
          + kinds(variant)
          + (variant.binding() == Binding.STATIC ? " " : " " + Names.lower(variant.binding()) + " ")
          + Names.method(variant.method())
          + " "
          + call.descriptor()
          + " "
          + arguments(call.args());
    } else if (op instanceof Op.CallPart call) {
      return "part " + Names.name(call.name()) + call.descriptor() + " " + arguments(call.args());
    } else if (op instanceof Op.Ruled ruled) {
      return "ruled " + Names.method(ruled.rule().target()) + " " + arguments(ruled.operands());
    } else if (op instanceof Op.CallRuntime call) {
      return "runtime " + Names.lower(call.function()) + " " + arguments(call.args());
    }
    return "unknown " + op;
  }

  /** Reals are written so that reading them back gives the same bits. */
  private static String constant(Op.Const constant) {
    Object value = constant.constant();
    if (value instanceof Integer) {
      return "iconst " + value;
    } else if (value instanceof Long) {
      return "lconst " + value;
    } else if (value instanceof Float f) {
      int bits = Float.floatToRawIntBits(f);
      boolean odd = Float.isNaN(f) && bits != Float.floatToIntBits(Float.NaN);
      return "fconst " + (odd ? "NaN(" + Integer.toHexString(bits) + ")" : value);
    } else if (value instanceof Double d) {
      long bits = Double.doubleToRawLongBits(d);
      boolean odd = Double.isNaN(d) && bits != Double.doubleToLongBits(Double.NaN);
      return "dconst " + (odd ? "NaN(" + Long.toHexString(bits) + ")" : value);
    } else if (value instanceof String text) {
      return "string " + Names.quoted(text);
    } else if (value instanceof Type type) {
      return "class " + type;
    } else if (value == null) {
      return constant.type().equals(Type.NULL) ? "null" : "null: " + constant.type();
    }
    return "unknown " + constant;
  }

  private static String typeOf(Element element, Op load) {
    return element == Element.REF ? ": " + load.type() : "";
  }

  /** The operands after a space, separated by commas. */
  private static String list(Op op) {
    StringBuilder out = new StringBuilder();
    String separator = " ";
    for (Value operand : op.operands()) {
      out.append(separator).append(operand);
      separator = ", ";
    }
    return out.toString();
  }

  private static String kinds(Variant variant) {
    return (variant.nested() ? "nested " : "")
        + Names.lower(variant.kind())
        + (variant.catching() ? " catching " : " ")
        + Names.quoted(variant.activity())
        + (variant.of() == null ? "" : " of " + kinds(variant.of()));
  }

  static String arguments(List<Value> values) {
    StringBuilder out = new StringBuilder("(");
    String separator = "";
    for (Value value : values) {
      out.append(separator).append(value);
      separator = ", ";
    }
    return out.append(')').toString();
  }
}
