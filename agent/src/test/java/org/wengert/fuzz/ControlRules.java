package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.wengert.fuzz.Scope.Target;

/** Branches, switches, labelled blocks, jumps and early returns. */
final class ControlRules {
  private ControlRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("branches", 3.5, ControlRules::branch)
        .add("switches", 1.2, ControlRules::select)
        .add("jumps", 0.6, ControlRules::labelledBlock)
        .add("jumps", 2, ControlRules::jump)
        .add("returns", 0.5, ControlRules::earlyReturn);
  }

  private static List<Stmt> branch(Maker m) {
    if (m.scope.depth > 4) {
      return null;
    }
    Expr condition = m.condition(2);
    List<Stmt> then = m.block(m.blockSize());
    List<Stmt> otherwise = m.chance.of(0.5) ? m.block(m.blockSize()) : List.of();
    return then.isEmpty() ? null : List.of(new Stmt.If(condition, then, otherwise));
  }

  private static List<Stmt> select(Maker m) {
    if (m.scope.depth > 3) {
      return null;
    }
    boolean dense = m.chance.of(0.6);
    int groups = m.chance.between(2, 4);
    Expr selector = dense ? m.below(groups + 2) : m.expression(Ty.INT, 2);
    int withDefault = m.chance.of(0.7) ? m.chance.below(groups) : -1;
    List<Stmt.Case> cases = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < groups; i++) {
      List<Integer> labels = new ArrayList<>();
      int count = i == withDefault ? 0 : m.chance.between(1, 2);
      for (int k = 0; k < count; k++) {
        labels.add(next);
        next += dense ? 1 : m.chance.pick(1, 7, 40, 1000);
      }
      cases.add(new Stmt.Case(labels, group(m)));
    }
    return List.of(new Stmt.Switch(selector, cases));
  }

  private static List<Stmt> group(Maker m) {
    Scope.Mark mark = m.scope.mark();
    m.scope.targets.add(new Target(null, Target.Kind.SWITCH));
    List<Stmt> body = new ArrayList<>(m.block(m.chance.between(0, 2)));
    m.scope.reset(mark);
    if (Reachability.completes(body) && m.chance.of(0.65)) {
      body.add(new Stmt.Break(null));
    }
    return body;
  }

  private static List<Stmt> labelledBlock(Maker m) {
    if (m.scope.depth > 3) {
      return null;
    }
    String label = m.world.fresh("block");
    Scope.Mark mark = m.scope.mark();
    m.scope.targets.add(new Target(label, Target.Kind.BLOCK));
    List<Stmt> body = new ArrayList<>(m.block(2));
    if (Reachability.completes(body)) {
      body.add(new Stmt.If(m.condition(2), List.of(new Stmt.Break(label)), List.of()));
      body.addAll(m.block(2));
    }
    m.scope.reset(mark);
    return List.of(new Stmt.Block(label, body));
  }

  /** A jump, mostly under a condition and after some work. */
  private static List<Stmt> jump(Maker m) {
    Stmt jump = anyJump(m);
    if (jump == null) {
      return null;
    }
    if (m.scope.depth > 1 && m.chance.of(0.15)) {
      return List.of(jump);
    }
    List<Stmt> before = new ArrayList<>(m.block(m.chance.below(2)));
    if (Reachability.completes(before)) {
      before.add(jump);
    }
    return List.of(new Stmt.If(m.condition(2), before, List.of()));
  }

  private static Stmt anyJump(Maker m) {
    List<Stmt> possible = new ArrayList<>();
    List<Target> targets = m.scope.targets;
    for (int i = targets.size() - 1; i >= 0; i--) {
      Target t = targets.get(i);
      if (t.label() != null) {
        possible.add(new Stmt.Break(t.label()));
        if (t.kind() == Target.Kind.LOOP) {
          possible.add(new Stmt.Continue(t.label()));
        }
      }
    }
    if (targets.stream().anyMatch(t -> t.kind() != Target.Kind.BLOCK)) {
      possible.add(new Stmt.Break(null));
    }
    if (targets.stream().anyMatch(t -> t.kind() == Target.Kind.LOOP)) {
      possible.add(new Stmt.Continue(null));
    }
    return possible.isEmpty() ? null : m.chance.pick(possible);
  }

  private static List<Stmt> earlyReturn(Maker m) {
    if (!m.scope.mayReturn) {
      return null;
    }
    List<Stmt> body = new ArrayList<>(m.block(m.chance.below(2)));
    if (Reachability.completes(body)) {
      body.add(giveBack(m, 2));
    }
    return List.of(new Stmt.If(m.condition(2), body, List.of()));
  }

  /** A return of whatever the method is to return. */
  static Stmt giveBack(Maker m, int depth) {
    Ty type = m.scope.result;
    if (type == Ty.VOID) {
      return new Stmt.Return(null);
    }
    return new Stmt.Return(m.value(type, depth));
  }
}
