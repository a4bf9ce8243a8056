package org.wengert.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.analyze.Sinks;
import org.wengert.compiler.analyze.Surrogates;
import org.wengert.compiler.check.BitFlow;
import org.wengert.compiler.check.BitProgram;
import org.wengert.compiler.check.Checker;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.differentiate.Signatures;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.Lifter;
import org.wengert.compiler.lift.LinkedEntry;
import org.wengert.compiler.lift.PureMethods;
import org.wengert.compiler.lift.UnreadableClassException;
import org.wengert.compiler.optimize.BitIdioms;
import org.wengert.compiler.optimize.Boxes;
import org.wengert.compiler.optimize.Constructions;
import org.wengert.compiler.optimize.FieldKinds;
import org.wengert.compiler.optimize.Inliner;
import org.wengert.compiler.optimize.NullChecks;
import org.wengert.compiler.optimize.PairedResults;
import org.wengert.compiler.rules.NumberClasses;
import org.wengert.compiler.rules.NumberRule;
import org.wengert.compiler.rules.RuleTable;

/** Primal methods of one class loader as functions: found, lifted and checked, each once. */
final class Primals implements Effects.Code, Inliner.CalleeSource, BitProgram {
  private final ClassFiles files;
  private final Map<MethodRef, Lifted> lifted = new HashMap<>();
  private final Layouts layouts;
  private final Facts facts;
  private final Effects effects;
  private final BitFlow bits = new BitFlow(this);
  private final Signatures signatures = new Signatures();

  Primals(ClassLoader loader, Settings settings) {
    this.files = new ClassFiles(loader);
    this.layouts = new Layouts(files);
    this.facts = new Facts(files, layouts, settings, this::of);
    this.effects = new Effects(this, facts);
  }

  /** Whether a method is one that gives the derivative of another. */
  boolean isRule(MethodRef method) {
    return facts.rules().isRule(method);
  }

  Layouts layouts() {
    return layouts;
  }

  Facts facts() {
    return facts;
  }

  @Override
  public ClassSource source(String internalName) {
    return files.find(internalName);
  }

  /** The class that declares a method, null if that is unknown. */
  ClassSource declaring(MethodRef method) {
    return files.declaring(method.owner(), method.name(), method.descriptor());
  }

  /** The class that declares a field, null if that is unknown. */
  ClassSource declaringField(FieldRef field) {
    return files.declaringField(field.owner(), field.name(), field.descriptor());
  }

  Signatures signatures() {
    return signatures;
  }

  Effects effects() {
    return effects;
  }

  /** The class that declares a static method named through {@code owner}; null if none is found. */
  String declaringClass(MethodRef method) {
    ClassSource source = files.declaring(method.owner(), method.name(), method.descriptor());
    return source == null ? null : source.name();
  }

  /**
   * The function of a method.
   *
   * @throws NotDifferentiable if it cannot be had or not be differentiated
   */
  Lifted checked(MethodRef method) {
    Lifted found = lift(method);
    Checker.check(found, effects, bits);
    resolveStaticFields(found);
    return found;
  }

  /** The method as its class file has it, whether it can be differentiated or not; or null. */
  Lifted lifted(MethodRef method) {
    try {
      return lift(method);
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  /** The method that a static call means: it may name a class that inherits it. */
  MethodRef declared(MethodRef method) {
    try {
      String owner = declaringClass(method);
      return owner == null ? method : new MethodRef(owner, method.name(), method.descriptor());
    } catch (UnreadableClassException e) {
      return method;
    }
  }

  /** Parameter names from the class file, null for those it does not name; null if unreadable. */
  List<String> parameterNames(MethodRef method) {
    try {
      ClassSource source = files.find(method.owner());
      return source == null
          ? null
          : Lifter.parameterNames(source, method.name(), method.descriptor());
    } catch (UnreadableClassException e) {
      return null;
    }
  }

  @Override
  public MethodRef target(Op.Invoke call) {
    return facts.target(call);
  }

  @Override
  public Function code(MethodRef method) {
    return of(method);
  }

  @Override
  public Function of(MethodRef method) {
    try {
      Lifted found = lift(method);
      return found.obstacles().isEmpty() ? found.function() : null;
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  @Override
  public boolean isInactive(MethodRef method) {
    return facts.isInactive(method);
  }

  @Override
  public MethodRef callee(Op.Invoke call) {
    MethodRef named = call.method();
    if (call.kind() == InvokeKind.STATIC) {
      // What makes text of a number takes its digits from its bits: it is no sink within. Nor are
      // the runtime's own methods that run plain.
      boolean opaque = call.type().isReference() || named.owner().startsWith("org/wengert/");
      return opaque && Sinks.contains(call) ? null : named;
    } else if (call.kind() == InvokeKind.PLAIN
        || named.name().equals("<init>")
        || hasRule(named)
        || Sinks.contains(call)
        || facts.isInactive(named)) {
      return null;
    }
    return facts.target(call);
  }

  /**
   * Classes of another package might be of a module that the host's does not read, and those of
   * another loader might be others by the same name.
   */
  @Override
  public boolean mayName(String host, String type) {
    return type.equals(host)
        || type.startsWith("java/")
        || (packageOf(type).equals(packageOf(host)) && files.haveOneOrigin(host, type));
  }

  private static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('/')));
  }

  @Override
  public boolean mayConstruct(String host, MethodRef constructor) {
    Access access = new Access(host, this);
    return mayName(host, constructor.owner()) && access.isOpen(InvokeKind.STATIC, constructor);
  }

  @Override
  public Function ofRuled(MethodRef method) {
    ClassSource source = files.find(method.owner());
    int access = source.find(method.name(), method.descriptor()).access();
    if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
      return null;
    }
    Lifted found = Lifter.lift(source, method.name(), method.descriptor(), files);
    return found.obstacles().isEmpty() ? normalized(found.function()) : null;
  }

  @Override
  public Function inlinable(MethodRef method) {
    if (hasRule(method)
        || numberRule(method, Opcodes.ACC_STATIC) != null
        || numberRule(method, 0) != null
        || facts.isInactive(method)
        || NestedDerivatives.of(method) != null
        || nestedEntry(method) != null
        || facts.rule(declared(method)) != null) {
      return null;
    }
    try {
      return checked(method).function();
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  /** What stands for a method by which derivatives are taken; null for others. */
  private Function nested(MethodRef method) {
    LinkedEntry entry = nestedEntry(method);
    return entry == null
        ? NestedDerivatives.of(method)
        : NestedEntries.of(method, entry, namesOfAll(entry));
  }

  /** By parameter of the method, the receiver included. */
  private List<String> namesOfAll(LinkedEntry entry) {
    List<String> names = parameterNames(entry.method());
    if (names == null || entry.isStatic()) {
      return names;
    }
    List<String> all = new ArrayList<>(names);
    all.add(0, "this");
    return all;
  }

  /** The entry point that a method of a companion calls; null for other methods. */
  LinkedEntry nestedEntry(MethodRef method) {
    if (!method.name().equals(LinkedEntry.CALL)) {
      return null;
    }
    ClassSource source = files.find(method.owner());
    ClassSource.Member member =
        source == null ? null : source.find(method.name(), method.descriptor());
    if (member == null || (member.access() & Opcodes.ACC_STATIC) == 0) {
      return null;
    }
    LinkedEntry entry = LinkedEntry.of(source);
    return NestedEntries.isFor(entry) ? entry : null;
  }

  private Lifted lift(MethodRef method) {
    Lifted known = lifted.get(method);
    if (known == null) {
      known = liftNew(method);
      lifted.put(method, known);
    }
    return known;
  }

  private Lifted liftNew(MethodRef method) {
    try {
      ClassSource source = files.declaring(method.owner(), method.name(), method.descriptor());
      if (source == null) {
        Reason reason =
            files.find(method.owner()) == null ? Reason.NO_CLASS_FILE : Reason.NO_SUCH_METHOD;
        throw new NotDifferentiable(reason, method, null, 0, null);
      }
      int access = source.find(method.name(), method.descriptor()).access();
      MethodRef declared = new MethodRef(source.name(), method.name(), method.descriptor());
      if (facts.rule(declared) != null && (access & Opcodes.ACC_ABSTRACT) == 0) {
        Lifted made = plain(declared, source, access, false);
        return new Lifted(
            made.function(), access, source.sourceFile(), made.parameterNames(), List.of());
      }
      if (Sinks.isHarmlessNative(method)) {
        return plain(method, source, access, true);
      }
      if (facts.isInactive(method) && (access & Opcodes.ACC_ABSTRACT) == 0) {
        return plain(method, source, access, false);
      }
      if (Surrogates.of(declared) != null) {
        return calling(Surrogates.of(declared), declared, access);
      }
      Function nested = nested(declared);
      if (nested != null) {
        Function body = normalized(nested);
        return new Lifted(body, access, source.sourceFile(), List.of(), List.of());
      }
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
        boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
        throw new NotDifferentiable(
            isNative ? Reason.NATIVE_METHOD : Reason.ABSTRACT_METHOD,
            method,
            source.sourceFile(),
            0,
            null);
      }
      NumberRule number = numberRule(declared, access);
      if (number != null && !declared.name().equals("<init>")) {
        return ofNumbers(declared, access, number);
      } else if (hasRule(declared)) {
        Lifted made = plain(declared, source, access, PureMethods.contains(declared));
        Function body = normalized(made.function());
        return new Lifted(body, access, null, made.parameterNames(), made.obstacles());
      }
      Lifted found = Lifter.lift(source, method.name(), method.descriptor(), files);
      return new Lifted(
          normalized(found.function()),
          found.access(),
          found.sourceFile(),
          found.parameterNames(),
          found.obstacles());
    } catch (UnreadableClassException e) {
      throw new NotDifferentiable(Reason.UNREADABLE_CLASS, method, null, 0, e.getMessage());
    }
  }

  private static boolean hasRule(MethodRef method) {
    return RuleTable.forMethod(method.owner(), method.name(), method.descriptor()) != null;
  }

  private static NumberRule numberRule(MethodRef method, int access) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0 || method.name().equals("<init>");
    return NumberClasses.rule(method.owner(), method.name(), method.descriptor(), isStatic);
  }

  /**
   * A method of objects that stand for numbers: it runs as it is, then the object that it yields is
   * said to hold the function of numbers that its row names.
   */
  private Lifted ofNumbers(MethodRef method, int access, NumberRule number) {
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    FunctionBuilder builder = new FunctionBuilder(method, result);
    List<String> types = new ArrayList<>(MethodDescriptor.parameters(method.descriptor()));
    if ((access & Opcodes.ACC_STATIC) == 0) {
      types.add(0, "L" + method.owner() + ";");
    }
    List<Value> inputs = new ArrayList<>();
    for (String type : types) {
      inputs.add(builder.addInput(Type.ofDescriptor(type)));
    }
    Op plain = new Op.Invoke(InvokeKind.PLAIN, method, false, false, List.copyOf(inputs));
    Value made = builder.emit(plain);
    if (number.isConstant()) {
      builder.end(new Terminator.Return(made));
    } else {
      List<Value> operands = new ArrayList<>();
      for (int i : NumberRule.operands(types)) {
        operands.add(number(builder, inputs.get(i)));
      }
      operands.add(number(builder, made));
      String descriptor = "(" + "D".repeat(operands.size()) + ")D";
      MethodRef known = new MethodRef(NumberClasses.KNOWN, number.name(), descriptor);
      Value value = builder.emit(new Op.Invoke(InvokeKind.STATIC, known, false, true, operands));
      if (result.isReference()) {
        builder.emit(new Op.Held(numberField(result), made, value));
      } else if (result.equals(Type.FLOAT)) {
        made = builder.emit(new Op.Unary(UnaryKind.D2F, value));
      } else {
        made = value;
      }
      builder.end(new Terminator.Return(made));
    }
    return new Lifted(normalized(builder.finish()), access, null, List.of(), List.of());
  }

  /** A static method in whose place another runs that does the same. */
  private Lifted calling(MethodRef other, MethodRef method, int access) {
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    FunctionBuilder builder = new FunctionBuilder(method, result);
    List<Value> args = new ArrayList<>();
    for (String param : MethodDescriptor.parameters(method.descriptor())) {
      args.add(builder.addInput(Type.ofDescriptor(param)));
    }
    Value value = builder.emit(new Op.Invoke(InvokeKind.STATIC, other, false, false, args));
    if (value != null && !value.type().equals(result)) {
      value = builder.emit(new Op.CheckCast(result, value));
    }
    builder.end(new Terminator.Return(value));
    return new Lifted(normalized(builder.finish()), access, null, List.of(), List.of());
  }

  /** The number that a value is or stands for. */
  private static Value number(FunctionBuilder builder, Value value) {
    Type type = value.type();
    if (type.isReference()) {
      return builder.emit(new Op.GetField(numberField(type), value));
    } else if (type.equals(Type.DOUBLE)) {
      return value;
    }
    UnaryKind kind =
        type.equals(Type.FLOAT)
            ? UnaryKind.F2D
            : type.equals(Type.INT) ? UnaryKind.I2D : UnaryKind.L2D;
    return builder.emit(new Op.Unary(kind, value));
  }

  private static FieldRef numberField(Type type) {
    return new FieldRef(type.internalName(), NumberClasses.FIELD, "D");
  }

  /** A method that nobody looks into, for it has a rule or no code: a call of itself. */
  private static Lifted plain(MethodRef method, ClassSource source, int access, boolean pure) {
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    FunctionBuilder builder = new FunctionBuilder(method, result);
    List<Value> args = new ArrayList<>();
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    if (!isStatic) {
      args.add(builder.addInput(Type.ofInternalName(method.owner())));
    }
    for (String param : MethodDescriptor.parameters(method.descriptor())) {
      args.add(builder.addInput(Type.ofDescriptor(param)));
    }
    InvokeKind kind = isStatic ? InvokeKind.STATIC : InvokeKind.SPECIAL;
    boolean ofInterface = (source.access() & Opcodes.ACC_INTERFACE) != 0;
    Value called = builder.emit(new Op.Invoke(kind, method, ofInterface, pure, List.copyOf(args)));
    builder.end(new Terminator.Return(called));
    return new Lifted(builder.finish(), access, null, List.of(), List.of());
  }

  /** Objects in the terms that the rest of the compiler knows. */
  private Function normalized(Function function) {
    Clones.run(function, files);
    Function plain = PairedResults.run(BitIdioms.run(Boxes.run(NullChecks.run(function))));
    return FieldKinds.run(Constructions.run(plain, facts), facts);
  }

  /** Adds a method that no class file has. */
  void add(Function function) {
    Lifted made = new Lifted(normalized(function), Closures.access(), null, List.of(), List.of());
    lifted.put(function.method(), made);
  }

  /** Forgets a method that was added. */
  void remove(MethodRef method) {
    lifted.remove(method);
  }

  /** Notes which class declares each field, and refuses where that cannot be found out. */
  private void resolveStaticFields(Lifted found) {
    for (Block block : found.function().blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        Op resolved = null;
        if (instr.op() instanceof Op.GetStatic get && get.field().type().isFloating()) {
          resolved = new Op.GetStatic(resolved(get.field(), found, instr.line()));
        } else if (instr.op() instanceof Op.PutStatic put && put.field().type().isFloating()) {
          FieldRef field = resolved(put.field(), found, instr.line());
          resolved = new Op.PutStatic(field, put.value(), put.held());
        }
        if (resolved != null) {
          block.instrs().set(i, new Instr(instr.result(), resolved, instr.line()));
        }
      }
    }
  }

  private FieldRef resolved(FieldRef field, Lifted found, int line) {
    ClassSource source = files.declaringField(field.owner(), field.name(), field.descriptor());
    if (source == null) {
      throw new NotDifferentiable(
          Reason.STATIC_FIELD_NOT_FOUND,
          found.function().method(),
          found.sourceFile(),
          line,
          field.owner().replace('/', '.') + "." + field.name());
    }
    return new FieldRef(field.owner(), field.name(), field.descriptor(), source.name());
  }
}
