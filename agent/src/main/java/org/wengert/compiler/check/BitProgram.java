package org.wengert.compiler.check;

import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.ClassSource;

/** What following bits has to know of the program beyond one function. */
public interface BitProgram {
  /** The method that a call runs; null if the receiver decides. */
  MethodRef target(Op.Invoke call);

  /** The code of a method; null if it cannot be had. */
  Function code(MethodRef method);

  /** The class file of a class; null if it cannot be found. */
  ClassSource source(String internalName);

  /** Whether the user has said that calls of a method run plain. */
  boolean isInactive(MethodRef method);
}
