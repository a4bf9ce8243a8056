package org.wengert.compiler.ir;

import java.util.List;

/** Functions as text: the language that {@code docs/ir.md} specifies and {@link Parser} reads. */
public final class Printer {
  private Printer() {}

  /** The whole function; ends with a line break. */
  public static String print(Function function) {
    StringBuilder out = new StringBuilder();
    out.append("function ").append(Names.method(function.method())).append(' ');
    params(function.inputs(), out);
    out.append(": ").append(function.result()).append(" {\n");
    for (Block block : function.blocks()) {
      block(block, out);
    }
    return out.append("}\n").toString();
  }

  /** One instruction, without indentation and line break. */
  public static String print(Instr instr) {
    String defined = instr.result() == null ? "" : instr.result() + " = ";
    return defined + OpText.of(instr.op()) + line(instr.line());
  }

  /** A terminator, without indentation and line break; of edges the target and the arguments. */
  public static String print(Terminator terminator) {
    if (terminator instanceof Terminator.Jump jump) {
      return "jump " + edge(jump.target());
    } else if (terminator instanceof Terminator.Branch branch) {
      return "branch "
          + Names.lower(branch.condition())
          + " "
          + branch.left()
          + ", "
          + branch.right()
          + " -> "
          + edge(branch.ifTrue())
          + ", "
          + edge(branch.ifFalse());
    } else if (terminator instanceof Terminator.Switch choice) {
      return choice(choice);
    } else if (terminator instanceof Terminator.Try attempt) {
      return "try " + edge(attempt.normal()) + " catch " + edge(attempt.exceptional());
    } else if (terminator instanceof Terminator.Return end) {
      return end.value() == null ? "return" : "return " + end.value();
    } else if (terminator instanceof Terminator.Throw end) {
      return "throw " + end.exception();
    }
    return "no terminator";
  }

  private static String choice(Terminator.Switch choice) {
    StringBuilder out = new StringBuilder("switch ").append(choice.selector()).append(" -> ");
    for (int i = 0; i < choice.keys().size(); i++) {
      out.append(choice.keys().get(i)).append(": ");
      out.append(edge(choice.targets().get(i))).append(", ");
    }
    return out.append("default: ").append(edge(choice.otherwise())).toString();
  }

  private static void block(Block block, StringBuilder out) {
    out.append(block);
    if (!block.params().isEmpty()) {
      params(block.params(), out);
    }
    out.append(":\n");
    for (Instr instr : block.instrs()) {
      out.append("  ").append(print(instr)).append('\n');
    }
    out.append("  ").append(print(block.terminator()));
    out.append(line(block.terminatorLine())).append('\n');
  }

  private static void params(List<Value> params, StringBuilder out) {
    out.append('(');
    String separator = "";
    for (Value param : params) {
      out.append(separator).append(param).append(": ").append(param.type());
      separator = ", ";
    }
    out.append(')');
  }

  private static String edge(Edge edge) {
    return edge.target() + OpText.arguments(edge.args());
  }

  private static String line(int line) {
    return line == 0 ? "" : "  @" + line;
  }
}
