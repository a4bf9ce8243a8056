/**
 * The last stage: functions in SSA form become JVM bytecode. Demand (what has to be computed),
 * schedule (what is computed at its use), liveness, slots, layout, code: each is one class. Types
 * in stack map frames come from the IR alone; no class is ever loaded or looked up here.
 */
package org.wengert.compiler.emit;
