package org.wengert.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.MirrorShape;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.RecordMethods;
import org.wengert.compiler.lift.UnreadableClassException;
import org.wengert.compiler.rules.NumberClasses;
import org.wengert.compiler.rules.NumberRule;

/** What is known of classes from their files. */
final class Facts implements ClassFacts {
  private static final MethodRef OBJECT_CONSTRUCTOR =
      new MethodRef("java/lang/Object", "<init>", "()V");

  private final ClassFiles files;
  private final Layouts layouts;
  private final Function<MethodRef, org.wengert.compiler.ir.Function> code;
  private final Settings settings;
  private final CustomRules rules;
  private final Leaks leaks;
  private final Map<MethodRef, List<Stored>> stores = new HashMap<>();
  private final Map<MethodRef, Boolean> inactive = new HashMap<>();

  /**
   * @param code the function of a method; null if it cannot be had
   */
  Facts(
      ClassFiles files,
      Layouts layouts,
      Settings settings,
      Function<MethodRef, org.wengert.compiler.ir.Function> code) {
    this.files = files;
    this.settings = settings;
    this.rules = new CustomRules(files, settings);
    this.layouts = layouts;
    this.code = code;
    this.leaks = new Leaks(files, code);
  }

  CustomRules rules() {
    return rules;
  }

  @Override
  public MirrorSlot slot(FieldRef field) {
    if (NumberClasses.isNumber(field.name())) {
      return new MirrorSlot(true, 0);
    } else if (Closure.is(field.owner())) {
      return layouts.of(field.owner()).slot(field.name(), field.descriptor());
    }
    ClassSource owner = files.declaringField(field.owner(), field.name(), field.descriptor());
    MirrorSlot slot =
        owner == null ? null : layouts.of(owner.name()).slot(field.name(), field.descriptor());
    if (slot == null) {
      throw new IllegalStateException("the class file that declares " + field + " is missing");
    }
    return slot;
  }

  @Override
  public MirrorShape shape(String internalName) {
    return layouts.of(internalName).shape();
  }

  @Override
  public boolean mayWait(Type type) {
    return type.isReference()
        && !type.equals(Type.NULL)
        && !type.isArray()
        && !Closure.is(type.internalName())
        && layouts.mayWait(type);
  }

  @Override
  public MethodRef target(Op.Invoke call) {
    MethodRef method = call.method();
    if (method.owner().startsWith("[")) {
      return null;
    }
    try {
      ClassSource named = files.find(method.owner());
      ClassSource found = files.declaring(method.owner(), method.name(), method.descriptor());
      if (named == null || found == null) {
        return null;
      }
      int access = found.find(method.name(), method.descriptor()).access();
      boolean fixed =
          call.kind() == InvokeKind.STATIC
              || call.kind() == InvokeKind.SPECIAL
              || (access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0
              || (named.access() & Opcodes.ACC_FINAL) != 0;
      return fixed && (access & Opcodes.ACC_ABSTRACT) == 0
          ? new MethodRef(found.name(), method.name(), method.descriptor())
          : null;
    } catch (UnreadableClassException e) {
      return null;
    }
  }

  @Override
  public String declaring(FieldRef field) {
    ClassSource owner =
        Closure.is(field.owner())
            ? null
            : files.declaringField(field.owner(), field.name(), field.descriptor());
    return owner == null ? field.owner() : owner.name();
  }

  @Override
  public FieldRef.Mutability mutability(FieldRef field) {
    if (Closure.is(field.owner()) || NumberClasses.isNumber(field.name())) {
      return FieldRef.Mutability.FINAL;
    }
    ClassSource owner = files.declaringField(field.owner(), field.name(), field.descriptor());
    int access = owner == null ? 0 : owner.findField(field.name(), field.descriptor()).access();
    if ((access & Opcodes.ACC_FINAL) != 0 && !leaks.in(owner.name())) {
      return FieldRef.Mutability.FINAL;
    }
    return (access & Opcodes.ACC_VOLATILE) != 0
        ? FieldRef.Mutability.VOLATILE
        : FieldRef.Mutability.PLAIN;
  }

  @Override
  public boolean isInactive(MethodRef method) {
    Boolean known = inactive.get(method);
    if (known == null) {
      known = findInactive(method);
      inactive.put(method, known);
    }
    return known;
  }

  @Override
  public boolean isFinal(String internalName) {
    try {
      ClassSource source = files.find(internalName);
      return source != null && (source.access() & Opcodes.ACC_FINAL) != 0;
    } catch (UnreadableClassException e) {
      return false;
    }
  }

  @Override
  public String recordMethod(Op.InvokeDynamic site) {
    List<String> components = RecordMethods.components(site);
    return components == null || components.isEmpty()
        ? null
        : site.name().concat(RecordMethods.descriptor(site));
  }

  @Override
  public CustomRule rule(Op.Invoke call) {
    if (rules.isEmpty() || call.pure() || call.method().name().equals("<init>")) {
      return null;
    }
    MethodRef target = target(call);
    return target == null ? null : rule(target);
  }

  @Override
  public CustomRule rule(MethodRef method) {
    CustomRule rule = rules.find(method);
    return rule == null || isInactive(method) ? null : rule;
  }

  /** A call may name a class that only inherits the method. */
  private boolean findInactive(MethodRef method) {
    if (settings.isInactive(method)) {
      return true;
    } else if (method.owner().startsWith("[") || Closure.is(method.owner())) {
      return false;
    }
    try {
      ClassSource found = files.declaring(method.owner(), method.name(), method.descriptor());
      return found != null
          && (found.isInactive(method.name(), method.descriptor())
              || settings.isInactive(
                  new MethodRef(found.name(), method.name(), method.descriptor())));
    } catch (UnreadableClassException e) {
      return false;
    }
  }

  @Override
  public List<Stored> stores(MethodRef constructor) {
    if (!stores.containsKey(constructor)) {
      stores.put(constructor, null);
      stores.put(constructor, isInactive(constructor) ? null : findStores(constructor));
    }
    return stores.get(constructor);
  }

  private List<Stored> findStores(MethodRef constructor) {
    if (constructor.equals(OBJECT_CONSTRUCTOR)) {
      return List.of();
    }
    NumberRule number =
        NumberClasses.rule(constructor.owner(), "<init>", constructor.descriptor(), true);
    if (number != null) {
      return number.isConstant() ? List.of() : ofNumber(constructor);
    }
    org.wengert.compiler.ir.Function function = code.apply(constructor);
    if (function == null
        || function.blocks().size() != 1
        || !(function.entry().terminator() instanceof Terminator.Return)) {
      return null;
    }
    Block block = function.entry();
    Map<Value, Op.Const> constants = new HashMap<>();
    List<Stored> found = new ArrayList<>();
    for (Instr instr : block.instrs()) {
      if (instr.op() instanceof Op.Const constant) {
        constants.put(instr.result(), constant);
      } else if (!add(instr.op(), function.inputs(), constants, found)) {
        return null;
      }
    }
    return found;
  }

  /** The object stands for the first argument that is a number. */
  private static List<Stored> ofNumber(MethodRef constructor) {
    List<String> parameters = MethodDescriptor.parameters(constructor.descriptor());
    FieldRef field = new FieldRef(constructor.owner(), NumberClasses.FIELD, "D");
    return List.of(new Stored(field, NumberRule.operands(parameters).get(0), null));
  }

  /** Whether the operation is understood as storing arguments or constants. */
  private boolean add(
      Op op, List<Value> inputs, Map<Value, Op.Const> constants, List<Stored> found) {
    Value self = inputs.get(0);
    if (op instanceof Op.PutField put) {
      return put.object() == self && addStored(put.field(), put.value(), inputs, constants, found);
    } else if (op instanceof Op.Invoke call
        && call.method().name().equals("<init>")
        && call.args().get(0) == self) {
      List<Stored> above = stores(call.method());
      boolean understood = above != null;
      for (int i = 0; understood && i < above.size(); i++) {
        Stored stored = above.get(i);
        if (stored.argument() < 0) {
          found.add(stored);
        } else {
          Value argument = call.args().get(1 + stored.argument());
          understood = addStored(stored.field(), argument, inputs, constants, found);
        }
      }
      return understood;
    }
    return false;
  }

  private static boolean addStored(
      FieldRef field,
      Value value,
      List<Value> inputs,
      Map<Value, Op.Const> constants,
      List<Stored> found) {
    for (Stored before : found) {
      if (before.field().name().equals(field.name())) {
        return false; // Assigned twice: the second assignment counts.
      }
    }
    int position = inputs.indexOf(value);
    if (position > 0) {
      found.add(new Stored(field, position - 1, null));
      return true;
    } else if (constants.containsKey(value)) {
      found.add(new Stored(field, -1, constants.get(value)));
      return true;
    }
    return false;
  }
}
