package org.wengert.runtime;

import java.util.List;

/**
 * What the entry points whose arguments come in arrays have to know of the method.
 *
 * @param instance whether parameter 0 is a receiver
 * @param activity one letter a parameter: {@code A} for an independent
 * @param inner the same as the first order's variant takes it
 * @param outer the same for the parameters of that variant; of first-order entry points null
 * @param numbers by parameter, whether it is an array, of any rank, of numbers
 * @param ranks by parameter how many dimensions its type has; -1 for primitive types
 * @param checked by parameter, whether it must share no memory with the independents
 * @param movesRows whether the method may store rows in arrays of arrays
 * @param displayed how diagnostics name the method
 * @param names of the parameters
 */
public record EntryPlan(
    boolean instance,
    String activity,
    String inner,
    String outer,
    boolean[] numbers,
    int[] ranks,
    boolean[] checked,
    boolean movesRows,
    String displayed,
    List<String> names) {

  /** Whether it is an independent. */
  boolean isActive(int parameter) {
    return activity.charAt(parameter) == 'A';
  }

  /** Whether it is an independent with a shadow. */
  boolean isBound(int parameter) {
    return isActive(parameter) && isReference(parameter);
  }

  boolean isReference(int parameter) {
    return ranks[parameter] >= 0;
  }

  /** Whether the variant wants a tangent or shadow of it. */
  boolean isCarried(int parameter) {
    return inner.charAt(parameter) == 'A';
  }

  /** Whether the variant wants a shadow that no caller gives. */
  boolean isLent(int parameter) {
    return isCarried(parameter) && !isActive(parameter);
  }

  /** Whether rows of it can be moved while the caller's shadow has to keep its own. */
  boolean isCopied(int parameter) {
    return movesRows && ranks[parameter] > 1;
  }
}
