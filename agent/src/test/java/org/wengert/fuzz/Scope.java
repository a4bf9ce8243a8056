package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is known at a point of a method while its body is generated. */
final class Scope {
  /** No two arrays of this length group are known to have the same length. */
  static final int NO_GROUP = -1;

  /**
   * A local variable.
   *
   * @param assignable whether the body may assign it
   * @param group arrays of the same group have the same length; {@link #NO_GROUP} if unknown
   */
  record Variable(Ty type, String name, boolean assignable, int group) {
    Expr.Local local() {
      return new Expr.Local(type, name);
    }
  }

  /** {@code index + k} is a valid index into arrays of {@code group} for low <= k <= high. */
  record IndexFact(Expr.Local index, int group, int low, int high) {}

  /** {@code matrix[row][column]} is valid. */
  record CellFact(Expr.Local matrix, Expr.Local row, Expr.Local column) {}

  /** A statement that {@code break} or {@code continue} can name. */
  record Target(String label, Kind kind) {
    enum Kind {
      LOOP,
      SWITCH,
      BLOCK
    }
  }

  /** How the method may call itself or its sibling: on one less than its first parameter. */
  record Recursion(List<Callable> group, Expr.Local depth) {}

  /** A method that can be called; {@code depth} bounds its first argument if it is recursive. */
  record Callable(String name, Ty result, List<Ty> parameters, double cost, int depth) {}

  /** Locals that are never assigned after their declaration: lambdas may capture them. */
  final Set<String> capturable = new HashSet<>();

  /** Fields of the class that declares the method, beyond those of its super class. */
  List<ClassDef.FieldDef> own = List.of();

  /** Whether this is the method that is differentiated: it alone may call functions in fields. */
  boolean entry;

  /** Whether the body may return early. */
  boolean mayReturn = true;

  /** How many collections are iterated over here: they must not grow. */
  int iterations;

  final Ty result;
  final List<Variable> variables = new ArrayList<>();
  final List<IndexFact> facts = new ArrayList<>();
  final List<CellFact> cellFacts = new ArrayList<>();
  final List<Target> targets = new ArrayList<>();
  Recursion recursion;
  int recursiveCallsLeft;

  /** Statements that may still be generated. */
  int budget;

  /** Whether exceptions may be thrown here: somebody catches them, most likely. */
  boolean risky;

  /** Variables that hold what was caught, innermost last. */
  final List<String> caught = new ArrayList<>();

  /** How deep the statement stands in others. */
  int depth;

  /** How often the point is reached per call of the method, estimated. */
  double multiplier = 1;

  /** Estimated steps of one call so far. */
  double cost;

  Scope(Ty result, int budget) {
    this.result = result;
    this.budget = budget;
  }

  /** Sizes of the lists that a block restores. */
  record Mark(int variables, int facts, int cellFacts, int targets, double multiplier, int depth) {}

  Mark mark() {
    return new Mark(
        variables.size(), facts.size(), cellFacts.size(), targets.size(), multiplier, depth);
  }

  void reset(Mark mark) {
    cut(variables, mark.variables());
    cut(facts, mark.facts());
    cut(cellFacts, mark.cellFacts());
    cut(targets, mark.targets());
    multiplier = mark.multiplier();
    depth = mark.depth();
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  List<Variable> ofType(Ty type) {
    return variables.stream().filter(v -> v.type() == type).toList();
  }

  List<Variable> assignable(Ty type) {
    return variables.stream().filter(v -> v.type() == type && v.assignable()).toList();
  }

  /** Enters a loop of about {@code trips} iterations; false if that would take too long. */
  boolean enterLoop(double trips) {
    if (depth > 4 || multiplier * trips > 150) {
      return false;
    }
    multiplier *= trips;
    return true;
  }

  /** Accounts for a call; false if it would take too long here. */
  boolean affords(double calleeCost) {
    if (multiplier * calleeCost > 2_000) {
      return false;
    }
    cost += multiplier * calleeCost;
    return true;
  }
}
