package org.wengert.compiler.differentiate;

import org.wengert.compiler.analyze.Activity;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.analyze.Memory;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/** From a primal function to its derivative variants: the middle of the pipeline. */
public final class Differentiation {
  private final Effects effects;
  private final Signatures signatures;

  public Differentiation(Effects effects) {
    this(effects, new Signatures());
  }

  /**
   * @param signatures shared by all that is compiled for one class loader
   */
  public Differentiation(Effects effects, Signatures signatures) {
    this.effects = effects;
    this.signatures = signatures;
  }

  /** Both sweeps of split reverse mode; they belong together. */
  public record Sweeps(Function forward, Function reverse) {}

  /** The tangent-carrying variant, of one or more directions. */
  public Function tangent(Function primal, String activity, VariantKind kind) {
    return TangentTransform.of(shadowed(primal, activity, true), activity, kind);
  }

  /** Both sweeps in one function: value and gradient of a scalar. */
  public Function joint(Function primal, String activity) {
    return AdjointTransform.joint(shadowed(primal, activity, false), activity);
  }

  /** The same as two calls, of the forward and of the reverse variant. */
  public static Function jointInTurn(Variant joint) {
    return SweepsInTurn.of(joint);
  }

  /**
   * The tangent-carrying variant of a variant: second order by the transform of the first. Of a
   * joint variant it computes a Hessian times a vector. Inputs: those of the variant, then the
   * tangents and shadows of what {@link #again} says, then a tape of its own.
   *
   * @param code the variant's, with a single tape
   */
  public Function tangent(Function code, Variant variant) {
    return TangentTransform.again(shadowed(code, variant.activity(), true), variant);
  }

  /** Names the tangent-carrying variant of a variant. */
  public static Variant again(Variant variant, VariantKind kind) {
    return variant.varied(kind, VariantSignature.activityOfNext(variant), false);
  }

  /** The forward and the reverse sweep as functions that meet on the tape. */
  public Sweeps split(Function primal, String activity) {
    AdjointTransform.Split split =
        AdjointTransform.split(shadowed(primal, activity, true), activity);
    return new Sweeps(split.forward(), split.reverse());
  }

  /**
   * The same, where the forward sweep may end by an exception and is reversed all the same.
   *
   * @param whole the primal with its exceptions led to one place: {@code Protection.ofWhole}
   */
  public Sweeps catchingSplit(Function whole, String activity) {
    AdjointTransform.Split split =
        AdjointTransform.catchingSplit(shadowed(whole, activity, true), activity);
    return new Sweeps(split.forward(), split.reverse());
  }

  /**
   * By parameter, whether an array that is no independent still has a shadow, because the method
   * may store what is active in it.
   */
  public boolean[] ownShadows(Function primal, String activity, VariantKind kind) {
    Activity found = analyzed(primal, activity, kind != VariantKind.JOINT);
    boolean[] own = new boolean[primal.inputs().size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = activity.charAt(i) == '-' && found.hasShadow(primal.inputs().get(i));
    }
    return own;
  }

  /** Whether a method returns something, and never what depends on an active parameter. */
  public boolean isConstant(Function primal, String activity) {
    Activity found = analyzed(primal, activity, false);
    boolean returns = false;
    for (Block block : primal.blocks()) {
      if (block.terminator() instanceof Terminator.Return end) {
        returns = true;
        if (found.carries(end.value())) {
          return false;
        }
      }
    }
    return returns;
  }

  private Shadowed shadowed(Function original, String activity, boolean arraysAreDependents) {
    Function primal = Attempts.setApart(original);
    Activity found = analyzed(primal, activity, arraysAreDependents);
    return Shadowing.of(primal, found, activity, signatures, effects.facts());
  }

  /**
   * An array that is no independent but gets a shadow, since something active is stored in it, may
   * be any memory: the runtime cannot refuse it where it turns up again, so it is not kept apart.
   */
  private Activity analyzed(Function primal, String activity, boolean arraysAreDependents) {
    StringBuilder together = new StringBuilder(activity);
    while (true) {
      Memory memory = new Memory(primal, together.toString());
      Activity found = new Activity(primal, activity, memory, effects, arraysAreDependents);
      boolean settled = true;
      for (int i = 0; i < activity.length(); i++) {
        Value input = primal.inputs().get(i);
        if (together.charAt(i) == '-'
            && !input.type().equals(Carriers.TAPE)
            && found.hasShadow(input)) {
          together.setCharAt(i, 'A');
          settled = false;
        }
      }
      if (settled) {
        return found;
      }
    }
  }

  /** JVM descriptor of a variant. */
  public static String descriptor(Variant variant) {
    return VariantSignature.descriptor(variant);
  }

  /** Whether a parameter comes with a shadow, or (tangent mode) a tangent. */
  public static java.util.List<org.wengert.compiler.ir.Type> shadowParameters(
      MethodRef method, String activity, VariantKind kind) {
    return VariantSignature.shadowParameters(VariantSignature.parameters(method), activity, kind);
  }

  public static java.util.List<org.wengert.compiler.ir.Type> parameters(Variant variant) {
    return VariantSignature.parameters(variant);
  }
}
