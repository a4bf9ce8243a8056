package org.wengert.compiler.emit;

import org.wengert.compiler.ir.Function;

/**
 * A private static method to be made from a function.
 *
 * @param name name of the method in the class that is emitted
 * @param descriptor JVM descriptor: one parameter for each of the function's inputs, in order, and
 *     its result; it may be more specific than the IR's types (boolean for int)
 */
public record EmittedMethod(String name, String descriptor, Function function) {}
