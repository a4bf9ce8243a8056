package org.wengert.compiler.differentiate;

import java.util.List;
import java.util.function.UnaryOperator;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Shadows of shadows: in derivative code that is differentiated again, what goes beside the helpers
 * of the runtime that {@link Shadowing} and the transforms put there in the first order.
 *
 * <p>A shadow that the first order finds in the tables of its tape is found in those of ours, by
 * the identity of the first one. So whatever is entered there is entered here, and what a helper
 * takes out of an array of shadows is taken out of the shadow of that array.
 */
final class HelpersAgain {
  private final FunctionBuilder builder;

  HelpersAgain(FunctionBuilder builder) {
    this.builder = builder;
  }

  /**
   * The shadow of what a helper returned.
   *
   * @param returned the result in the function that is written
   * @param tape ours
   * @param copy values of the function that is differentiated in the one that is written
   * @param shadow their shadows; null as a literal where there is none
   */
  Value shadowOfResult(
      Op.CallRuntime call,
      Value returned,
      Value tape,
      UnaryOperator<Value> copy,
      UnaryOperator<Value> shadow) {
    List<Value> args = call.args();
    switch (call.function()) {
      case SHADOW_LIKE:
        return call(RuntimeFunction.SHADOW_LIKE, returned);
      case ROWS_OF, CLONE_TANGENT:
        return call(call.function(), shadow.apply(args.get(0)));
      case CLONE_ADJOINT:
        return call(RuntimeFunction.CLONE_ADJOINT_AGAIN, shadow.apply(args.get(0)));
      case ROW_SHADOW:
        Value rows = cast(shadow.apply(args.get(1)), Type.OBJECTS);
        return call(RuntimeFunction.ROW_SHADOW, tape, rows, copy.apply(args.get(2)), returned);
      case HELD_SHADOW:
        Value held = cast(shadow.apply(args.get(1)), Type.OBJECTS);
        return call(RuntimeFunction.HELD_SHADOW, tape, held, copy.apply(args.get(2)), returned);
      case STORED_SHADOW:
        return call(RuntimeFunction.STORED_SHADOW, tape, returned, shadow.apply(args.get(2)));
      case OBJECT_SHADOW:
        // Null where that of the object was not created yet, in either order.
        return call(RuntimeFunction.OBJECT_SHADOW, tape, returned, shadow.apply(args.get(2)));
      case COPY_VALUES:
        return copyValues(args.get(0), shadow);
      case TYPED_SHADOW:
        throw new NotAgain(RULE_FOR_ROWS, builder.line());
      case COPY_ADJOINT:
        // Adjoints of a copy are zeros at first, whatever is copied: so are their tangents.
        return builder.emit(new Op.NewArray(Type.DOUBLES, List.of(copy.apply(args.get(2)))));
      case COPY_TANGENT:
        Value source = cast(shadow.apply(args.get(0)), Type.DOUBLES);
        return call(call.function(), source, copy.apply(args.get(1)), copy.apply(args.get(2)));
      case SHADOW_OF, KNOWN_SHADOW, RESULT_SHADOW, STATIC_CELL:
        return call(RuntimeFunction.SHADOW_OF, tape, returned);
      case NEW_TAPE:
        return call(RuntimeFunction.NESTED_TAPE, tape, returned);
      default:
        throw new IllegalStateException("no shadow of what " + call.function() + " yields");
    }
  }

  private static final String NESTED = "a derivative is taken in what is to be reversed";

  static final String RULE_FOR_ROWS = "a rule of the user for arrays of arrays is called";

  /** Rows of a shadow are made at need, so that a copy could miss some. */
  private Value copyValues(Value array, UnaryOperator<Value> shadow) {
    if (!array.type().isArray()
        || Type.ofDescriptor(array.type().elementDescriptor()).isReference()) {
      throw new NotAgain(RULE_FOR_ROWS, builder.line());
    }
    return call(RuntimeFunction.COPY_VALUES, shadow.apply(array));
  }

  /** What a helper without result does to shadows, beside what the transforms do to numbers. */
  void followEffect(
      Op.CallRuntime call, Value tape, UnaryOperator<Value> copy, UnaryOperator<Value> shadow) {
    List<Value> args = call.args();
    switch (call.function()) {
      case ENTER:
        Value entered = copy.apply(args.get(2));
        call(RuntimeFunction.ENTER, tape, entered, shadow.apply(args.get(2)));
        break;
      case FILL_ROWS:
        Value rows = cast(shadow.apply(args.get(0)), Type.OBJECTS);
        Value from = copy.apply(args.get(1));
        Value to = copy.apply(args.get(2));
        call(RuntimeFunction.FILL_ROWS, rows, from, to, shadow.apply(args.get(3)));
        break;
      case CLEAR_ROWS:
        call(RuntimeFunction.CLEAR_ROWS, cast(shadow.apply(args.get(0)), Type.OBJECTS));
        break;
      case CLONE_REVERSE:
        Value original = copy.apply(args.get(0));
        Value copied = copy.apply(args.get(1));
        call(
            RuntimeFunction.CLONE_REVERSE_AGAIN,
            tape,
            original,
            copied,
            shadow.apply(args.get(0)),
            shadow.apply(args.get(1)));
        break;
      case BIND_NESTED:
        Value nested = shadow.apply(args.get(0));
        for (Value bound : args.subList(1, args.size())) {
          call(RuntimeFunction.BIND_NESTED, nested, copy.apply(bound), shadow.apply(bound));
        }
        break;
      case END_NESTED:
        call(RuntimeFunction.END_NESTED, shadow.apply(args.get(0)));
        break;
      case BEGIN_RECORD, RECORD_DERIVATIVE, RECORD_GRADIENT, RECORD_ENTRY:
        throw new NotAgain(NESTED, builder.line());
      case CHECK_NEW, NOTE_USED, CHECK_CAPTURED, BIND_INACTIVE:
        break; // Nothing to do with shadows.
      default:
        break; // What moves numbers has a tangent or an adjoint: see the transforms.
    }
  }

  private Value call(RuntimeFunction function, Value... args) {
    return builder.emit(new Op.CallRuntime(function, List.of(args)));
  }

  private Value cast(Value reference, Type type) {
    return reference.type().equals(type) || reference.type().equals(Type.NULL)
        ? reference
        : builder.emit(new Op.CheckCast(type, reference));
  }
}
