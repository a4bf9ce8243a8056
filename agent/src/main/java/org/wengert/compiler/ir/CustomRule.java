package org.wengert.compiler.ir;

import java.util.List;

/**
 * The derivative that a user gives for a method ({@code @DerivativeOf}). {@code
 * compiler.RuleSignature} has the convention for signatures.
 *
 * @param target the method, by the class that declares it
 * @param active by parameter, the receiver first: whether the rule gives the derivative by it
 * @param forward the rule of forward mode; null if there is none
 * @param reverse the rule of reverse mode; null if there is none
 * @param problem why it cannot be used; null if it can
 */
public record CustomRule(
    MethodRef target, boolean[] active, Method forward, Method reverse, String problem) {

  /**
   * A static method.
   *
   * @param ofInterface whether its owner is an interface
   */
  public record Method(MethodRef method, boolean ofInterface) {
    /** Calls it. */
    public Op call(List<Value> args) {
      return new Op.Invoke(InvokeKind.STATIC, method, ofInterface, false, List.copyOf(args));
    }

    @Override
    public String toString() {
      return method.owner().replace('/', '.') + "." + method.name();
    }
  }

  /** Type of a parameter, the receiver first. */
  public Type parameter(int index) {
    List<String> types = MethodDescriptor.parameters(target.descriptor());
    int receiver = active.length - types.size();
    return index < receiver
        ? Type.ofInternalName(target.owner())
        : Type.ofDescriptor(types.get(index - receiver));
  }

  /** How many floating-point parameters, rather than arrays, the rule is for. */
  public int activeNumbers() {
    int count = 0;
    for (int i = 0; i < active.length; i++) {
      count += active[i] && parameter(i).isFloating() ? 1 : 0;
    }
    return count;
  }
}
