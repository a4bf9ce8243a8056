package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks the types of operands and results. Of references it knows what descriptors tell: arrays of
 * numbers are of one type only, everything is an Object, null fits everywhere, and whether one
 * named class extends another is not asked.
 */
final class OpTypes {
  private final List<String> problems;

  OpTypes(List<String> problems) {
    this.problems = problems;
  }

  void check(Instr instr) {
    Op op = instr.op();
    String where = Printer.print(instr);
    if (instr.result() != null && !instr.result().type().equals(op.type())) {
      problems.add(
          "result of type "
              + op.type()
              + " in a value of type "
              + instr.result().type()
              + ": "
              + where);
    }
    if (op instanceof Op.Unary unary) {
      expect(unary.kind().operand(), unary.operand(), where);
    } else if (op instanceof Op.Binary binary) {
      expect(binary.kind().left(), binary.left(), where);
      expect(binary.kind().right(), binary.right(), where);
    } else if (op instanceof Op.Select select) {
      comparison(select.condition(), select.left(), select.right(), where);
      expect(select.ifTrue().type(), select.ifFalse(), where);
    } else if (!checkArray(op, where) && !checkObject(op, where)) {
      checkCall(op, where);
    }
  }

  void check(Terminator end, Type result) {
    String where = Printer.print(end);
    if (end instanceof Terminator.Branch branch) {
      comparison(branch.condition(), branch.left(), branch.right(), where);
    } else if (end instanceof Terminator.Switch choice) {
      expect(Type.INT, choice.selector(), where);
      for (int i = 1; i < choice.keys().size(); i++) {
        if (choice.keys().get(i) <= choice.keys().get(i - 1)) {
          problems.add("keys do not ascend: " + where);
        }
      }
    } else if (end instanceof Terminator.Throw thrown) {
      expect(Type.OBJECT, thrown.exception(), where);
    } else if (end instanceof Terminator.Return returned) {
      if ((returned.value() == null) != result.equals(Type.VOID)) {
        problems.add("the function's result is " + result + ": " + where);
      } else if (returned.value() != null) {
        expect(result, returned.value(), where);
      }
    }
  }

  private boolean checkArray(Op op, String where) {
    if (op instanceof Op.ArrayLength length) {
      array(length.array(), where);
    } else if (op instanceof Op.ArrayLoad load) {
      element(load.element(), load.array(), where);
      expect(Type.INT, load.index(), where);
    } else if (op instanceof Op.SafeLoad load) {
      element(load.element(), load.array(), where);
      expect(Type.INT, load.index(), where);
    } else if (op instanceof Op.ArrayStore store) {
      element(store.element(), store.array(), where);
      expect(Type.INT, store.index(), where);
      expect(store.element().stackType(), store.value(), where);
    } else if (op instanceof Op.SafeAdd add) {
      element(Element.DOUBLE, add.array(), where);
      expect(Type.INT, add.index(), where);
      expect(Type.DOUBLE, add.value(), where);
    } else if (op instanceof Op.NewArray created) {
      newArray(created, where);
    } else if (op instanceof Op.Reserve reserve) {
      expect(Type.OBJECT, reserve.tape(), where);
      element(reserve.element(), reserve.array(), where);
      expect(Type.INT, reserve.cursor(), where);
      expect(Type.INT, reserve.count(), where);
    } else {
      return false;
    }
    return true;
  }

  private boolean checkObject(Op op, String where) {
    if (op instanceof Op.PutStatic put) {
      expect(put.field().type(), put.value(), where);
    } else if (op instanceof Op.GetField get) {
      expect(Type.ofInternalName(get.field().owner()), get.object(), where);
    } else if (op instanceof Op.PutField put) {
      expect(Type.ofInternalName(put.field().owner()), put.object(), where);
      expect(put.field().type(), put.value(), where);
    } else if (op instanceof Op.Held held) {
      expect(Type.ofInternalName(held.field().owner()), held.object(), where);
      expect(held.field().type(), held.value(), where);
    } else if (op instanceof Op.NullCheck check) {
      expect(Type.OBJECT, check.object(), where);
    } else if (op instanceof Op.CheckCast cast) {
      expect(Type.OBJECT, cast.object(), where);
    } else if (op instanceof Op.InstanceOf test) {
      expect(Type.OBJECT, test.object(), where);
    } else if (op instanceof Op.Monitor monitor) {
      expect(Type.OBJECT, monitor.object(), where);
    } else {
      return false;
    }
    return true;
  }

  private void checkCall(Op op, String where) {
    if (op instanceof Op.Invoke invoke) {
      List<Type> params = new ArrayList<>();
      if (invoke.hasReceiver()) {
        params.add(Type.ofInternalName(invoke.method().owner()));
      }
      params.addAll(parameters(invoke.method().descriptor()));
      arguments(params, invoke.args(), where);
    } else if (op instanceof Op.Construct call) {
      arguments(parameters(call.constructor().descriptor()), call.args(), where);
    } else if (op instanceof Op.InvokeDynamic call) {
      arguments(parameters(call.descriptor()), call.args(), where);
    } else if (op instanceof Op.CallVariant call) {
      arguments(parameters(call.descriptor()), call.args(), where);
    } else if (op instanceof Op.CallPart call) {
      arguments(parameters(call.descriptor()), call.args(), where);
    } else if (op instanceof Op.CallRuntime call) {
      arguments(parameters(call.function().descriptor()), call.args(), where);
    }
  }

  private void newArray(Op.NewArray created, String where) {
    for (Value length : created.lengths()) {
      expect(Type.INT, length, where);
    }
    String descriptor = created.type().descriptor();
    int rank = 0;
    while (descriptor.charAt(rank) == '[') {
      rank++;
    }
    if (created.lengths().isEmpty() || rank < created.lengths().size()) {
      problems.add("lengths do not fit the rank of the array: " + where);
    }
  }

  private void arguments(List<Type> params, List<Value> args, String where) {
    if (params.size() != args.size()) {
      problems.add("expected " + params.size() + " arguments: " + where);
      return;
    }
    for (int i = 0; i < args.size(); i++) {
      expect(params.get(i), args.get(i), where);
    }
  }

  /** Types of the parameters in a method descriptor. */
  static List<Type> parameters(String descriptor) {
    List<Type> params = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      params.add(Type.ofDescriptor(descriptor.substring(at, end)));
      at = end;
    }
    return params;
  }

  private void comparison(Condition condition, Value left, Value right, String where) {
    if (!left.type().isReference()) {
      expect(Type.INT, left, where);
      expect(Type.INT, right, where);
      return;
    }
    expect(Type.OBJECT, right, where);
    if (condition != Condition.EQ && condition != Condition.NE) {
      problems.add("references have no order: " + where);
    }
  }

  private void array(Value array, String where) {
    if (!array.type().isArray() && !array.type().equals(Type.NULL)) {
      problems.add(array + " of type " + array.type() + " is no array: " + where);
    }
  }

  private void element(Element element, Value array, String where) {
    array(array, where);
    if (array.type().isArray()
        && Element.ofDescriptor(array.type().elementDescriptor()) != element) {
      problems.add(
          array
              + " of type "
              + array.type()
              + " has no elements of kind "
              + element
              + ": "
              + where);
    }
  }

  void expect(Type expected, Value actual, String where) {
    if (!fits(expected, actual.type())) {
      problems.add(
          actual
              + " is of type "
              + actual.type()
              + " where "
              + expected
              + " is expected: "
              + where);
    }
  }

  /** Whether a value of one type may stand where the other is expected, for all that is known. */
  static boolean fits(Type expected, Type actual) {
    if (!expected.isReference() || !actual.isReference()) {
      return expected.equals(actual);
    }
    if (actual.equals(Type.NULL) || !expected.isArray()) {
      return true;
    }
    if (!actual.isArray()) {
      return false;
    }
    String expectedElement = expected.elementDescriptor();
    String actualElement = actual.elementDescriptor();
    Type of = Type.ofDescriptor(expectedElement);
    return of.isReference()
        ? Type.ofDescriptor(actualElement).isReference()
            && fits(of, Type.ofDescriptor(actualElement))
        : expectedElement.equals(actualElement);
  }
}
