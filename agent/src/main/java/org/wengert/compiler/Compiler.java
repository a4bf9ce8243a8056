package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.analyze.Repeatable;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.emit.ClassEmitter;
import org.wengert.compiler.emit.EntryPoints;
import org.wengert.compiler.emit.HandleClassEmitter;
import org.wengert.compiler.emit.MethodSize;
import org.wengert.compiler.emit.MethodTooLarge;
import org.wengert.compiler.emit.SpreadEntry;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.HandleFields;
import org.wengert.compiler.optimize.Inliner;
import org.wengert.compiler.optimize.Optimizer;
import org.wengert.runtime.EntryPlan;
import org.wengert.runtime.EntrySite;
import org.wengert.runtime.Linker;
import org.wengert.runtime.MirrorField;
import org.wengert.runtime.MirrorLayout;
import org.wengert.runtime.Refusal;

/**
 * Compiles variants on first use and defines them as hidden nestmates of the classes that declare
 * their primals. One lock for all: compiling is rare, and linking never happens while compiling.
 */
public final class Compiler implements Linker.Compiler {
  /** Gives the right to define a nestmate of a class. */
  public interface Lookups {
    MethodHandles.Lookup in(Class<?> host) throws IllegalAccessException;

    /** The lookup that may do anything, assign final fields included. */
    MethodHandles.Lookup trusted();
  }

  /** Is shown what is made, for tests and dumps. */
  public interface Observer {
    Observer NONE =
        new Observer() {
          @Override
          public void defined(String host, byte[] classFile) {}
        };

    /** A class file, before it is defined. */
    void defined(String host, byte[] classFile);

    /** A function as one stage leaves it. */
    default void stage(String stage, Function function) {}

    /**
     * What it took to compile a method, with all that it calls in the same class.
     *
     * @param kind an entry point's, or that of a variant which generated code calls
     * @param nanos from the class file of the primal to the linked class
     * @param bytes size of the class file
     */
    default void compiled(MethodRef method, String kind, long nanos, int bytes) {}
  }

  /** Beyond this the API asks for entry points whose arguments come in arrays. */
  private static final int MAX_ENTRY_SLOTS = 250;

  /** Lowered by tests, so that parts are made of everything. */
  private static final int SIZE_LIMIT =
      Integer.getInteger("wengert.debug.methodSize", MethodSize.JIT_LIMIT);

  private final Lookups lookups;
  private final Members members;
  private final Observer observer;
  private final Map<ClassLoader, Primals> primals = new WeakHashMap<>();
  private final Settings settings;
  private final Primals bootPrimals;
  private final Origins origins = new Origins(this::primalsOf);
  private Functions functions;
  private final Dispatchers dispatchers;
  private final ClassValue<Host> hosts =
      new ClassValue<>() {
        @Override
        protected Host computeValue(Class<?> type) {
          return new Host();
        }
      };

  /** Handles of what has been compiled for one class. */
  private static final class Host {
    private final Map<Variant, MethodHandle> variants = new HashMap<>();
    private final Map<String, MethodHandle> entries = new HashMap<>();

    /** Derivatives of which it was told that they are all zero. */
    private final Set<String> constant = new HashSet<>();
  }

  public Compiler(Lookups lookups, Observer observer) {
    this(lookups, observer, Settings.NONE);
  }

  /**
   * @param settings what the user has said about methods
   */
  public Compiler(Lookups lookups, Observer observer, Settings settings) {
    this.settings = settings;
    this.bootPrimals = new Primals(null, settings);
    this.lookups = lookups;
    this.observer = observer;
    this.members = new Members(lookups);
    this.dispatchers = new Dispatchers(lookups, observer);
  }

  @Override
  public MethodHandle variant(
      Class<?> caller, Class<?> owner, String name, String descriptor, String variant) {
    Class<?> declaring = declaring(owner, name, descriptor);
    MethodRef method = new MethodRef(internalName(declaring), name, descriptor);
    return variant(caller, declaring, Variant.ofText(method, variant));
  }

  private MethodHandle variant(Class<?> caller, Class<?> declaring, Variant variant) {
    initialize(declaring);
    synchronized (this) {
      Host host = hosts.get(declaring);
      MethodHandle known = host.variants.get(variant);
      if (known == null) {
        compile(declaring, List.of(variant), null, caller);
        known = host.variants.get(variant);
      }
      return known;
    }
  }

  @Override
  public MethodHandle select(
      Class<?> caller,
      Class<?> owner,
      String name,
      String descriptor,
      String variant,
      Class<?> receiver) {
    Variant named = Variant.ofText(new MethodRef(internalName(owner), name, descriptor), variant);
    if (HandleFields.isHandle(internalName(owner))) {
      throw unknownMemory(caller, named.method());
    }
    if (Closures.isClosure(receiver) && Closures.declares(receiver, name, descriptor)) {
      return closure(caller, receiver, named);
    }
    Class<?> declaring;
    synchronized (this) {
      declaring = new Selection(this::primalsOf).select(receiver, owner, name, descriptor);
    }
    MethodRef selected = new MethodRef(internalName(declaring), name, descriptor);
    return variant(caller, declaring, named.bound(selected, Binding.DIRECT));
  }

  /** Lifting knows what becomes of a handle in a constant; only other accesses come here. */
  private synchronized Refusal unknownMemory(Class<?> caller, MethodRef access) {
    Reason reason = Reason.HANDLE_OF_UNKNOWN_MEMORY;
    NotDifferentiable found = new NotDifferentiable(reason, access, null, 0, access.name());
    return refusal(found, origins.chain(access, access, null, caller), null);
  }

  @Override
  public MethodHandle dispatcherCall(MethodType type) {
    return dispatchers.call(type);
  }

  @Override
  public Object dispatcher(MethodHandle target, MethodType type) {
    return dispatchers.to(target, type);
  }

  @Override
  public synchronized String harmfulOverride(Class<?> actual, String type, String method) {
    Primals found = primalsOf(actual.getClassLoader());
    Functions known = Closures.isClosure(actual) ? functions() : null;
    return new Overrides(found, actual, type, method, known).harmful();
  }

  /** The variant of a method of a functional object; it is kept with the object's class. */
  private MethodHandle closure(Class<?> caller, Class<?> closure, Variant named) {
    Class<?> host = closure.getNestHost();
    MethodRef method = Closures.method(closure, named.method().name(), named.method().descriptor());
    Variant variant = named.bound(method, Binding.STATIC);
    synchronized (this) {
      MethodHandle known = hosts.get(closure).variants.get(variant);
      if (known == null) {
        Primals found = primalsOf(host.getClassLoader());
        found.add(new Closures(functions()).function(closure, method));
        compile(host, List.of(variant), null, caller, closure);
        found.remove(method);
        known = hosts.get(closure).variants.get(variant);
      }
      return known;
    }
  }

  @Override
  public MethodHandle captured(Class<?> closure, int position) {
    try {
      return lookups.trusted().unreflectGetter(Closures.captured(closure).get(position));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read what " + closure.getName() + " captured", e);
    }
  }

  @Override
  public MethodHandle member(
      Class<?> caller, Class<?> owner, String name, String descriptor, String access) {
    try {
      return members.find(caller, owner, name, descriptor, access);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot link " + owner.getName() + "." + name, e);
    }
  }

  @Override
  public MethodHandle allocator(Class<?> type) {
    try {
      initialize(type);
      return members.allocator(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot allocate " + type.getName(), e);
    }
  }

  @Override
  public synchronized MirrorLayout layout(Class<?> type) {
    return primalsOf(type.getClassLoader()).layouts().of(type).layout();
  }

  @Override
  public synchronized MirrorField[] fields(Class<?> type) {
    return members.fields(type, primalsOf(type.getClassLoader()).layouts());
  }

  @Override
  public MirrorField[] allFields(Class<?> type) {
    return members.allFields(type);
  }

  @Override
  public MethodHandle entry(
      Class<?> owner, String name, String descriptor, String kind, String activity) {
    Class<?> declaring = declaring(owner, name, descriptor);
    MethodRef method = new MethodRef(internalName(declaring), name, descriptor);
    boolean isStatic = activity.length() == MethodDescriptor.parameters(descriptor).size();
    if (isStatic || kind.startsWith("primal") || isFixed(declaring, method)) {
      return entry(declaring, method, kind, activity, isStatic ? Binding.STATIC : Binding.DIRECT);
    }
    Host host = hosts.get(declaring);
    String key = "virtual " + key(method, kind, activity);
    synchronized (this) {
      return host.entries.computeIfAbsent(
          key, k -> virtualEntry(declaring, method, kind, activity));
    }
  }

  /** Of the method that is named, whatever the receiver's class. */
  private synchronized MethodHandle entry(
      Class<?> declaring, MethodRef method, String kind, String activity, Binding binding) {
    Host host = hosts.get(declaring);
    String key = key(method, kind, activity);
    if (kind.startsWith("primal") && !host.entries.containsKey(key)) {
      host.entries.put(key, primal(declaring, method, kind, binding));
    }
    prepare(declaring, method, kind, activity, binding);
    initialize(declaring);
    return host.entries.get(key);
  }

  private void prepare(
      Class<?> declaring, MethodRef method, String kind, String activity, Binding binding) {
    if (!hosts.get(declaring).entries.containsKey(key(method, kind, activity))) {
      compile(declaring, variants(method, kind, activity, binding), kind, null);
    }
  }

  /**
   * Compiles an entry point before somebody asks for it. No initializer of the primal's class runs.
   *
   * @param method declared by the class
   * @param kind one of those that {@link #entry} compiles
   * @throws Refusal if it cannot be done
   */
  public synchronized void prepare(
      Class<?> declaring, MethodRef method, String activity, boolean isStatic, String kind) {
    prepare(declaring, method, kind, activity, isStatic ? Binding.STATIC : Binding.DIRECT);
  }

  @Override
  public synchronized String notRepeatable(
      Class<?> owner, String name, String descriptor, boolean isStatic) {
    return notRepeatable(owner, name, descriptor, isStatic, Repeatable::trouble);
  }

  @Override
  public synchronized String notRepeatableLater(
      Class<?> owner, String name, String descriptor, boolean isStatic) {
    return notRepeatable(owner, name, descriptor, isStatic, Repeatable::troubleOnCopies);
  }

  private String notRepeatable(
      Class<?> owner, String name, String descriptor, boolean isStatic, Repeatable.Question ask) {
    Class<?> declaring = declaring(owner, name, descriptor);
    MethodRef method = new MethodRef(internalName(declaring), name, descriptor);
    if (!isStatic && !isFixed(declaring, method)) {
      return "what runs depends on the class of the receiver";
    }
    Primals found = primalsOf(declaring.getClassLoader());
    Binding binding = isStatic ? Binding.STATIC : Binding.DIRECT;
    Variant any = new Variant(method, VariantKind.TANGENT, "", binding, false);
    return ask.trouble(found, found.facts(), method, Differentiation.parameters(any));
  }

  @Override
  public String notReplayable(Object function, String type, String descriptor) {
    Class<?> owner = function.getClass();
    String name = "applyAsDouble";
    String found = descriptor;
    if (owner.isHidden()) {
      Object[] implementation = implementation(function);
      owner = (Class<?>) implementation[0];
      name = (String) implementation[1];
      found = (String) implementation[2];
    }
    return notReplayable(owner, name, found, owner == function.getClass());
  }

  @Override
  public String notReplayable(Class<?> type, String name, String descriptor) {
    return notReplayable(type, name, descriptor, true);
  }

  /**
   * @param exact whether the method is what runs, if it is no static one
   */
  private synchronized String notReplayable(
      Class<?> owner, String name, String descriptor, boolean exact) {
    Primals known = primalsOf(owner.getClassLoader());
    MethodRef method = new MethodRef(internalName(owner), name, descriptor);
    ClassSource declaring = known.declaring(method);
    if (declaring == null) {
      return owner.getName() + " does not declare " + name + descriptor;
    }
    boolean isStatic = (declaring.find(name, descriptor).access() & Opcodes.ACC_STATIC) != 0;
    MethodRef declared = new MethodRef(declaring.name(), name, descriptor);
    if (!isStatic && !exact && !isFixed(declaring(owner, name, descriptor), declared)) {
      return declared + " may be another method, which depends on the object";
    }
    Binding binding = isStatic ? Binding.STATIC : Binding.DIRECT;
    Variant any = new Variant(declared, VariantKind.TANGENT, "", binding, false);
    return Repeatable.troubleLater(known, known.facts(), declared, Differentiation.parameters(any));
  }

  /** The methods that a class declares; none if its class file cannot be found. */
  public synchronized List<ClassSource.Member> methods(Class<?> type) {
    ClassSource source = primalsOf(type.getClassLoader()).source(internalName(type));
    return source == null ? List.of() : source.methods();
  }

  private static String key(MethodRef method, String kind, String activity) {
    return kind + ":" + activity + ":" + method.name() + method.descriptor();
  }

  /** Whether no subclass can have another method in its place. */
  private synchronized boolean isFixed(Class<?> declaring, MethodRef method) {
    ClassSource source = primalsOf(declaring.getClassLoader()).source(internalName(declaring));
    ClassSource.Member member =
        source == null ? null : source.find(method.name(), method.descriptor());
    return member != null
        && ((source.access() & Opcodes.ACC_FINAL) != 0
            || (member.access() & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0);
  }

  /** The receiver's class selects at each call. */
  private MethodHandle virtualEntry(
      Class<?> declaring, MethodRef method, String kind, String activity) {
    SpreadKind spread = SpreadKind.of(kind);
    if (spread != null) {
      return spread.selected(
          receiver -> selectedEntry(receiver, declaring, method, kind, activity));
    }
    Variant named = new Variant(method, VariantKind.TANGENT, activity, Binding.DIRECT, false);
    String type =
        entryPoints(new ClassEmitter("none", null), "", named, activity, null, false)
            .descriptor(kind);
    return EntrySite.handle(
        MethodType.fromMethodDescriptorString(type, declaring.getClassLoader()),
        receiver -> selectedEntry(receiver, declaring, method, kind, activity));
  }

  private MethodHandle selectedEntry(
      Class<?> receiver, Class<?> declaring, MethodRef method, String kind, String activity) {
    if (Closures.isClosure(receiver)
        && Closures.declares(receiver, method.name(), method.descriptor())) {
      return closureEntry(receiver, method, kind, activity);
    }
    Class<?> selected;
    synchronized (this) {
      selected =
          new Selection(this::primalsOf)
              .select(receiver, declaring, method.name(), method.descriptor());
    }
    MethodRef implementation =
        new MethodRef(internalName(selected), method.name(), method.descriptor());
    return entry(selected, implementation, kind, activity, Binding.DIRECT);
  }

  /** Of the method of a functional object. */
  private synchronized MethodHandle closureEntry(
      Class<?> closure, MethodRef named, String kind, String activity) {
    Class<?> host = closure.getNestHost();
    MethodRef method = Closures.method(closure, named.name(), named.descriptor());
    String key = key(method, kind, activity);
    if (!hosts.get(closure).entries.containsKey(key)) {
      Primals found = primalsOf(host.getClassLoader());
      found.add(new Closures(functions()).function(closure, method));
      try {
        List<Variant> wanted = variants(method, kind, activity, Binding.STATIC);
        compile(host, wanted, kind, null, closure);
      } finally {
        found.remove(method);
      }
    }
    return hosts.get(closure).entries.get(key);
  }

  /** The method itself, for an API that has no access to it. */
  private MethodHandle primal(Class<?> declaring, MethodRef method, String kind, Binding binding) {
    try {
      MethodHandles.Lookup host = lookups.in(declaring);
      if (kind.equals("primal")) {
        MethodType type =
            MethodType.fromMethodDescriptorString(method.descriptor(), declaring.getClassLoader());
        return binding == Binding.STATIC
            ? host.findStatic(declaring, method.name(), type).asFixedArity()
            : host.findVirtual(declaring, method.name(), type).asFixedArity();
      }
      String name = Names.variantsOf(method.owner());
      ClassEmitter emitter = new ClassEmitter(name, null);
      String receiver = binding == Binding.STATIC ? null : method.owner();
      new EntryPoints(
              emitter.visitor(),
              name,
              receiver,
              method.descriptor(),
              "",
              "",
              List.of(),
              null,
              false,
              false)
          .primal(Names.entry("primal"), method.owner(), declaring.isInterface(), method.name());
      byte[] classFile = emitter.toByteArray();
      observer.defined(method.owner(), classFile);
      MethodHandles.Lookup lookup =
          host.defineHiddenClass(classFile, false, MethodHandles.Lookup.ClassOption.NESTMATE);
      return lookup.findStatic(
          lookup.lookupClass(),
          Names.entry("primal"),
          MethodType.methodType(Object.class, Object[].class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("no method " + method, e);
    }
  }

  private static List<Variant> variants(
      MethodRef method, String kind, String activity, Binding binding) {
    SpreadKind spread = SpreadKind.of(kind);
    if (spread != null) {
      return List.of(new Variant(method, spread.first(), activity, binding, false));
    }
    switch (narrow(kind)) {
      case "gradient":
        return List.of(new Variant(method, VariantKind.JOINT, activity, binding, false));
      case "jvp":
        return List.of(new Variant(method, VariantKind.TANGENT, activity, binding, false));
      default:
        return List.of(
            new Variant(method, VariantKind.FORWARD, activity, binding, false),
            new Variant(method, VariantKind.REVERSE, activity, binding, false));
    }
  }

  /** Defines variants and reports what cannot be done as a refusal. */
  private void compile(
      Class<?> declaring, List<Variant> wanted, String entryKind, Class<?> caller) {
    compile(declaring, wanted, entryKind, caller, null);
  }

  /**
   * @param closure the class of functional objects whose method is compiled; null for methods that
   *     a class file has
   */
  private void compile(
      Class<?> declaring,
      List<Variant> wanted,
      String entryKind,
      Class<?> caller,
      Class<?> closure) {
    MethodRef root = wanted.get(0).method();
    ClassLoader loader = declaring.getClassLoader();
    try {
      Class<?> made = define(declaring, wanted, entryKind, closure);
      origins.add(made, root, loader, caller);
    } catch (IllegalAccessException | RuntimeException | LinkageError e) {
      NotDifferentiable reported = diagnosis(e, root);
      List<CallSite> chain = origins.chain(reported.method(), root, loader, caller);
      throw refusal(reported, chain, reported.getCause());
    }
  }

  /** What to tell of a failure: a refusal as it is, anything else as an error of ours. */
  private static NotDifferentiable diagnosis(Throwable failure, MethodRef root) {
    if (failure instanceof NotDifferentiable refused) {
      return refused;
    }
    if (failure instanceof NoClassDefFoundError) {
      return new NotDifferentiable(Reason.NO_CLASS_FILE, root, null, 0, null);
    }
    if (failure instanceof LimitExceededException) {
      // Of far jumps, which are widened where a method has more than 32,767 bytes.
      return new NotDifferentiable(Reason.TOO_LARGE, root, null, 0, "far more than 32,767");
    }
    boolean large = failure instanceof MethodTooLarge;
    String detail = large ? String.valueOf(((MethodTooLarge) failure).bytes()) : failure.toString();
    Reason reason = large ? Reason.TOO_LARGE : Reason.INTERNAL;
    return new NotDifferentiable(reason, root, null, 0, detail, failure);
  }

  /**
   * Compiles one variant by itself into a class that is loaded and verified, and forgets it. No
   * initializer of the primal's class runs. For audits, which follow the calls of variants in what
   * is returned.
   *
   * @throws NotDifferentiable if it cannot be done
   */
  public synchronized Map<Variant, Function> examine(Class<?> declaring, Variant variant) {
    try {
      Unit unit = unit(declaring);
      unit.addAlone(variant);
      ClassEmitter emitter = new ClassEmitter(Names.variantsOf(internalName(declaring)), null);
      unit.emit(emitter);
      load(declaring, emitter.toByteArray(), null);
      return unit.functions();
    } catch (IllegalAccessException | RuntimeException | LinkageError e) {
      throw diagnosis(e, variant.method());
    }
  }

  /** The lookup that may do anything. */
  public MethodHandles.Lookup trusted() {
    return lookups.trusted();
  }

  /** Where the shadow of an object has what belongs to a field; null if the field needs nothing. */
  public synchronized MirrorSlot slot(Class<?> declaring, String field, String descriptor) {
    Layouts layouts = primalsOf(declaring.getClassLoader()).layouts();
    return layouts.of(internalName(declaring)).slot(field, descriptor);
  }

  /**
   * The class whose method runs for receivers of a class, for audits.
   *
   * @throws Refusal if it cannot be told
   */
  public synchronized Class<?> selected(
      Class<?> receiver, Class<?> owner, String name, String descriptor) {
    return new Selection(this::primalsOf).select(receiver, owner, name, descriptor);
  }

  private static Refusal refusal(NotDifferentiable found, List<CallSite> chain, Throwable cause) {
    Refusal refusal = new Refusal(found.reason().name(), found.text(chain));
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }

  /**
   * @param asked variants with the activity that is asked for; entry points may call wider ones
   */
  private Class<?> define(
      Class<?> declaring, List<Variant> asked, String entryKind, Class<?> closure)
      throws IllegalAccessException {
    String activity = asked.get(0).activity();
    List<Variant> wanted = entryKind == null ? asked : widened(declaring, asked);
    long start = System.nanoTime();
    Unit unit = unit(declaring);
    SpreadKind spread = SpreadKind.of(entryKind);
    for (Variant variant : wanted) {
      unit.add(spread == null ? variant : spread.called(variant));
    }
    String name = Names.variantsOf(internalName(declaring));
    ClassEmitter emitter = new ClassEmitter(name, unit.sourceFile());
    unit.emit(emitter);
    List<String> kinds = entryKinds(entryKind, asked.get(0));
    if (entryKind != null) {
      List<String> names = names(primalsOf(declaring.getClassLoader()), wanted.get(0));
      writeEntries(emitter, name, unit, wanted.get(0), activity, kinds, names);
      if (unit.isConstant(asked.get(0))
          && hosts.get(declaring).constant.add(key(root(asked), "", activity))) {
        Warnings.warnOfConstantResult(root(asked), unit.sourceFile(), activity, names);
      }
    }
    byte[] classFile = emitter.toByteArray();
    MethodHandles.Lookup lookup = load(declaring, classFile, closure);
    Class<?> keeper = closure == null ? declaring : closure;
    register(lookup, keeper, unit, asked.get(0), kinds);
    if (spread != null) {
      String key = key(root(asked), entryKind, activity);
      EntryPlan plan = plan(lookup, unit, wanted.get(0), asked.get(0), spread);
      hosts.get(keeper).entries.put(key, spread.handle(spreadEntry(lookup, entryKind), plan));
    }
    Variant first = wanted.get(0);
    observer.compiled(
        first.method(),
        entryKind == null ? first.kind().name().toLowerCase(Locale.ROOT) : entryKind,
        System.nanoTime() - start,
        classFile.length);
    return lookup.lookupClass();
  }

  private static MethodRef root(List<Variant> variants) {
    return variants.get(0).method();
  }

  private Unit unit(Class<?> declaring) {
    Primals found = primalsOf(declaring.getClassLoader());
    Optimizer optimizer = new Optimizer(found, found.facts(), Inliner.Budget.DEFAULT);
    return new Unit(internalName(declaring), found, optimizer, observer, SIZE_LIMIT);
  }

  /**
   * Defines the class of a unit; it is verified at once, so that what is wrong shows here.
   *
   * @param closure the hidden class whose captured values it handles; null for none
   */
  private MethodHandles.Lookup load(Class<?> declaring, byte[] classFile, Class<?> closure)
      throws IllegalAccessException {
    observer.defined(internalName(declaring), classFile);
    MethodHandles.Lookup rights = lookups.in(declaring);
    return closure == null
        ? rights.defineHiddenClass(classFile, true, MethodHandles.Lookup.ClassOption.NESTMATE)
        : rights.defineHiddenClassWithClassData(
            classFile, closure, true, MethodHandles.Lookup.ClassOption.NESTMATE);
  }

  /**
   * An inactive array may be memory of an object that is no independent, either. Where the method
   * may write what such objects lead to, inactive arrays are followed as active ones are: the
   * analysis takes those that are not for memory apart.
   */
  private List<Variant> widened(Class<?> declaring, List<Variant> asked) {
    Variant first = asked.get(0);
    List<Type> params = Differentiation.parameters(first);
    boolean[] writes =
        primalsOf(declaring.getClassLoader()).effects().of(first.method(), params.size()).writes();
    boolean writesObjects = false;
    for (int i = 0; i < params.size(); i++) {
      writesObjects |=
          first.activity().charAt(i) == '-'
              && writes[i]
              && params.get(i).isReference()
              && !isNumbers(params.get(i))
              && Carriers.canHoldFloats(params.get(i));
    }
    if (!writesObjects) {
      return asked;
    }
    StringBuilder activity = new StringBuilder(first.activity());
    for (int i = 0; i < params.size(); i++) {
      if (isNumbers(params.get(i)) && Carriers.canHoldFloats(params.get(i))) {
        activity.setCharAt(i, 'A');
      }
    }
    List<Variant> wide = new ArrayList<>();
    for (Variant variant : asked) {
      wide.add(
          new Variant(
              variant.method(),
              variant.kind(),
              activity.toString(),
              variant.binding(),
              variant.catching()));
    }
    return wide;
  }

  /** Whether a type is that of arrays, of any rank, of numbers. */
  private static boolean isNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  /** Both sweeps belong together, so both are entered. */
  private static List<String> entryKinds(String kind, Variant first) {
    if (kind == null) {
      return List.of();
    } else if (kind.equals("reverse")) {
      return List.of(fittingForward(first), kind);
    }
    return narrow(kind).equals("forward") ? List.of(kind, "reverse") : List.of(kind);
  }

  private static String fittingForward(Variant first) {
    String descriptor =
        entryPoints(new ClassEmitter("none", null), "", first, first.activity(), null, false)
            .descriptor("forward");
    int slots = 0;
    for (String param : MethodDescriptor.parameters(descriptor)) {
      slots += Type.ofDescriptor(param).slots();
    }
    return slots > MAX_ENTRY_SLOTS ? "forward" + EntryPoints.WIDE : "forward";
  }

  /** The kind without what says how arguments come. */
  private static String narrow(String kind) {
    boolean wide = kind.endsWith(EntryPoints.WIDE);
    return wide ? kind.substring(0, kind.length() - EntryPoints.WIDE.length()) : kind;
  }

  /** Parameters by their names where the class file has them. */
  private static List<String> names(Primals found, Variant variant) {
    List<String> known = found.parameterNames(variant.method());
    List<String> names = new ArrayList<>();
    if (variant.binding() != Binding.STATIC) {
      names.add("this");
    }
    for (int i = 0; names.size() < variant.activity().length(); i++) {
      String name = known == null || i >= known.size() ? null : known.get(i);
      names.add(name == null ? "arg" + i : name);
    }
    return names;
  }

  /**
   * @param activity of the entry points
   */
  private void writeEntries(
      ClassEmitter emitter,
      String className,
      Unit unit,
      Variant first,
      String activity,
      List<String> kinds,
      List<String> parameterNames) {
    EntryPoints entries =
        entryPoints(
            emitter,
            className,
            first,
            activity,
            unit.ownShadows(first),
            unit.movesRows(first.method(), activity.length()));
    entries.name(Warnings.displayed(first.method(), unit.sourceFile()), parameterNames);
    for (String kind : kinds) {
      String name = Names.entry(kind);
      Variant variant = variantOf(first, kind);
      String callee = unit.nameOf(variant);
      String descriptor = Differentiation.descriptor(variant);
      boolean wide = kind.endsWith(EntryPoints.WIDE);
      if (SpreadKind.of(kind) != null) {
        SpreadEntry.write(emitter.visitor(), className, name, callee, descriptor);
        continue;
      }
      switch (narrow(kind)) {
        case "gradient":
          entries.gradient(name, callee, descriptor, wide);
          break;
        case "jvp":
          entries.jvp(name, callee, descriptor, wide);
          break;
        case "forward":
          entries.forward(name, callee, descriptor, wide);
          break;
        default:
          entries.reverse(name, callee, descriptor);
      }
    }
  }

  private static Variant variantOf(Variant first, String kind) {
    SpreadKind spread = SpreadKind.of(kind);
    return spread != null
        ? spread.called(first)
        : kind.equals("reverse") ? first.as(VariantKind.REVERSE) : first;
  }

  private static EntryPoints entryPoints(
      ClassEmitter emitter,
      String className,
      Variant variant,
      String activity,
      boolean[] ownShadows,
      boolean movesRows) {
    List<String> shadows = new ArrayList<>();
    for (Type param : Differentiation.parameters(variant)) {
      boolean active = variant.activity().charAt(shadows.size()) == 'A';
      Type shadow = active ? Carriers.shadowParameter(param) : Carriers.shadowOf(param);
      shadows.add(shadow == null ? null : shadow.descriptor());
    }
    String result = MethodDescriptor.result(variant.method().descriptor());
    return new EntryPoints(
        emitter.visitor(),
        className,
        variant.binding() == Binding.STATIC ? null : variant.method().owner(),
        variant.method().descriptor(),
        activity,
        variant.activity(),
        shadows,
        ownShadows,
        movesRows,
        !result.equals("V") && Carriers.canCarry(Type.ofDescriptor(result)));
  }

  private void register(
      MethodHandles.Lookup lookup, Class<?> declaring, Unit unit, Variant first, List<String> kinds)
      throws IllegalAccessException {
    Host host = hosts.get(declaring);
    ClassLoader loader = declaring.getClassLoader();
    try {
      for (Variant variant : unit.functions().keySet()) {
        MethodType type =
            MethodType.fromMethodDescriptorString(Unit.emittedDescriptor(variant), loader);
        host.variants.putIfAbsent(
            variant, lookup.findStatic(lookup.lookupClass(), unit.nameOf(variant), type));
      }
      for (String kind : kinds) {
        if (SpreadKind.of(kind) != null) {
          continue; // The runtime comes before it.
        }
        String descriptor =
            entryPoints(new ClassEmitter("none", null), "", first, first.activity(), null, false)
                .descriptor(kind);
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
        String key = key(first.method(), kind, first.activity());
        host.entries.put(key, lookup.findStatic(lookup.lookupClass(), Names.entry(kind), type));
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a generated method is missing", e);
    }
  }

  /**
   * @param first the variant that is varied
   * @param asked the same with the activity that is asked for
   */
  private EntryPlan plan(
      MethodHandles.Lookup lookup, Unit unit, Variant first, Variant asked, SpreadKind spread) {
    List<Type> params = Differentiation.parameters(first);
    boolean[] numbers = new boolean[params.size()];
    boolean[] checked = new boolean[params.size()];
    int[] ranks = new int[params.size()];
    boolean[] own = unit.ownShadows(first);
    for (int i = 0; i < ranks.length; i++) {
      Type param = params.get(i);
      ranks[i] = param.isReference() ? param.descriptor().lastIndexOf('[') + 1 : -1;
      numbers[i] = isNumbers(param);
      checked[i] =
          first.activity().charAt(i) != 'A'
              && numbers[i]
              && Carriers.canHoldFloats(param)
              && !own[i];
    }
    return new EntryPlan(
        first.binding() != Binding.STATIC,
        asked.activity(),
        first.activity(),
        spread.isSecondOrder() ? spread.called(first).activity() : null,
        numbers,
        ranks,
        checked,
        unit.movesRows(first.method(), ranks.length),
        Warnings.displayed(first.method(), unit.sourceFile()),
        names(primalsOf(lookup.lookupClass().getClassLoader()), first));
  }

  private static MethodHandle spreadEntry(MethodHandles.Lookup lookup, String kind) {
    try {
      MethodType type = MethodType.methodType(Object.class, Object[].class);
      return lookup.findStatic(lookup.lookupClass(), Names.entry(kind), type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("a generated method is missing", e);
    }
  }

  private Primals primalsOf(ClassLoader loader) {
    if (loader == null) {
      return bootPrimals;
    }
    Primals known = primals.get(loader);
    if (known == null) {
      known = new Primals(loader, settings);
      primals.put(loader, known);
    }
    return known;
  }

  static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** The class that declares a method named through a class that may only inherit it. */
  public Class<?> declaring(Class<?> owner, String name, String descriptor) {
    synchronized (this) {
      String declaring =
          primalsOf(owner.getClassLoader())
              .declared(new MethodRef(internalName(owner), name, descriptor))
              .owner();
      Class<?> found = Selection.superTypeNamed(owner, declaring);
      return found != null ? found : owner;
    }
  }

  @Override
  public Object[] implementation(Object functionalObject) {
    return functions().implementation(functionalObject);
  }

  private synchronized Functions functions() {
    if (functions == null) {
      functions = new Functions(lookups);
    }
    return functions;
  }

  @Override
  public Object implement(Class<?> type, Map<String, MethodHandle> methods) {
    List<String> names = List.copyOf(methods.keySet());
    List<MethodHandle> handles = names.stream().map(methods::get).toList();
    String name = Names.implementationOf(internalName(type));
    byte[] classFile = HandleClassEmitter.implementing(name, internalName(type), names);
    observer.defined(internalName(type), classFile);
    try {
      MethodHandles.Lookup lookup =
          lookups
              .in(type)
              .defineHiddenClassWithClassData(
                  classFile, handles, true, MethodHandles.Lookup.ClassOption.NESTMATE);
      return lookup
          .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot implement " + type.getName(), e);
    }
  }

  @Override
  public synchronized String[] parameterNames(Class<?> host, String name, String descriptor) {
    List<String> names =
        primalsOf(host.getClassLoader())
            .parameterNames(new MethodRef(internalName(host), name, descriptor));
    return names == null ? null : names.toArray(new String[0]);
  }

  @Override
  public String describe(String reason, String detail) {
    return Reason.valueOf(reason).text(detail);
  }

  @Override
  public void initialize(Class<?> type) {
    try {
      lookups.in(type).ensureInitialized(type);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
