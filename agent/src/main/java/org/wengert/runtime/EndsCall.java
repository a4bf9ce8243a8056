package org.wengert.runtime;

/**
 * What ends a derivative call and is no exception of the program that is differentiated: no handler
 * of that program sees it.
 */
public abstract class EndsCall extends Error {
  private static final long serialVersionUID = 1L;

  EndsCall(String message) {
    super(message);
  }
}
