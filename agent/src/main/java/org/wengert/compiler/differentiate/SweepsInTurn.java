package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/**
 * A joint variant that calls the forward and then the reverse variant: the same parameters and
 * results, for methods whose joint code would be too large.
 */
final class SweepsInTurn {
  private SweepsInTurn() {}

  static Function of(Variant joint) {
    MethodRef method = joint.method();
    Type result = Type.ofDescriptor(VariantSignature.resultDescriptor(joint));
    FunctionBuilder builder = new FunctionBuilder(method, result);
    List<Value> args = new ArrayList<>();
    for (Type type : VariantSignature.parameters(joint)) {
      args.add(builder.addInput(type));
    }
    List<Type> primal = VariantSignature.parameters(joint);
    for (Type shadow :
        VariantSignature.shadowParameters(primal, joint.activity(), VariantKind.JOINT)) {
      args.add(builder.addInput(shadow));
    }
    Value adjoints = builder.addInput(Type.DOUBLES);
    Value tape = builder.addInput(Carriers.TAPE);
    args.add(tape);
    Value value = call(joint.as(VariantKind.FORWARD), args, builder);
    builder.emit(new Op.CallRuntime(RuntimeFunction.NOTE_USED, List.of(tape)));
    List<Value> seed = result.isFloating() ? List.of(builder.constant(1.0), tape) : List.of(tape);
    Value adjoint = call(joint.as(VariantKind.REVERSE), seed, builder);
    int scalars = VariantSignature.activeScalars(primal, joint.activity());
    Value others = scalars > 1 ? builder.emit(new Op.GetField(TangentTransform.OUT, tape)) : null;
    for (int i = 0; i < scalars; i++) {
      Value index = builder.constant(i);
      Value each =
          i == 0
              ? adjoint
              : builder.emit(new Op.ArrayLoad(Element.DOUBLE, others, index, Type.DOUBLE));
      builder.emit(new Op.ArrayStore(Element.DOUBLE, adjoints, index, each));
    }
    builder.end(new Terminator.Return(value));
    return builder.finish();
  }

  private static Value call(Variant variant, List<Value> args, FunctionBuilder builder) {
    String descriptor = VariantSignature.descriptor(variant);
    return builder.emit(new Op.CallVariant(variant, descriptor, List.copyOf(args)));
  }
}
