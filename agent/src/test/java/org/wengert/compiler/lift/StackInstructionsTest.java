package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Every form of every instruction that moves stack entries. */
class StackInstructionsTest {
  private static final String DESCRIPTOR = "(IIIIJJ)J";
  private static final int RESULT = 8;
  private static final int SCRATCH = 10;
  private static final Object[] ARGS = {3, 5, 7, 11, 1_000_003L, 50_000_017L};

  /**
   * The stack before and after, the top last: {@code a} to {@code d} are ints, {@code x} and {@code
   * y} longs.
   */
  @ParameterizedTest
  @CsvSource({
    "POP,     ab,   a",
    "POP2,    abc,  a",
    "POP2,    ax,   a",
    "DUP,     ab,   abb",
    "DUP_X1,  abc,  acbc",
    "DUP_X2,  abcd, adbcd",
    "DUP_X2,  axb,  abxb",
    "DUP2,    abc,  abcbc",
    "DUP2,    ax,   axx",
    "DUP2_X1, abcd, acdbcd",
    "DUP2_X1, abx,  axbx",
    "DUP2_X2, abcd, cdabcd",
    "DUP2_X2, abx,  xabx",
    "DUP2_X2, xab,  abxab",
    "DUP2_X2, axy,  ayxy",
    "SWAP,    abc,  acb",
    "NOP,     ab,   ab"
  })
  void movesStackEntries(String name, String before, String after) throws Exception {
    int opcode = Opcodes.class.getField(name).getInt(null);
    HandMade.agrees(DESCRIPTOR, m -> digest(m, before, opcode, after), ARGS);
  }

  @Test
  void halfOfALongIsRefused() {
    assertThrows(
        UnreadableClassException.class,
        () -> HandMade.lift(DESCRIPTOR, m -> digest(m, "ax", Opcodes.DUP, "axx")));
  }

  /** Folds the stack after the instruction into one number that depends on every position. */
  private static void digest(MethodVisitor m, String before, int opcode, String after) {
    for (char entry : before.toCharArray()) {
      if (entry >= 'x') {
        m.visitVarInsn(Opcodes.LLOAD, 4 + 2 * (entry - 'x'));
      } else {
        m.visitVarInsn(Opcodes.ILOAD, entry - 'a');
      }
    }
    m.visitInsn(opcode);
    m.visitInsn(Opcodes.LCONST_0);
    m.visitVarInsn(Opcodes.LSTORE, RESULT);
    for (int i = after.length() - 1; i >= 0; i--) {
      if (after.charAt(i) < 'x') {
        m.visitInsn(Opcodes.I2L);
      }
      m.visitVarInsn(Opcodes.LSTORE, SCRATCH);
      m.visitVarInsn(Opcodes.LLOAD, RESULT);
      m.visitLdcInsn(31L);
      m.visitInsn(Opcodes.LMUL);
      m.visitVarInsn(Opcodes.LLOAD, SCRATCH);
      m.visitInsn(Opcodes.LADD);
      m.visitVarInsn(Opcodes.LSTORE, RESULT);
    }
    m.visitVarInsn(Opcodes.LLOAD, RESULT);
    m.visitInsn(Opcodes.LRETURN);
  }
}
