/**
 * Passes that make a function cheaper without changing what it computes: results stay bit-identical
 * (NaN payloads aside), effects and exceptions keep their order. Each is a pure function from
 * {@link org.wengert.compiler.ir.Function} to Function that returns its argument where it found
 * nothing to do. {@link org.wengert.compiler.optimize.Optimizer} runs them in order.
 */
package org.wengert.compiler.optimize;
