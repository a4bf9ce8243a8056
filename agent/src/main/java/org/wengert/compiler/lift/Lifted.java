package org.wengert.compiler.lift;

import java.util.List;
import org.wengert.compiler.ir.Function;

/**
 * A method in SSA form, with what the class file says about it.
 *
 * @param function the body: control flow is reducible; inputs are the receiver, if there is one,
 *     and the parameters
 * @param access the JVM's access flags
 * @param sourceFile file name, null if unknown
 * @param parameterNames one for each parameter of the descriptor (so none for the receiver), null
 *     where the class file gives none
 * @param obstacles what the IR could not hold, in the order of the bytecode
 */
public record Lifted(
    Function function,
    int access,
    String sourceFile,
    List<String> parameterNames,
    List<Obstacle> obstacles) {}
