package org.wengert.compiler.emit;

/**
 * What a method came out as. HotSpot compiles methods of up to {@link #JIT_LIMIT} bytes, and
 * inlines hot ones of up to {@link #INLINE_LIMIT}.
 *
 * @param bytes length of the bytecode
 * @param maxLocals local-variable slots, parameters included
 */
public record MethodSize(String name, String descriptor, int bytes, int maxLocals) {
  /** {@code -XX:HugeMethodLimit}. */
  public static final int JIT_LIMIT = 8000;

  /** {@code -XX:FreqInlineSize}. */
  public static final int INLINE_LIMIT = 325;

  /** The most bytes that a class file can hold for one method (JVMS 4.7.3). */
  public static final int CLASS_FILE_LIMIT = 65535;
}
