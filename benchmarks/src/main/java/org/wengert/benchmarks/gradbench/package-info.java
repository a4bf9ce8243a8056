/**
 * A tool for GradBench (gradben.ch): {@code GradBench} speaks its protocol, {@code Session} answers
 * a message, {@code Evals} has what is evaluated, {@code Input} reads and checks what comes in.
 */
package org.wengert.benchmarks.gradbench;
