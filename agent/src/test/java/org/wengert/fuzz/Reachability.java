package org.wengert.fuzz;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** Whether statements can complete normally by the rules of JLS 14.22, as far as programs need. */
final class Reachability {
  private static final Expr FOREVER = Ast.truth(true);

  private Reachability() {}

  static boolean completes(List<Stmt> body) {
    return body.stream().allMatch(Reachability::completes);
  }

  private static boolean completes(Stmt s) {
    if (s instanceof Stmt.Return
        || s instanceof Stmt.Break
        || s instanceof Stmt.Continue
        || s instanceof Stmt.Throw
        || s instanceof Stmt.ThrowTrouble
        || s instanceof Stmt.Rethrow) {
      return false;
    }
    if (s instanceof Stmt.Try attempt) {
      return completes(attempt.last())
          && (completes(attempt.body())
              || attempt.catches().stream().anyMatch(c -> completes(c.body())));
    }
    if (s instanceof Stmt.Use || s instanceof Stmt.Locked) {
      return s.blocks().stream().allMatch(Reachability::completes);
    }
    if (s instanceof Stmt.If branch) {
      return branch.otherwise().isEmpty()
          || completes(branch.then())
          || completes(branch.otherwise());
    }
    if (s instanceof Stmt.While loop) {
      return !loop.condition().equals(FOREVER) || breaks(loop.body(), loop.label(), true);
    }
    if (s instanceof Stmt.DoWhile loop) {
      return completes(loop.body())
          || breaks(loop.body(), loop.label(), true)
          || continues(loop.body(), loop.label());
    }
    if (s instanceof Stmt.Block block) {
      return completes(block.body()) || breaks(block.body(), block.label(), false);
    }
    return !(s instanceof Stmt.Switch choice) || completes(choice);
  }

  private static boolean completes(Stmt.Switch s) {
    boolean hasDefault = s.cases().stream().anyMatch(c -> c.labels().isEmpty());
    return !hasDefault
        || completes(s.cases().get(s.cases().size() - 1).body())
        || s.cases().stream().anyMatch(c -> breaks(c.body(), null, true));
  }

  /** Whether a break in the body leaves the statement; a plain one does if {@code plain}. */
  private static boolean breaks(List<Stmt> body, String label, boolean plain) {
    return body.stream().anyMatch(s -> breaks(s, label, plain));
  }

  private static boolean breaks(Stmt s, String label, boolean plain) {
    if (s instanceof Stmt.Break b) {
      return b.label() == null ? plain : Objects.equals(b.label(), label);
    }
    boolean catchesPlain = isLoop(s) || s instanceof Stmt.Switch;
    return s.blocks().stream().anyMatch(b -> breaks(b, label, plain && !catchesPlain));
  }

  private static boolean continues(List<Stmt> body, String label) {
    Predicate<Stmt> here = s -> s instanceof Stmt.Continue c && c.label() == null;
    return contains(body, here, true)
        || contains(
            body,
            s -> s instanceof Stmt.Continue c && label != null && label.equals(c.label()),
            false);
  }

  private static boolean contains(List<Stmt> body, Predicate<Stmt> wanted, boolean outsideLoops) {
    return body.stream()
        .anyMatch(
            s ->
                wanted.test(s)
                    || (!(outsideLoops && isLoop(s))
                        && s.blocks().stream().anyMatch(b -> contains(b, wanted, outsideLoops))));
  }

  private static boolean isLoop(Stmt s) {
    return s instanceof Stmt.For
        || s instanceof Stmt.ForEach
        || s instanceof Stmt.While
        || s instanceof Stmt.DoWhile;
  }
}
