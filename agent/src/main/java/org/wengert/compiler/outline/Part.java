package org.wengert.compiler.outline;

import org.wengert.compiler.ir.Function;

/**
 * A piece of a function that was too large for one method.
 *
 * @param descriptor with one parameter for each input of the function, the tape last
 */
public record Part(String name, String descriptor, Function function) {}
