package org.wengert.compiler;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.differentiate.MissingRule;
import org.wengert.compiler.differentiate.NotAgain;
import org.wengert.compiler.emit.ClassEmitter;
import org.wengert.compiler.emit.EmittedMethod;
import org.wengert.compiler.emit.MethodTooLarge;
import org.wengert.compiler.emit.VariantLinkage;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.LinkedEntry;
import org.wengert.compiler.optimize.Optimizer;
import org.wengert.compiler.optimize.SimplifyControlFlow;
import org.wengert.compiler.outline.BlockCutter;
import org.wengert.compiler.outline.Outliner;
import org.wengert.compiler.outline.Part;
import org.wengert.compiler.outline.WideSignatures;

/**
 * The variants that are compiled together into one hidden class: those asked for, and all that they
 * call in the same host. Calls inside a host stay static calls.
 */
final class Unit implements VariantLinkage {
  /** Operations of a block that is large enough to be differentiated by itself. */
  private static final int LONG_BLOCK = 128;

  private final String host;
  private final Primals primals;
  private final Access access;
  private final Optimizer optimizer;
  private final Compiler.Observer observer;
  private final Differentiation differentiation;
  private final Map<Variant, Function> functions = new LinkedHashMap<>();
  private final Map<Variant, String> names = new LinkedHashMap<>();
  private final ArrayDeque<Variant> pending = new ArrayDeque<>();
  private final Map<MethodRef, Function> prepared = new LinkedHashMap<>();

  /** Code of variants that are varied themselves; they need not be emitted. */
  private final Map<Variant, Function> bases = new HashMap<>();

  private final Map<MethodRef, Function> wholes = new LinkedHashMap<>();
  private final Map<Variant, Outliner.Outlined> outlined = new LinkedHashMap<>();
  private final Set<Variant> inTurn = new HashSet<>();

  /** Methods in which less is inlined than elsewhere, and how much less. */
  private final Map<MethodRef, Integer> restraint = new HashMap<>();

  private final int sizeLimit;
  private boolean alone;
  private String sourceFile;

  /**
   * @param sizeLimit the most bytes that a method should have
   */
  Unit(
      String host,
      Primals primals,
      Optimizer optimizer,
      Compiler.Observer observer,
      int sizeLimit) {
    this.sizeLimit = sizeLimit;
    this.host = host;
    this.primals = primals;
    this.access = new Access(host, primals);
    this.optimizer = optimizer;
    this.observer = observer;
    this.differentiation = new Differentiation(primals.effects(), primals.signatures());
  }

  /** Adds a variant and what it needs. */
  void add(Variant variant) {
    pending.add(variant);
    compilePending();
  }

  private void compilePending() {
    while (!pending.isEmpty()) {
      Variant next = pending.remove();
      if (!functions.containsKey(next)) {
        compile(next);
      }
    }
  }

  /** Adds a variant without those that it calls, as if they were of other classes. */
  void addAlone(Variant variant) {
    alone = true;
    compile(variant);
    pending.clear();
  }

  Map<Variant, Function> functions() {
    return functions;
  }

  String nameOf(Variant variant) {
    return names.get(variant);
  }

  /** Writes all variants into a class, large ones in parts. */
  void emit(ClassEmitter emitter) {
    leaveCallsInWhatIsTooLarge();
    divideJointCode();
    for (Variant variant : functions.keySet()) {
      emit(variant, emitter);
    }
  }

  /**
   * What cannot be cut small enough is made again from a primal in which nothing is inlined:
   * several methods that the JIT compiles are better than one that it does not.
   */
  private void leaveCallsInWhatIsTooLarge() {
    for (Variant variant = tooLarge(); variant != null; variant = tooLarge()) {
      MethodRef method = variant.method();
      restraint.merge(method, 1, Integer::sum);
      prepared.remove(method);
      wholes.remove(method);
      forgetBases(method);
      for (Variant known : List.copyOf(functions.keySet())) {
        if (known.method().equals(method) && known.kind() != VariantKind.REVERSE) {
          outlined.remove(known);
          outlined.remove(known.as(VariantKind.REVERSE));
          compile(known);
        }
      }
      if (alone) {
        pending.clear();
      }
      compilePending();
    }
  }

  private void forgetBases(MethodRef method) {
    for (Variant base : List.copyOf(bases.keySet())) {
      if (base.method().equals(method)) {
        bases.remove(base);
      }
    }
  }

  private Variant tooLarge() {
    for (Variant variant : functions.keySet()) {
      if (isLocal(variant)
          && restraint.getOrDefault(variant.method(), 0) < Optimizer.MOST_RESTRAINT
          && !outline(variant).tooLarge().isEmpty()) {
        return variant;
      }
    }
    return null;
  }

  /** Joint code that cannot be cut small enough becomes two sweeps, each of which is cut. */
  private void divideJointCode() {
    for (Variant variant : List.copyOf(functions.keySet())) {
      Variant joint = variant.of() == null ? variant : variant.of();
      if (joint.kind() == VariantKind.JOINT
          && isLocal(variant)
          && !outline(variant).tooLarge().isEmpty()) {
        inTurn.add(joint);
        outlined.remove(variant);
        divide(variant, joint);
        if (alone) {
          pending.clear();
        }
        compilePending();
      }
    }
  }

  private void divide(Variant variant, Variant joint) {
    Function divided = Differentiation.jointInTurn(joint);
    if (variant.of() == null) {
      functions.put(variant, divided);
      compile(variant.as(VariantKind.FORWARD));
    } else {
      bases.put(joint, divided);
      compile(variant);
    }
  }

  private Outliner.Outlined outline(Variant variant) {
    Outliner.Outlined known = outlined.get(variant);
    if (known == null) {
      known = new Outliner(this::size, sizeLimit).run(names.get(variant), functions.get(variant));
      outlined.put(variant, known);
    }
    return known;
  }

  private void emit(Variant variant, ClassEmitter emitter) {
    String name = names.get(variant);
    Outliner.Outlined parts = outline(variant);
    parts.report(sizeLimit);
    emitter.method(method(name, emittedDescriptor(variant), parts.main()), this);
    for (Part part : parts.parts()) {
      String descriptor = WideSignatures.emitted(part.descriptor());
      emitter.method(method(part.name(), descriptor, part.function()), this);
    }
  }

  private static EmittedMethod method(String name, String descriptor, Function function) {
    return new EmittedMethod(name, descriptor, WideSignatures.lower(function));
  }

  @Override
  public String localMethod(Variant variant, String descriptor) {
    return names.get(variant);
  }

  @Override
  public boolean isOpen(FieldRef field, boolean write) {
    return access.isOpen(field, write);
  }

  @Override
  public boolean isOpen(InvokeKind kind, MethodRef method) {
    return access.isOpen(kind, method);
  }

  @Override
  public boolean mayName(String type) {
    return access.mayName(type);
  }

  @Override
  public boolean isForeignRule(MethodRef method) {
    return access.isForeignRule(method);
  }

  @Override
  public boolean isPrivate(MethodRef method) {
    return access.isPrivate(method);
  }

  /** Bytes of the method that a function becomes, or would become. */
  private int size(Function function) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Value input : WideSignatures.direct(function.inputs())) {
      descriptor.append(input.type().descriptor());
    }
    descriptor.append(')').append(function.result().descriptor());
    try {
      EmittedMethod method = method("measured", descriptor.toString(), function);
      return ClassEmitter.measure(method, this).bytes();
    } catch (MethodTooLarge e) {
      return e.bytes();
    }
  }

  /** The descriptor of the method that is emitted for a variant, here or in any other class. */
  static String emittedDescriptor(Variant variant) {
    return WideSignatures.emitted(Differentiation.descriptor(variant));
  }

  String sourceFile() {
    return sourceFile;
  }

  /** lift, check, optimize, differentiate, optimize: the pipeline up to emission. */
  private void compile(Variant variant) {
    try {
      derive(variant);
    } catch (NotAgain e) {
      throw new NotDifferentiable(
          Reason.NO_SECOND_DERIVATIVE,
          variant.method(),
          primals.checked(variant.method()).sourceFile(),
          e.line(),
          e.getMessage());
    } catch (MissingRule e) {
      CustomRule rule = e.rule();
      String other =
          rule.forward() == null ? rule.reverse() + " in reverse" : rule.forward() + " in forward";
      MethodRef target = rule.target();
      throw new NotDifferentiable(
          Reason.RULE_OF_OTHER_MODE,
          variant.method(),
          primals.checked(variant.method()).sourceFile(),
          e.line(),
          target.owner().replace('/', '.') + "." + target.name() + " is given by " + other);
    }
  }

  private void derive(Variant variant) {
    for (Map.Entry<Variant, Function> each : derived(variant).entrySet()) {
      add(each.getKey(), each.getValue());
    }
  }

  /** A variant, and what belongs to it: both sweeps of split code come together. */
  private Map<Variant, Function> derived(Variant variant) {
    Map<Variant, Function> made = new LinkedHashMap<>();
    if (variant.of() != null) {
      putAgain(variant, made);
      Variant partner = partner(variant.of());
      if (partner != null) {
        putAgain(Differentiation.again(partner, variant.kind()), made);
      }
      return made;
    }
    if (variant.nested()) {
      derived(variant.nested(false))
          .forEach((each, code) -> made.put(each.nested(true), NestedDerivatives.within(code)));
      return made;
    }
    Function primal = prepared.get(variant.method());
    if (primal == null) {
      primal = prepare(variant.method());
      prepared.put(variant.method(), primal);
    }
    if (!variant.kind().isTangent() && NestedDerivatives.isIn(primal)) {
      LinkedEntry entry = primals.nestedEntry(variant.method());
      boolean ofCompanion = entry != null;
      put(
          variant.as(VariantKind.FORWARD),
          ofCompanion ? NestedEntries.forward(variant, entry) : NestedDerivatives.forward(variant),
          made);
      put(
          variant.as(VariantKind.REVERSE),
          ofCompanion ? NestedEntries.reverse(variant) : NestedDerivatives.reverse(variant),
          made);
      return made;
    }
    String activity = variant.activity();
    switch (variant.kind()) {
      case TANGENT, TANGENTS:
        put(variant, differentiation.tangent(primal, activity, variant.kind()), made);
        break;
      case JOINT:
        put(variant, differentiation.joint(primal, activity), made);
        break;
      default:
        Differentiation.Sweeps sweeps =
            variant.catching()
                ? differentiation.catchingSplit(protectedWhole(variant.method()), activity)
                : differentiation.split(primal, activity);
        put(variant.as(VariantKind.FORWARD), sweeps.forward(), made);
        put(variant.as(VariantKind.REVERSE), sweeps.reverse(), made);
    }
    return made;
  }

  /** The other sweep of split code; null if there is none. */
  private static Variant partner(Variant variant) {
    switch (variant.kind()) {
      case FORWARD:
        return variant.as(VariantKind.REVERSE);
      case REVERSE:
        return variant.as(VariantKind.FORWARD);
      default:
        return null;
    }
  }

  /** The code of a variant that is to be varied itself. */
  private Function base(Variant variant) {
    Function known = bases.get(variant);
    if (known == null) {
      bases.putAll(derived(variant));
      known = bases.get(variant);
    }
    return known;
  }

  private void putAgain(Variant variant, Map<Variant, Function> made) {
    if (variant.of().of() != null) {
      throw new NotDifferentiable(
          Reason.NO_SECOND_DERIVATIVE,
          variant.method(),
          null,
          0,
          "a derivative of third order is asked for");
    } else if (!variant.kind().isTangent()) {
      throw new IllegalStateException("no derivative of this kind: " + variant);
    }
    put(variant, differentiation.tangent(base(variant.of()), variant), made);
  }

  private Function protectedWhole(MethodRef method) {
    Function known = wholes.get(method);
    if (known == null) {
      known = SimplifyControlFlow.run(Protection.ofWhole(prepared.get(method)));
      wholes.put(method, known);
    }
    return known;
  }

  /** By parameter, whether an inactive array gets a shadow all the same. */
  boolean[] ownShadows(Variant variant) {
    VariantKind kind = inTurn.contains(variant) ? VariantKind.FORWARD : variant.kind();
    return differentiation.ownShadows(prepared.get(variant.method()), variant.activity(), kind);
  }

  /**
   * Whether no derivative of what a method returns, by what is active, can be other than zero; as
   * far as its own code shows, and what was inlined. Not told of methods without results that carry
   * derivatives, nor of those that may yield something by writing it into an argument.
   */
  boolean isConstant(Variant variant) {
    MethodRef method = variant.method();
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    if (result.equals(Type.VOID)
        || !Carriers.canCarry(result)
        || variant.activity().indexOf('A') < 0) {
      return false;
    }
    if (variant.kind() != VariantKind.JOINT) {
      for (boolean written : primals.effects().of(method, variant.activity().length()).writes()) {
        if (written) {
          return false;
        }
      }
    }
    return differentiation.isConstant(prepared.get(method), variant.activity());
  }

  /** Whether calling the method can change which row an array of arrays holds where. */
  boolean movesRows(MethodRef method, int parameters) {
    return primals.effects().of(method, parameters).movesRows();
  }

  private Function prepare(MethodRef method) {
    Lifted lifted = primals.checked(method);
    sourceFile = lifted.sourceFile();
    observer.stage("lifted", lifted.function());
    Function optimized =
        optimizer.beforeDifferentiation(lifted.function(), restraint.getOrDefault(method, 0));
    observer.stage("optimized", optimized);
    return BlockCutter.cutLongBlocks(optimized, LONG_BLOCK);
  }

  private void put(Variant variant, Function derived, Map<Variant, Function> made) {
    String kind = Names.kind(variant);
    observer.stage(kind + "-of-" + variant.activity(), derived);
    Function function = optimizer.afterDifferentiation(derived);
    observer.stage(kind + "-optimized-of-" + variant.activity(), function);
    made.put(variant, function);
  }

  private void add(Variant variant, Function function) {
    functions.put(variant, function);
    names.putIfAbsent(variant, Names.variant(variant, names.size()));
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.CallVariant call && isLocal(call.variant())) {
          pending.add(call.variant());
        }
      }
    }
  }

  private boolean isLocal(Variant variant) {
    return variant.binding() != Binding.VIRTUAL
        && variant.method().owner().equals(host)
        && host.equals(primals.declaringClass(variant.method()));
  }
}
