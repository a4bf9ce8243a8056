package org.wengert;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the derivative of another method: of one's own, of a library, or a native one. The
 * annotated method, a <b>rule</b>, is an ordinary static method of any class and access. Derivative
 * code calls the other method as the plain program does, once, and then the rule; the other
 * method's code is not looked into.
 *
 * <p>A rule takes, in this order:
 *
 * <ol>
 *   <li>the other method's parameters, the receiver of an instance method first. Arrays hold what
 *       they held when the other method was called; they are copies, or must not be written;
 *   <li>the result, if there is one;
 *   <li>in {@link Mode#FORWARD}: the tangent of each differentiable parameter, {@code double} for a
 *       number, for an array one of {@code double} of the same shape;
 *   <li>in {@link Mode#REVERSE}: the adjoint of the result, if that is a number ({@code double}) or
 *       an array of numbers; then the adjoints of each differentiable array; then, if there are two
 *       or more differentiable numbers, one {@code double[]} with zeros, one for each of them in
 *       order, to which their adjoints are to be added.
 * </ol>
 *
 * <p>In forward mode a rule returns the tangent of the result, {@code double} or an array; nothing
 * if the result is no number and no array of numbers. In reverse mode it returns the adjoint of the
 * differentiable number, if there is just one, else nothing.
 *
 * <p>Differentiable are numbers ({@code double}, {@code float}) and arrays of numbers of any rank,
 * unless the rule's parameter is marked {@link Inactive}: what comes in by that is constant.
 * Anything else that can lead to numbers, an object for instance, has to be marked so. Tangents and
 * adjoints are {@code double} for {@code float} too.
 *
 * <p>Adjoints of arrays are added to. If the other method writes into an array, the array of
 * tangents holds on entry those of the elements on entry, and the rule leaves in it those of the
 * elements on exit; the array of adjoints holds on entry those of the elements on exit, and the
 * rule leaves in it those of the elements on entry (zero for what was only overwritten). An array
 * that the other method returns must be a new one.
 *
 * <pre>{@code
 * @DerivativeOf(type = Special.class, method = "erf", mode = {Mode.FORWARD, Mode.REVERSE})
 * static double erf(double x, double result, double seed) {
 *   return seed * 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
 * }
 *
 * @DerivativeOf(type = Blas.class, method = "dot", mode = Mode.REVERSE)
 * static void dot(
 *     double[] x, double[] y, double result, double seed, double[] xAdjoint, double[] yAdjoint) {
 *   for (int i = 0; i < x.length; i++) {
 *     xAdjoint[i] += seed * y[i];
 *     yAdjoint[i] += seed * x[i];
 *   }
 * }
 * }</pre>
 *
 * <p>The annotation processor checks the signature and lists the class in {@code
 * META-INF/wengert/rules}, where the agent finds it; of code compiled without the processor the
 * agent option {@code rules=CLASS} names it. A rule counts in code that its class loader, or one
 * below it, has loaded. In a mode that has no rule the method is refused.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface DerivativeOf {

  /** What a rule computes. */
  enum Mode {
    /** Tangents of what the method yields from those of what it takes. */
    FORWARD,
    /** Adjoints of what the method takes from those of what it yields. */
    REVERSE
  }

  /** The class that declares the other method; or else {@link #typeName}. */
  Class<?> type() default void.class;

  /** Binary name of the class that declares the other method, if the rule cannot name it. */
  String typeName() default "";

  /** Name of the other method; which overload is meant follows from the rule's parameters. */
  String method();

  /**
   * What the rule computes: both, if the signatures are the same, as they are for methods of one
   * number.
   */
  Mode[] mode();
}
