package org.wengert.fuzz;

/** A functional object of the reference: what its one method does. */
interface Closure {
  Object call(Object... arguments);
}
