package org.wengert.compiler.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The operation of a row, computed: all operands and the result as doubles. */
interface Primal {

  double at(double... operands);

  /** The operation called {@code rowName} in the table, a method being that of {@link Math}. */
  static Primal of(String rowName) {
    boolean isMethod = rowName.indexOf('(') > 0;
    return isMethod ? ofMethod(method(Math.class, rowName)) : ofInstruction(rowName);
  }

  static String rowName(Method method) {
    return method.getName()
        + java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .toMethodDescriptorString();
  }

  static Method method(Class<?> owner, String rowName) {
    for (Method method : owner.getDeclaredMethods()) {
      if (rowName(method).equals(rowName)) {
        return method;
      }
    }
    throw new AssertionError("No method " + rowName);
  }

  private static Primal ofMethod(Method method) {
    return operands -> {
      List<Object> args = new ArrayList<>();
      for (int i = 0; i < operands.length; i++) {
        args.add(convert(operands[i], method.getParameterTypes()[i]));
      }
      try {
        return ((Number) method.invoke(null, args.toArray())).doubleValue();
      } catch (InvocationTargetException | IllegalAccessException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    };
  }

  private static Object convert(double value, Class<?> type) {
    if (type == int.class) {
      return (int) value;
    } else if (type == long.class) {
      return (long) value;
    } else if (type == float.class) {
      return (float) value;
    }
    return value;
  }

  private static Primal ofInstruction(String mnemonic) {
    switch (mnemonic) {
      case "DADD":
        return x -> x[0] + x[1];
      case "DSUB":
        return x -> x[0] - x[1];
      case "DMUL":
        return x -> x[0] * x[1];
      case "DDIV":
        return x -> x[0] / x[1];
      case "DREM":
        return x -> x[0] % x[1];
      case "DNEG":
        return x -> -x[0];
      case "FADD":
        return x -> (float) x[0] + (float) x[1];
      case "FSUB":
        return x -> (float) x[0] - (float) x[1];
      case "FMUL":
        return x -> (float) x[0] * (float) x[1];
      case "FDIV":
        return x -> (float) x[0] / (float) x[1];
      case "FREM":
        return x -> (float) x[0] % (float) x[1];
      case "FNEG":
        return x -> -(float) x[0];
      case "D2F":
      case "F2D":
        return x -> (float) x[0];
      default:
        throw new AssertionError(mnemonic);
    }
  }
}
