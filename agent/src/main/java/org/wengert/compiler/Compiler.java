package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.emit.ClassEmitter;
import org.wengert.compiler.emit.EntryPoints;
import org.wengert.compiler.emit.InterfaceEmitter;
import org.wengert.compiler.emit.MethodSize;
import org.wengert.compiler.emit.MethodTooLarge;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.optimize.Inliner;
import org.wengert.compiler.optimize.Optimizer;
import org.wengert.runtime.Linker;
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
  private final Primals bootPrimals = new Primals(null);
  private final Origins origins = new Origins(this::primalsOf);
  private Functions functions;
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
  }

  public Compiler(Lookups lookups, Observer observer) {
    this.lookups = lookups;
    this.observer = observer;
    this.members = new Members(lookups);
  }

  @Override
  public MethodHandle variant(
      Class<?> caller, Class<?> owner, String name, String descriptor, String variant) {
    Class<?> declaring = declaring(owner, name, descriptor);
    return variant(caller, declaring, name, descriptor, variant.split(":"));
  }

  /**
   * @param parts kind, activity and binding
   */
  private MethodHandle variant(
      Class<?> caller, Class<?> declaring, String name, String descriptor, String[] parts) {
    initialize(declaring);
    MethodRef method = new MethodRef(internalName(declaring), name, descriptor);
    Variant variant = Variant.ofText(method, parts);
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
    if (Closures.isClosure(receiver) && Closures.declares(receiver, name, descriptor)) {
      return closure(caller, receiver, name, descriptor, variant.split(":"));
    }
    Class<?> declaring;
    synchronized (this) {
      declaring = new Selection(this::primalsOf).select(receiver, owner, name, descriptor);
    }
    String[] parts = variant.split(":");
    parts[2] = Binding.DIRECT.name();
    return variant(caller, declaring, name, descriptor, parts);
  }

  /** The variant of a method of a functional object; it is kept with the object's class. */
  private MethodHandle closure(
      Class<?> caller, Class<?> closure, String name, String descriptor, String[] parts) {
    Class<?> host = closure.getNestHost();
    MethodRef method = Closures.method(closure, name, descriptor);
    parts[2] = Binding.STATIC.name();
    Variant variant = Variant.ofText(method, parts);
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
    Layouts layouts = primalsOf(type.getClassLoader()).layouts();
    return type.isHidden() ? Layouts.ofFields(type) : layouts.of(internalName(type)).layout();
  }

  @Override
  public MethodHandle entry(
      Class<?> owner, String name, String descriptor, String kind, String activity) {
    Class<?> declaring = declaring(owner, name, descriptor);
    MethodRef method = new MethodRef(internalName(declaring), name, descriptor);
    synchronized (this) {
      requireStatic(declaring, method);
      Host host = hosts.get(declaring);
      String key = kind + ":" + activity + ":" + name + descriptor;
      if (!host.entries.containsKey(key)) {
        if (kind.startsWith("primal")) {
          host.entries.put(key, primal(declaring, method, kind));
        } else {
          compile(declaring, variants(method, kind, activity), kind, null);
        }
      }
      initialize(declaring);
      return host.entries.get(key);
    }
  }

  private void requireStatic(Class<?> declaring, MethodRef method) {
    Lifted code = primalsOf(declaring.getClassLoader()).code(method);
    if (code != null && (code.access() & Opcodes.ACC_STATIC) == 0) {
      throw refusal(
          new NotDifferentiable(Reason.NOT_STATIC, method, code.sourceFile(), 0, null),
          List.of(),
          null);
    }
  }

  /** The method itself, for an API that has no access to it. */
  private MethodHandle primal(Class<?> declaring, MethodRef method, String kind) {
    try {
      MethodHandles.Lookup host = lookups.in(declaring);
      if (kind.equals("primal")) {
        ClassLoader loader = declaring.getClassLoader();
        return host.findStatic(
            declaring,
            method.name(),
            MethodType.fromMethodDescriptorString(method.descriptor(), loader));
      }
      String name = Names.variantsOf(method.owner());
      ClassEmitter emitter = new ClassEmitter(name, null);
      new EntryPoints(emitter.visitor(), name, method.descriptor(), "", List.of(), null, false)
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

  private static List<Variant> variants(MethodRef method, String kind, String activity) {
    switch (narrow(kind)) {
      case "gradient":
        return List.of(new Variant(method, VariantKind.JOINT, activity));
      case "jvp":
        return List.of(new Variant(method, VariantKind.TANGENT, activity));
      default:
        return List.of(
            new Variant(method, VariantKind.FORWARD, activity),
            new Variant(method, VariantKind.REVERSE, activity));
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

  private Class<?> define(
      Class<?> declaring, List<Variant> wanted, String entryKind, Class<?> closure)
      throws IllegalAccessException {
    long start = System.nanoTime();
    Unit unit = unit(declaring);
    for (Variant variant : wanted) {
      unit.add(variant);
    }
    String name = Names.variantsOf(internalName(declaring));
    ClassEmitter emitter = new ClassEmitter(name, unit.sourceFile());
    unit.emit(emitter);
    List<String> kinds = entryKinds(entryKind, wanted.get(0));
    if (entryKind != null) {
      writeEntries(
          emitter,
          name,
          unit,
          wanted.get(0),
          kinds,
          names(primalsOf(declaring.getClassLoader()), wanted.get(0)));
    }
    byte[] classFile = emitter.toByteArray();
    MethodHandles.Lookup lookup = load(declaring, classFile, closure);
    register(lookup, closure == null ? declaring : closure, unit, wanted.get(0), kinds);
    Variant first = wanted.get(0);
    observer.compiled(
        first.method(),
        entryKind == null ? first.kind().name().toLowerCase(Locale.ROOT) : entryKind,
        System.nanoTime() - start,
        classFile.length);
    return lookup.lookupClass();
  }

  private Unit unit(Class<?> declaring) {
    Primals found = primalsOf(declaring.getClassLoader());
    Optimizer optimizer = new Optimizer(found, Inliner.Budget.DEFAULT);
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
        entryPoints(new ClassEmitter("none", null), "", first, null, false).descriptor("forward");
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

  /** As diagnostics name a method. */
  private static String displayed(MethodRef method, String sourceFile) {
    String name = method.owner().replace('/', '.') + "." + method.name() + method.descriptor();
    return sourceFile == null ? name : name + " (" + sourceFile + ")";
  }

  /** Parameters by their names where the class file has them. */
  private static List<String> names(Primals found, Variant variant) {
    List<String> known = found.parameterNames(variant.method());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < variant.activity().length(); i++) {
      String name = known == null || i >= known.size() ? null : known.get(i);
      names.add(name == null ? "arg" + i : name);
    }
    return names;
  }

  private void writeEntries(
      ClassEmitter emitter,
      String className,
      Unit unit,
      Variant first,
      List<String> kinds,
      List<String> parameterNames) {
    int parameters = first.activity().length();
    EntryPoints entries =
        entryPoints(
            emitter,
            className,
            first,
            unit.ownShadows(first),
            unit.movesRows(first.method(), parameters));
    entries.name(displayed(first.method(), unit.sourceFile()), parameterNames);
    for (String kind : kinds) {
      String name = Names.entry(kind);
      Variant variant = variantOf(first, kind);
      String callee = unit.nameOf(variant);
      String descriptor = Differentiation.descriptor(variant);
      boolean wide = kind.endsWith(EntryPoints.WIDE);
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
    return kind.equals("reverse")
        ? new Variant(first.method(), VariantKind.REVERSE, first.activity())
        : first;
  }

  private static EntryPoints entryPoints(
      ClassEmitter emitter,
      String className,
      Variant variant,
      boolean[] ownShadows,
      boolean movesRows) {
    List<String> shadows = new ArrayList<>();
    for (Type param : Differentiation.parameters(variant)) {
      Type shadow = Carriers.shadowOf(param);
      shadows.add(shadow == null ? null : shadow.descriptor());
    }
    return new EntryPoints(
        emitter.visitor(),
        className,
        variant.method().descriptor(),
        variant.activity(),
        shadows,
        ownShadows,
        movesRows);
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
        String descriptor =
            entryPoints(new ClassEmitter("none", null), "", first, null, false).descriptor(kind);
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
        String key =
            kind
                + ":"
                + first.activity()
                + ":"
                + first.method().name()
                + first.method().descriptor();
        host.entries.put(key, lookup.findStatic(lookup.lookupClass(), Names.entry(kind), type));
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a generated method is missing", e);
    }
  }

  private Primals primalsOf(ClassLoader loader) {
    if (loader == null) {
      return bootPrimals;
    }
    Primals known = primals.get(loader);
    if (known == null) {
      known = new Primals(loader);
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
    byte[] classFile = InterfaceEmitter.emit(name, internalName(type), names);
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
