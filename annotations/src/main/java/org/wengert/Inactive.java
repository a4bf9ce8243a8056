package org.wengert;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves something out of differentiation.
 *
 * <ul>
 *   <li>On a <b>parameter</b> of a {@link Differentiable} method: it is not an independent, and
 *       results carry no derivative with respect to it. An array so marked may still be written
 *       with values that depend on independents (a scratch or output array): their derivatives are
 *       followed, and for void methods it remains a dependent.
 *   <li>On a <b>method</b>: calls that name it run plain, also where the receiver's class has
 *       another method in its place; what they return is constant. Arrays that it returns keep the
 *       derivatives they have. What it writes over numbers that carry derivatives leaves these as
 *       they were: annotate no method that overwrites what later results depend on. The agent
 *       option {@code inactive} says the same of methods that cannot be annotated.
 *   <li>On a parameter of a <b>rule</b> ({@link DerivativeOf}): what comes in by it is constant.
 * </ul>
 *
 * <p>On a method or in a rule this asserts that the derivative is not wanted: where an independent
 * does flow through, the result is the derivative with that path held constant.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface Inactive {}
