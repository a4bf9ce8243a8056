package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * A basic block: parameters, instructions, terminator. Mutable while a function is built or
 * rebuilt; treated as immutable once its {@link Function} exists.
 */
public final class Block {
  private final int id;
  private final List<Value> params = new ArrayList<>();
  private final List<Instr> instrs = new ArrayList<>();
  private Terminator terminator;
  private int terminatorLine;

  public Block(int id) {
    this.id = id;
  }

  public int id() {
    return id;
  }

  public List<Value> params() {
    return params;
  }

  public List<Instr> instrs() {
    return instrs;
  }

  public Terminator terminator() {
    return terminator;
  }

  /** Source line of the terminator, 0 if unknown. */
  public int terminatorLine() {
    return terminatorLine;
  }

  public void terminate(Terminator end, int line) {
    this.terminator = end;
    this.terminatorLine = line;
  }

  public List<Edge> edges() {
    return terminator.edges();
  }

  /** The instruction whose exceptions are caught here: the last one before a try; else null. */
  public Instr protectedInstr() {
    return terminator instanceof Terminator.Try && !instrs.isEmpty()
        ? instrs.get(instrs.size() - 1)
        : null;
  }

  /** Leads the terminator along other edges: as many, in the order of {@link #edges}. */
  public void redirect(List<Edge> edges) {
    terminator = terminator.withEdges(edges);
  }

  @Override
  public String toString() {
    return "b" + id;
  }
}
