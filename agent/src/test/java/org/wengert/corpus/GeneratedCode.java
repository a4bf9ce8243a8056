package org.wengert.corpus;

import static org.objectweb.asm.Opcodes.*;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Classes of the corpus that Java source cannot express or nobody would write: irreducible loops
 * and huge methods. Their loader serves their bytes as resources, as a class path does.
 */
public final class GeneratedCode {

  private static final Loader LOADER = new Loader();

  private GeneratedCode() {}

  /** The class with loops of two and three entries. */
  public static Class<?> irreducible() {
    return load("org.wengert.corpus.Irreducible");
  }

  /** The class with a method near 64 KB and a loop around three thousand operations. */
  public static Class<?> huge() {
    return load("org.wengert.corpus.Huge");
  }

  /** The class with methods of 245 parameters. */
  public static Class<?> wide() {
    return load("org.wengert.corpus.Wide");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, true, LOADER);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> classes = new HashMap<>();

    Loader() {
      super(GeneratedCode.class.getClassLoader());
      classes.put("org.wengert.corpus.Irreducible", irreducibleBytes());
      classes.put("org.wengert.corpus.Huge", hugeBytes());
      classes.put("org.wengert.corpus.Wide", wideBytes());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String path) {
      String name = path.replace('/', '.').replaceFirst("\\.class$", "");
      byte[] bytes = classes.get(name);
      return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
    }
  }

  private static ClassWriter begin(String simpleName) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
    String name = "org/wengert/corpus/" + simpleName;
    writer.visit(V17, ACC_PUBLIC | ACC_FINAL, name, null, "java/lang/Object", null);
    return writer;
  }

  private static byte[] irreducibleBytes() {
    ClassWriter writer = begin("Irreducible");
    twoEntries(writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "twoEntries", "(DDI)D", null, null));
    threeEntries(
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "threeEntries", "([DDI)D", null, null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** a = x; i = 0; if (y > 0) goto B; A: a = a·y + x; B: i++; a = sin a; if (i < n) goto A. */
  private static void twoEntries(MethodVisitor m) {
    int a = 5;
    int i = 7;
    Label first = new Label();
    Label second = new Label();
    m.visitCode();
    m.visitVarInsn(DLOAD, 0);
    m.visitVarInsn(DSTORE, a);
    m.visitInsn(ICONST_0);
    m.visitVarInsn(ISTORE, i);
    m.visitVarInsn(DLOAD, 2);
    m.visitInsn(DCONST_0);
    m.visitInsn(DCMPL);
    m.visitJumpInsn(IFGT, second);
    m.visitLabel(first);
    m.visitVarInsn(DLOAD, a);
    m.visitVarInsn(DLOAD, 2);
    m.visitInsn(DMUL);
    m.visitVarInsn(DLOAD, 0);
    m.visitInsn(DADD);
    m.visitVarInsn(DSTORE, a);
    m.visitLabel(second);
    m.visitIincInsn(i, 1);
    m.visitVarInsn(DLOAD, a);
    m.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "sin", "(D)D", false);
    m.visitVarInsn(DSTORE, a);
    m.visitVarInsn(ILOAD, i);
    m.visitVarInsn(ILOAD, 4);
    m.visitJumpInsn(IF_ICMPLT, first);
    m.visitVarInsn(DLOAD, a);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  /**
   * Three blocks that jump to one another: entered by n mod 3, left when n is used up. P: x[0] *=
   * p; to Q if x[0] &lt; x[1], else R. Q: x[1] = x[1]·x[2] + p; to R. R: x[2] = sin(x[0]) + x[2];
   * to P.
   */
  private static void threeEntries(MethodVisitor m) {
    Label p = new Label();
    Label q = new Label();
    Label r = new Label();
    Label end = new Label();
    m.visitCode();
    m.visitVarInsn(ILOAD, 3);
    m.visitInsn(ICONST_3);
    m.visitInsn(IREM);
    m.visitTableSwitchInsn(0, 1, r, p, q);
    m.visitLabel(p);
    leaveIfDone(m, end);
    element(m, 0);
    m.visitInsn(DUP2);
    m.visitInsn(DALOAD);
    m.visitVarInsn(DLOAD, 1);
    m.visitInsn(DMUL);
    m.visitInsn(DASTORE);
    load(m, 0);
    load(m, 1);
    m.visitInsn(DCMPG);
    m.visitJumpInsn(IFGE, r);
    m.visitLabel(q);
    leaveIfDone(m, end);
    element(m, 1);
    load(m, 1);
    load(m, 2);
    m.visitInsn(DMUL);
    m.visitVarInsn(DLOAD, 1);
    m.visitInsn(DADD);
    m.visitInsn(DASTORE);
    m.visitLabel(r);
    leaveIfDone(m, end);
    element(m, 2);
    load(m, 0);
    m.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "sin", "(D)D", false);
    load(m, 2);
    m.visitInsn(DADD);
    m.visitInsn(DASTORE);
    m.visitJumpInsn(GOTO, p);
    m.visitLabel(end);
    load(m, 0);
    load(m, 1);
    m.visitInsn(DMUL);
    load(m, 2);
    m.visitInsn(DMUL);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private static void leaveIfDone(MethodVisitor m, Label end) {
    m.visitIincInsn(3, -1);
    m.visitVarInsn(ILOAD, 3);
    m.visitJumpInsn(IFLT, end);
  }

  private static void element(MethodVisitor m, int index) {
    m.visitVarInsn(ALOAD, 0);
    m.visitInsn(ICONST_0 + index);
  }

  private static void load(MethodVisitor m, int index) {
    element(m, index);
    m.visitInsn(DALOAD);
  }

  /** The n-th parameter's type: an int first, then doubles, ints and arrays in turn. */
  private static String wideType(int n) {
    return n == 0 ? "I" : n % 25 == 1 ? "D" : n % 3 == 1 ? "[D" : "I";
  }

  private static byte[] wideBytes() {
    StringBuilder params = new StringBuilder("(");
    for (int n = 0; n < 245; n++) {
      params.append(wideType(n));
    }
    String descriptor = params + ")D";
    ClassWriter writer = begin("Wide");
    mixed(writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "mixed", descriptor, null, null));
    MethodVisitor recursive =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "recursive", descriptor, null, null);
    recursive(recursive, descriptor);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** For each parameter p: s = s·0.9 + p·p, or s += 0.001·p, or s += s·p[0]. */
  private static void mixed(MethodVisitor m) {
    int s = 300;
    m.visitCode();
    m.visitInsn(DCONST_1);
    m.visitVarInsn(DSTORE, s);
    for (int n = 0, slot = 0; n < 245; n++) {
      m.visitVarInsn(DLOAD, s);
      if (wideType(n).equals("D")) {
        m.visitLdcInsn(0.9);
        m.visitInsn(DMUL);
        m.visitVarInsn(DLOAD, slot);
        m.visitInsn(DUP2);
        m.visitInsn(DMUL);
        slot++;
      } else if (wideType(n).equals("I")) {
        m.visitLdcInsn(0.001);
        m.visitVarInsn(ILOAD, slot);
        m.visitInsn(I2D);
        m.visitInsn(DMUL);
      } else {
        m.visitInsn(DUP2);
        load(m, slot, 0);
        m.visitInsn(DMUL);
      }
      m.visitInsn(DADD);
      m.visitVarInsn(DSTORE, s);
      slot++;
    }
    m.visitVarInsn(DLOAD, s);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private static void load(MethodVisitor m, int array, int index) {
    m.visitVarInsn(ALOAD, array);
    m.visitInsn(ICONST_0 + index);
    m.visitInsn(DALOAD);
  }

  /** p0 > 0 ? 0.5·recursive(p0 - 1, p1·p1, ...) + p1 : p1·p4[0]; the doubles take two slots. */
  private static void recursive(MethodVisitor m, String descriptor) {
    Label end = new Label();
    m.visitCode();
    m.visitVarInsn(ILOAD, 0);
    m.visitJumpInsn(IFLE, end);
    m.visitVarInsn(ILOAD, 0);
    m.visitInsn(ICONST_1);
    m.visitInsn(ISUB);
    m.visitVarInsn(DLOAD, 1);
    m.visitInsn(DUP2);
    m.visitInsn(DMUL);
    for (int n = 2, slot = 3; n < 245; n++) {
      String type = wideType(n);
      m.visitVarInsn(type.equals("D") ? DLOAD : type.equals("I") ? ILOAD : ALOAD, slot);
      slot += type.equals("D") ? 2 : 1;
    }
    m.visitMethodInsn(INVOKESTATIC, "org/wengert/corpus/Wide", "recursive", descriptor, false);
    m.visitLdcInsn(0.5);
    m.visitInsn(DMUL);
    m.visitVarInsn(DLOAD, 1);
    m.visitInsn(DADD);
    m.visitInsn(DRETURN);
    m.visitLabel(end);
    m.visitVarInsn(DLOAD, 1);
    load(m, 5, 0);
    m.visitInsn(DMUL);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  private static byte[] hugeBytes() {
    ClassWriter writer = begin("Huge");
    nearLimit(writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "nearLimit", "(DD)D", null, null));
    longLoopBody(writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "longLoopBody", "([DI)D", null, null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Straight-line code of about 64,000 bytes: a = c·a + x, now and then a sine or s += a·y. */
  private static void nearLimit(MethodVisitor m) {
    int a = 4;
    int sum = 6;
    m.visitCode();
    m.visitVarInsn(DLOAD, 0);
    m.visitVarInsn(DSTORE, a);
    m.visitInsn(DCONST_0);
    m.visitVarInsn(DSTORE, sum);
    for (int bytes = 0, k = 0; bytes < 64_000; k++) {
      m.visitLdcInsn(0.25 + (k % 50) * 0.01);
      m.visitVarInsn(DLOAD, a);
      m.visitInsn(DMUL);
      m.visitVarInsn(DLOAD, 0);
      m.visitInsn(DADD);
      bytes += 8;
      if (k % 4 == 0) {
        m.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "sin", "(D)D", false);
        bytes += 3;
      }
      m.visitVarInsn(DSTORE, a);
      bytes += 2;
      if (k % 5 == 0) {
        m.visitVarInsn(DLOAD, a);
        m.visitVarInsn(DLOAD, 2);
        m.visitInsn(DMUL);
        m.visitVarInsn(DLOAD, sum);
        m.visitInsn(DADD);
        m.visitVarInsn(DSTORE, sum);
        bytes += 9;
      }
    }
    m.visitVarInsn(DLOAD, sum);
    m.visitVarInsn(DLOAD, a);
    m.visitInsn(DADD);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }

  /** n times 1,000 statements of three operations: x[i] = c·x[j] + x[i]·x[k], c alternating. */
  private static void longLoopBody(MethodVisitor m) {
    int i = 2;
    Label head = new Label();
    Label end = new Label();
    m.visitCode();
    m.visitInsn(ICONST_0);
    m.visitVarInsn(ISTORE, i);
    m.visitLabel(head);
    m.visitVarInsn(ILOAD, i);
    m.visitVarInsn(ILOAD, 1);
    m.visitJumpInsn(IF_ICMPGE, end);
    for (int k = 0; k < 1000; k++) {
      element(m, k % 4);
      m.visitLdcInsn(k % 2 == 0 ? 0.4 : -0.3);
      load(m, (k + 1) % 4);
      m.visitInsn(DMUL);
      load(m, k % 4);
      load(m, (k + 2) % 4);
      m.visitInsn(DMUL);
      m.visitInsn(DADD);
      m.visitInsn(DASTORE);
    }
    m.visitIincInsn(i, 1);
    element(m, 0);
    m.visitInsn(DCONST_1);
    load(m, 1);
    m.visitInsn(DADD);
    m.visitInsn(DASTORE);
    m.visitJumpInsn(GOTO, head);
    m.visitLabel(end);
    load(m, 0);
    load(m, 3);
    m.visitInsn(DADD);
    m.visitInsn(DRETURN);
    m.visitMaxs(0, 0);
    m.visitEnd();
  }
}
