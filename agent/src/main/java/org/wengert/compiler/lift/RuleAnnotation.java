package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A {@code @DerivativeOf} of a class file.
 *
 * @param name of the annotated method
 * @param descriptor of the annotated method
 * @param access of the annotated method
 * @param inactive by parameter, whether it is annotated {@code @Inactive}
 * @param targetOwner internal name of the class that declares the other method; null if not given
 * @param targetName name of the other method
 * @param forward whether it is a rule of forward mode
 * @param reverse whether it is a rule of reverse mode
 */
public record RuleAnnotation(
    String name,
    String descriptor,
    int access,
    boolean[] inactive,
    String targetOwner,
    String targetName,
    boolean forward,
    boolean reverse) {
  private static final int API = Opcodes.ASM9;
  private static final String DERIVATIVE_OF = "Lorg/wengert/DerivativeOf;";
  private static final String INACTIVE = "Lorg/wengert/Inactive;";

  /** All of a class, in the file's order. */
  public static List<RuleAnnotation> of(ClassSource source) {
    List<RuleAnnotation> found = new ArrayList<>();
    source.visit(
        new ClassVisitor(API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Reader(access, name, descriptor, found);
          }
        });
    return found;
  }

  private static final class Reader extends MethodVisitor {
    private final int access;
    private final String name;
    private final String descriptor;
    private final List<RuleAnnotation> found;
    private final boolean[] inactive;
    private boolean annotated;
    private String targetOwner;
    private String targetName;
    private boolean forward;
    private boolean reverse;

    Reader(int access, String name, String descriptor, List<RuleAnnotation> found) {
      super(API);
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
      this.found = found;
      this.inactive = new boolean[Type.getArgumentTypes(descriptor).length];
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
      inactive[parameter] |= type.equals(INACTIVE);
      return null;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      if (!type.equals(DERIVATIVE_OF)) {
        return null;
      }
      annotated = true;
      return new AnnotationVisitor(API) {
        @Override
        public void visit(String element, Object value) {
          if (value instanceof Type owner) {
            targetOwner = owner.getInternalName();
          } else if (element.equals("typeName")) {
            targetOwner = value.toString().replace('.', '/');
          } else if (element.equals("method")) {
            targetName = value.toString();
          }
        }

        @Override
        public AnnotationVisitor visitArray(String element) {
          return this;
        }

        @Override
        public void visitEnum(String element, String type, String value) {
          forward |= value.equals("FORWARD");
          reverse |= value.equals("REVERSE");
        }
      };
    }

    @Override
    public void visitEnd() {
      if (annotated) {
        found.add(
            new RuleAnnotation(
                name, descriptor, access, inactive, targetOwner, targetName, forward, reverse));
      }
    }
  }
}
