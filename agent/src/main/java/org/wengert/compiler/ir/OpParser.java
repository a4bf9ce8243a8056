package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what {@link OpText} writes: one operation. */
final class OpParser {
  private static final Map<String, UnaryKind> UNARY = new HashMap<>();
  private static final Map<String, BinaryKind> BINARY = new HashMap<>();

  static {
    for (UnaryKind kind : UnaryKind.values()) {
      UNARY.put(Names.lower(kind), kind);
    }
    for (BinaryKind kind : BinaryKind.values()) {
      BINARY.put(Names.lower(kind), kind);
    }
  }

  private final TextScanner scanner;
  private final Supplier<Value> operand;

  OpParser(TextScanner scanner, Supplier<Value> operand) {
    this.scanner = scanner;
    this.operand = operand;
  }

  /** The operation whose first word, at {@code start}, has been read. */
  Op parse(String word, int start) {
    UnaryKind unary = UNARY.get(word);
    if (unary != null) {
      return new Op.Unary(unary, value());
    }
    BinaryKind binary = BINARY.get(word);
    if (binary != null) {
      return new Op.Binary(binary, value(), next());
    }
    Op constant = constant(word);
    if (constant != null) {
      return constant;
    }
    Op access = arrayAccess(word);
    Op op = access != null ? access : other(word);
    if (op == null) {
      scanner.backTo(start);
      throw scanner.expected("an operation or a terminator");
    }
    return op;
  }

  private Op constant(String word) {
    switch (word) {
      case "iconst":
        return Op.Const.of(scanner.integer("an int"));
      case "lconst":
        return new Op.Const(longConstant(), Type.LONG);
      case "fconst":
        return new Op.Const(floatConstant(), Type.FLOAT);
      case "dconst":
        return Op.Const.of(doubleConstant());
      case "string":
        return new Op.Const(scanner.quoted("a string"), new Type("Ljava/lang/String;"));
      case "class":
        return new Op.Const(scanner.type(), new Type("Ljava/lang/Class;"));
      case "null":
        return new Op.Const(null, scanner.accept(":") ? scanner.type() : Type.NULL);
      default:
        return null;
    }
  }

  private long longConstant() {
    int start = scanner.position();
    try {
      return Long.parseLong(scanner.number("a long"));
    } catch (NumberFormatException e) {
      scanner.backTo(start);
      throw scanner.expected("a long");
    }
  }

  private double doubleConstant() {
    int start = scanner.position();
    String number = scanner.number("a double");
    try {
      return number.equals("NaN") && scanner.accept("(")
          ? Double.longBitsToDouble(Long.parseUnsignedLong(bits(), 16))
          : Double.parseDouble(number);
    } catch (NumberFormatException e) {
      scanner.backTo(start);
      throw scanner.expected("a double");
    }
  }

  private float floatConstant() {
    int start = scanner.position();
    String number = scanner.number("a float");
    try {
      return number.equals("NaN") && scanner.accept("(")
          ? Float.intBitsToFloat(Integer.parseUnsignedInt(bits(), 16))
          : Float.parseFloat(number);
    } catch (NumberFormatException e) {
      scanner.backTo(start);
      throw scanner.expected("a float");
    }
  }

  private String bits() {
    String bits = scanner.word("the bits of a NaN");
    scanner.expect(")");
    return bits;
  }

  private Op arrayAccess(String word) {
    for (Element element : Element.values()) {
      char letter = Names.letter(element);
      if (word.charAt(0) != letter && !word.startsWith("reserve.")) {
        continue;
      }
      if (word.equals(letter + "aload")) {
        return new Op.ArrayLoad(element, value(), next(), loaded(element));
      } else if (word.equals(letter + "aload.safe")) {
        return new Op.SafeLoad(element, value(), next(), loaded(element));
      } else if (word.equals(letter + "astore")) {
        return new Op.ArrayStore(element, value(), next(), next());
      } else if (word.equals(letter + "astore.held")) {
        return new Op.ArrayStore(element, value(), next(), next(), true);
      } else if (word.equals("reserve." + letter)) {
        return new Op.Reserve(element, value(), next(), next(), next());
      }
    }
    return null;
  }

  private Type loaded(Element element) {
    if (element != Element.REF) {
      return element.stackType();
    }
    scanner.expect(":");
    return scanner.type();
  }

  private Op other(String word) {
    switch (word) {
      case "select":
        Condition condition = constant(scanner, Condition.class, "a condition such as lt");
        return new Op.Select(condition, value(), next(), next(), next());
      case "arraylength":
        return new Op.ArrayLength(value());
      case "dadd.safe":
        return new Op.SafeAdd(value(), next(), next());
      case "newarray":
        return new Op.NewArray(scanner.type(), arguments(scanner, operand));
      case "getstatic":
        return new Op.GetStatic(field());
      case "putstatic":
        return new Op.PutStatic(field(), next());
      case "putstatic.held":
        return new Op.PutStatic(field(), next(), true);
      case "getfield":
        return new Op.GetField(field(), next());
      case "putfield":
        return new Op.PutField(field(), next(), next());
      case "putfield.held":
        return new Op.PutField(field(), next(), next(), true);
      case "construct":
        boolean simple = scanner.acceptWord("simple");
        return new Op.Construct(method(scanner), simple, arguments(scanner, operand));
      case "allocate":
        return new Op.Allocate(scanner.type());
      case "held":
        return new Op.Held(field(), next(), next());
      case "nullcheck":
        return new Op.NullCheck(value());
      case "checkcast":
        return new Op.CheckCast(scanner.type(), next());
      case "instanceof":
        return new Op.InstanceOf(scanner.type(), next());
      case "monitorenter":
        return new Op.Monitor(true, value());
      case "monitorexit":
        return new Op.Monitor(false, value());
      case "caught":
        return new Op.Caught();
      case "initclass":
        return new Op.InitClass(scanner.name("a class name"));
      default:
        return call(word);
    }
  }

  private Variant variant() {
    boolean nested = scanner.acceptWord("nested");
    VariantKind kind = constant(scanner, VariantKind.class, "a kind of variant");
    boolean catching = scanner.acceptWord("catching");
    String activity = scanner.quoted("the activity between quotes");
    if (scanner.acceptWord("of")) {
      return variant().varied(kind, activity, catching).nested(nested);
    }
    Binding binding = binding();
    return new Variant(method(scanner), kind, activity, binding, catching).nested(nested);
  }

  private Op call(String word) {
    switch (word) {
      case "invoke":
        return invoke();
      case "invokedynamic":
        boolean closure = scanner.acceptWord("closure");
        String name = scanner.name("a method name");
        String descriptor = scanner.methodDescriptor();
        String site = scanner.quoted("the call site between quotes");
        return new Op.InvokeDynamic(name, descriptor, closure, site, arguments(scanner, operand));
      case "variant":
        Variant variant = variant();
        return new Op.CallVariant(variant, scanner.methodDescriptor(), arguments(scanner, operand));
      case "part":
        String part = scanner.name("a method name");
        return new Op.CallPart(part, scanner.methodDescriptor(), arguments(scanner, operand));
      case "runtime":
        RuntimeFunction function =
            constant(scanner, RuntimeFunction.class, "a function of the runtime");
        return new Op.CallRuntime(function, arguments(scanner, operand));
      default:
        return null;
    }
  }

  private Binding binding() {
    for (Binding binding : Binding.values()) {
      if (scanner.acceptWord(Names.lower(binding))) {
        return binding;
      }
    }
    return Binding.STATIC;
  }

  private Op invoke() {
    InvokeKind kind = constant(scanner, InvokeKind.class, "a kind of call such as static");
    boolean pure = scanner.acceptWord("pure");
    boolean ownerIsInterface = scanner.acceptWord("itf");
    MethodRef method = method(scanner);
    return new Op.Invoke(kind, method, ownerIsInterface, pure, arguments(scanner, operand));
  }

  private FieldRef field() {
    String owner = scanner.name("a class name");
    scanner.expect(".");
    String name = scanner.name("a field name");
    scanner.expect(":");
    String descriptor = scanner.type().descriptor();
    for (FieldRef.Mutability mutability : FieldRef.Mutability.values()) {
      if (mutability != FieldRef.Mutability.PLAIN && scanner.acceptWord(Names.lower(mutability))) {
        return new FieldRef(owner, name, descriptor, mutability);
      }
    }
    return new FieldRef(owner, name, descriptor);
  }

  static MethodRef method(TextScanner scanner) {
    String owner = scanner.name("a class name");
    scanner.expect(".");
    String name = scanner.name("a method name");
    return new MethodRef(owner, name, scanner.methodDescriptor());
  }

  /** A constant of an enum, in lower case. */
  static <E extends Enum<E>> E constant(TextScanner scanner, Class<E> type, String what) {
    int start = scanner.position();
    String word = scanner.word(what);
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      scanner.backTo(start);
      throw scanner.expected(what);
    }
  }

  static List<Value> arguments(TextScanner scanner, Supplier<Value> operand) {
    scanner.expect("(");
    List<Value> args = new ArrayList<>();
    if (!scanner.accept(")")) {
      do {
        args.add(operand.get());
      } while (scanner.accept(","));
      scanner.expect(")");
    }
    return List.copyOf(args);
  }

  private Value value() {
    return operand.get();
  }

  /** A value after a comma. */
  private Value next() {
    scanner.expect(",");
    return operand.get();
  }
}
