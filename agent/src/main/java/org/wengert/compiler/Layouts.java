package org.wengert.compiler;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.MirrorShape;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.rules.NumberClasses;
import org.wengert.runtime.MirrorLayout;

/**
 * The shadows of objects: which field has which element. Fields of super classes come first, so
 * that code compiled for a class fits the shadows of its subclasses.
 */
final class Layouts {
  private static final Set<String> MAY_BE_ARRAYS =
      Set.of("java/lang/Object", "java/lang/Cloneable", "java/io/Serializable");

  private final ClassFiles files;
  private final Map<String, Layout> known = new HashMap<>();
  private final Map<String, Boolean> light = new HashMap<>();

  Layouts(ClassFiles files) {
    this.files = files;
  }

  /** Of one class. Slots are found by the name and descriptor of the fields it declares. */
  static final class Layout {
    private final Map<String, Integer> indices = new HashMap<>();
    private int doubles;
    private int references;
    private boolean flat;
    private boolean number;

    /** See {@link MirrorLayout#light}. */
    private boolean light;

    MirrorSlot slot(String name, String descriptor) {
      Integer index = indices.get(name + ":" + descriptor);
      return index == null ? null : new MirrorSlot(flat, index);
    }

    MirrorShape shape() {
      return new MirrorShape(doubles, references, flat);
    }

    MirrorLayout layout() {
      return new MirrorLayout(doubles, references, flat, number, light);
    }

    private void add(String name, String descriptor) {
      Type type = Type.ofDescriptor(descriptor);
      if (type.isFloating()) {
        indices.put(name + ":" + descriptor, doubles++);
      } else if (Carriers.canCarry(type)) {
        indices.put(name + ":" + descriptor, 1 + references++);
      }
    }
  }

  /** The layout for objects of exactly this class; an empty one if its class file is missing. */
  Layout of(String internalName) {
    Layout layout = known.get(internalName);
    if (layout == null) {
      layout = Closure.is(internalName) ? ofClosure(internalName) : make(internalName);
      known.put(internalName, layout);
      layout.light = !Closure.is(internalName) && isLight(internalName);
    }
    return layout;
  }

  /**
   * Whether objects of the class, or of any that implements the interface, need no shadow while
   * nothing is known of them but that they come from outside. Subclasses may be another matter.
   */
  boolean isLight(String internalName) {
    Boolean found = light.get(internalName);
    if (found == null) {
      // A class may refer to itself.
      light.put(internalName, true);
      found = findLight(internalName);
      light.put(internalName, found);
    }
    return found;
  }

  private boolean findLight(String internalName) {
    ClassSource source = files.find(internalName);
    boolean box = internalName.equals("java/lang/Double") || internalName.equals("java/lang/Float");
    if (source == null || box || NumberClasses.contains(internalName)) {
      return false;
    }
    int fields = 0;
    for (ClassSource.Member field : source.fields()) {
      Type type = Type.ofDescriptor(field.descriptor());
      if ((field.access() & Opcodes.ACC_STATIC) == 0 && Carriers.canCarry(type)) {
        fields++;
        boolean isFinal = (field.access() & Opcodes.ACC_FINAL) != 0;
        if (!isFinal || !(type.isFloating() || mayWait(type))) {
          return false;
        }
      }
    }
    return fields <= MirrorLayout.MOST_LIGHT
        && (source.superName() == null
            || source.superName().equals("java/lang/Object")
            || (isLight(source.superName()) && hasFew(internalName)));
  }

  private boolean hasFew(String internalName) {
    MirrorShape shape = of(internalName).shape();
    return Math.max(shape.doubles(), shape.references()) <= MirrorLayout.MOST_LIGHT;
  }

  /** Whether a reference of this type can do without a shadow until the object is accessed. */
  boolean mayWait(Type type) {
    return !type.isArray()
        && !MAY_BE_ARRAYS.contains(type.internalName())
        && isLight(type.internalName());
  }

  private Layout make(String internalName) {
    Layout layout = new Layout();
    ClassSource source = files.find(internalName);
    if (source == null) {
      return layout;
    }
    if (NumberClasses.contains(internalName)) {
      layout.doubles = 1;
      layout.flat = true;
      layout.number = true;
      return layout;
    }
    if (source.superName() != null) {
      Layout above = of(source.superName());
      if (above.number) {
        return ofSubclass(source, above);
      }
      layout.doubles = above.doubles;
      layout.references = above.references;
    }
    boolean ownOnly = layout.doubles == 0 && layout.references == 0;
    for (ClassSource.Member field : source.fields()) {
      if ((field.access() & Opcodes.ACC_STATIC) == 0) {
        layout.add(field.name(), field.descriptor());
      }
    }
    layout.flat = ownOnly && layout.references == 0 && (source.access() & Opcodes.ACC_FINAL) != 0;
    return layout;
  }

  /** A subclass of one whose objects stand for numbers adds nothing that has a derivative. */
  private static Layout ofSubclass(ClassSource source, Layout above) {
    for (ClassSource.Member field : source.fields()) {
      boolean ofObjects = (field.access() & Opcodes.ACC_STATIC) == 0;
      if (ofObjects && Carriers.canCarry(Type.ofDescriptor(field.descriptor()))) {
        String what = source.name().replace('/', '.') + "." + field.name();
        MethodRef where = new MethodRef(source.name(), field.name(), field.descriptor());
        throw new NotDifferentiable(Reason.NUMBER_IN_INTEGERS, where, source.sourceFile(), 0, what);
      }
    }
    return above;
  }

  /** Of a class, whether it has a file or not. */
  Layout of(Class<?> type) {
    return type.isHidden() ? ofFields(type) : of(Compiler.internalName(type));
  }

  /** Of functional objects, by what they captured. */
  private static Layout ofClosure(String name) {
    Layout layout = new Layout();
    List<String> captured = Closure.captured(name);
    for (int i = 0; i < captured.size(); i++) {
      layout.add(Closure.field(name, i).name(), captured.get(i));
    }
    return layout;
  }

  /** Of a hidden class, which has no file: its fields are what it captured. */
  private static Layout ofFields(Class<?> type) {
    Layout layout = new Layout();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        layout.add(field.getName(), field.getType().descriptorString());
      }
    }
    return layout;
  }
}
