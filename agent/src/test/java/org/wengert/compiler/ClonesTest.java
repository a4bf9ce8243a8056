package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.runtime.Bridge;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

/**
 * Copies as old compilers name them: by a super class that inherits the method, arrays by Object.
 */
class ClonesTest {
  private static final String SOURCE =
      """
      class Copied extends Above {
        double[] values;
        double scale;

        @Override
        protected Object clone() throws CloneNotSupportedException {
          Copied copy = (Copied) super.clone();
          copy.values = values.clone();
          return copy;
        }

        static double f(double x) throws CloneNotSupportedException {
          Copied a = new Copied();
          a.values = new double[] {x, 2};
          a.scale = x;
          Copied b = (Copied) a.clone();
          b.values[0] *= x;
          b.scale += a.values[0];
          return b.values[0] * b.scale / 2 + a.scale * 0;
        }
      }

      class Above implements Cloneable {}
      """;

  /** Names the methods as compilers before Java 5 did. */
  private static byte[] aged(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor target =
                super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, target) {
              @Override
              public void visitMethodInsn(
                  int opcode, String owner, String name, String descriptor, boolean itf) {
                String named = owner;
                if (name.equals("clone") && owner.equals("java/lang/Object")) {
                  named = "Above";
                } else if (name.equals("clone") && owner.startsWith("[")) {
                  named = "java/lang/Object";
                }
                super.visitMethodInsn(opcode, named, name, descriptor, itf);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  @Test
  void copiesAreDifferentiatedByWhicheverName(@TempDir Path directory) throws Throwable {
    new DirectEngine();
    Path classes = new Sources().add("Copied.java", SOURCE).compile(directory);
    Class<?> copied = new Aged(classes).loadClass("Copied");
    double[] gradient = new double[1];
    Object tape = Bridge.newTape();
    Object value = Bridge.entry(copied, "f", "(D)D", "gradient", "A").invoke(1.5, gradient, tape);
    assertEquals(1.5 * 1.5 * 1.5, (double) value);
    assertEquals(3 * 1.5 * 1.5, gradient[0]);
  }

  private static final class Aged extends ClassLoader {
    private final Map<String, byte[]> files = new TreeMap<>();

    Aged(Path classes) throws IOException {
      super(null);
      for (String name : new String[] {"Copied", "Above"}) {
        files.put(name, aged(Files.readAllBytes(classes.resolve(name + ".class"))));
      }
    }

    @Override
    protected Class<?> findClass(String name) {
      byte[] file = files.get(name);
      return defineClass(name, file, 0, file.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      byte[] file = files.get(name.replace(".class", ""));
      return file == null
          ? ClassLoader.getSystemResourceAsStream(name)
          : new ByteArrayInputStream(file);
    }
  }
}
