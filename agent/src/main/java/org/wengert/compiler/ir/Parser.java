package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@link Printer} writes: a function with the values and blocks that the text names, in
 * its order. Nothing is checked beyond what reading needs; {@link Verifier} does that.
 */
public final class Parser {
  private final TextScanner scanner;
  private final Map<Integer, Value> values = new HashMap<>();
  private final Map<Integer, Block> named = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private int valueCount;

  private Parser(String text) {
    this.scanner = new TextScanner(text);
  }

  /**
   * The function that the text describes.
   *
   * @throws IrSyntaxException if it describes none
   */
  public static Function parse(String text) {
    Parser parser = new Parser(text);
    Function function = parser.function();
    if (!parser.scanner.atEnd()) {
      throw parser.scanner.expected("the end of the text");
    }
    return function;
  }

  private Function function() {
    scanner.expectWord("function");
    MethodRef method = OpParser.method(scanner);
    List<Value> inputs = new ArrayList<>();
    params(inputs);
    scanner.expect(":");
    Type result = scanner.type();
    scanner.expect("{");
    do {
      block();
    } while (!scanner.accept("}"));
    for (Block block : named.values()) {
      if (block.terminator() == null) {
        throw scanner.error("block " + block + " is a target but not defined");
      }
    }
    return new Function(method, List.copyOf(inputs), result, List.copyOf(blocks), valueCount);
  }

  private void block() {
    int start = scanner.position();
    Block block = blockOf(scanner.numbered('b', "a block such as b0"));
    if (block.terminator() != null) {
      scanner.backTo(start);
      throw scanner.error("block " + block + " is defined twice");
    }
    if (scanner.comesNext('(')) {
      params(block.params());
    }
    scanner.expect(":");
    while (block.terminator() == null) {
      if (scanner.comesNext('%')) {
        instr(block, scanner.position());
      } else {
        statement(block);
      }
    }
    blocks.add(block);
  }

  private void instr(Block block, int start) {
    int id = scanner.numbered('%', "a value such as %0");
    scanner.expect("=");
    int at = scanner.position();
    Op op = new OpParser(scanner, this::operand).parse(operation(), at);
    if (op.type().equals(Type.VOID)) {
      scanner.backTo(start);
      throw scanner.error("this operation has no result");
    }
    block.instrs().add(new Instr(define(id, op.type(), start), op, line()));
  }

  private void statement(Block block) {
    int start = scanner.position();
    String word = operation();
    Terminator terminator = terminator(word);
    if (terminator != null) {
      block.terminate(terminator, line());
      return;
    }
    Op op = new OpParser(scanner, this::operand).parse(word, start);
    if (!op.type().equals(Type.VOID)) {
      scanner.backTo(start);
      throw scanner.error("this operation has a result: write %n = " + word);
    }
    block.instrs().add(new Instr(null, op, line()));
  }

  private String operation() {
    return scanner.word("an operation or a terminator");
  }

  private int line() {
    return scanner.comesNext('@') ? scanner.numbered('@', "a source line such as @12") : 0;
  }

  private Terminator terminator(String word) {
    switch (word) {
      case "jump":
        return new Terminator.Jump(edge());
      case "branch":
        return branch();
      case "switch":
        return choice();
      case "try":
        Edge normal = edge();
        scanner.expectWord("catch");
        return new Terminator.Try(normal, edge());
      case "return":
        return new Terminator.Return(scanner.comesNext('%') ? operand() : null);
      case "throw":
        return new Terminator.Throw(operand());
      default:
        return null;
    }
  }

  private Terminator branch() {
    Condition condition = OpParser.constant(scanner, Condition.class, "a condition such as lt");
    Value left = operand();
    scanner.expect(",");
    Value right = operand();
    scanner.expect("->");
    Edge ifTrue = edge();
    scanner.expect(",");
    return new Terminator.Branch(condition, left, right, ifTrue, edge());
  }

  private Terminator choice() {
    Value selector = operand();
    scanner.expect("->");
    List<Integer> keys = new ArrayList<>();
    List<Edge> targets = new ArrayList<>();
    while (!scanner.acceptWord("default")) {
      keys.add(scanner.integer("a key or \"default\""));
      scanner.expect(":");
      targets.add(edge());
      scanner.expect(",");
    }
    scanner.expect(":");
    return new Terminator.Switch(selector, List.copyOf(keys), List.copyOf(targets), edge());
  }

  private Edge edge() {
    Block target = blockOf(scanner.numbered('b', "a block such as b1"));
    return new Edge(target, OpParser.arguments(scanner, this::operand));
  }

  private void params(List<Value> params) {
    scanner.expect("(");
    if (scanner.accept(")")) {
      return;
    }
    do {
      int start = scanner.position();
      int id = scanner.numbered('%', "a value such as %0");
      scanner.expect(":");
      params.add(define(id, scanner.type(), start));
    } while (scanner.accept(","));
    scanner.expect(")");
  }

  private Value define(int id, Type type, int start) {
    Value value = new Value(id, type);
    if (values.putIfAbsent(id, value) != null) {
      scanner.backTo(start);
      throw scanner.error("value " + value + " is defined twice");
    }
    valueCount = Math.max(valueCount, id + 1);
    return value;
  }

  private Value operand() {
    int start = scanner.position();
    Value value = values.get(scanner.numbered('%', "a value such as %0"));
    if (value == null) {
      scanner.backTo(start);
      throw scanner.expected("a value that is defined above");
    }
    return value;
  }

  private Block blockOf(int id) {
    return named.computeIfAbsent(id, Block::new);
  }
}
