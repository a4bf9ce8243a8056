package org.wengert;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for the derivatives of a method.
 *
 * <p>The independents are all parameters of type {@code double}, {@code float}, or arrays of these
 * (of any rank), unless marked {@link Inactive}. The annotation processor writes a typed companion:
 * for {@code price} of {@code Pricing} the class {@code PricingDerivatives} in the same package
 * with {@code priceGradient}, {@code priceJvp} and {@code priceVjp}; for a nested class {@code
 * Outer.Inner} the companion is {@code OuterInnerDerivatives}. The agent completes it at run time.
 * Of an instance method the companion takes the receiver as first argument. Objects are passed
 * through; derivatives with respect to them are had from {@link Derivative#withRespectTo}.
 *
 * <p>A method need not be annotated to be differentiated: {@link Derivatives#of(Class, String)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Differentiable {

  /**
   * What the names in the typed companion start with; the method's own name if empty. Overloads
   * need it, since their companions' names would be the same: with {@code name = "priceFlat"} they
   * are {@code priceFlatGradient}, {@code PriceFlatGradient} and so on.
   */
  String name() default "";
}
