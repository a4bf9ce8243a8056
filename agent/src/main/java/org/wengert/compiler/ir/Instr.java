package org.wengert.compiler.ir;

/**
 * An operation in a block.
 *
 * @param result the value it defines, or null if its type is void
 * @param line source line, 0 if unknown
 */
public record Instr(Value result, Op op, int line) {}
