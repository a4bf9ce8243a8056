package org.wengert.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Executes statements in one activation of a method. */
final class Executor implements Stmt.Visitor<Executor.Exit> {

  /** How a statement ended; null is "normally". */
  record Exit(Kind kind, String label, Object value) {
    enum Kind {
      BREAK,
      CONTINUE,
      RETURN
    }

    boolean leaves(String loop) {
      return kind == Kind.BREAK && (label == null || label.equals(loop));
    }

    boolean continues(String loop) {
      return kind == Kind.CONTINUE && (label == null || label.equals(loop));
    }
  }

  private final Evaluator evaluator;
  private final Ty result;

  Executor(Evaluator evaluator, Ty result) {
    this.evaluator = evaluator;
    this.result = result;
  }

  /** Runs a method's body and yields what it returns. */
  Object run(List<Stmt> body) {
    Exit exit = all(body);
    return exit == null ? null : exit.value();
  }

  private Exit all(List<Stmt> statements) {
    for (Stmt s : statements) {
      Exit exit = s.accept(this);
      if (exit != null) {
        return exit;
      }
    }
    return null;
  }

  @Override
  public Exit declare(Stmt.Declare s) {
    Expr.Local variable = s.variable();
    evaluator.setLocal(variable.name(), evaluator.converted(variable.type(), s.value()));
    return null;
  }

  @Override
  public Exit evaluate(Stmt.Evaluate s) {
    evaluator.value(s.expression());
    return null;
  }

  @Override
  public Exit branch(Stmt.If s) {
    return all(evaluator.truth(s.condition()) ? s.then() : s.otherwise());
  }

  @Override
  public Exit counted(Stmt.For s) {
    evaluator.setLocal(s.index().name(), evaluator.value(s.start()));
    while (evaluator.truth(s.condition())) {
      Exit exit = all(s.body());
      if (exit != null && exit.leaves(s.label())) {
        return null;
      }
      if (exit != null && !exit.continues(s.label())) {
        return exit;
      }
      evaluator.value(s.update());
    }
    return null;
  }

  @Override
  public Exit whileLoop(Stmt.While s) {
    while (evaluator.truth(s.condition())) {
      Exit exit = all(s.body());
      if (exit != null && exit.leaves(s.label())) {
        return null;
      }
      if (exit != null && !exit.continues(s.label())) {
        return exit;
      }
    }
    return null;
  }

  @Override
  public Exit doWhile(Stmt.DoWhile s) {
    do {
      Exit exit = all(s.body());
      if (exit != null && exit.leaves(s.label())) {
        return null;
      }
      if (exit != null && !exit.continues(s.label())) {
        return exit;
      }
    } while (evaluator.truth(s.condition()));
    return null;
  }

  @Override
  public Exit block(Stmt.Block s) {
    Exit exit = all(s.body());
    boolean here = exit != null && exit.kind() == Exit.Kind.BREAK && s.label() != null;
    return here && Objects.equals(exit.label(), s.label()) ? null : exit;
  }

  @Override
  public Exit select(Stmt.Switch s) {
    int from = group(s, evaluator.integer(s.selector()));
    for (int i = from; i < s.cases().size(); i++) {
      Exit exit = all(s.cases().get(i).body());
      if (exit != null && exit.kind() == Exit.Kind.BREAK && exit.label() == null) {
        return null;
      }
      if (exit != null) {
        return exit;
      }
    }
    return null;
  }

  /** Index of the group to start at; past the end if none applies. */
  private static int group(Stmt.Switch s, int selector) {
    int byDefault = s.cases().size();
    for (int i = 0; i < s.cases().size(); i++) {
      if (s.cases().get(i).labels().contains(selector)) {
        return i;
      }
      if (s.cases().get(i).labels().isEmpty()) {
        byDefault = i;
      }
    }
    return byDefault;
  }

  @Override
  public Exit breakTo(Stmt.Break s) {
    return new Exit(Exit.Kind.BREAK, s.label(), null);
  }

  @Override
  public Exit continueAt(Stmt.Continue s) {
    return new Exit(Exit.Kind.CONTINUE, s.label(), null);
  }

  @Override
  public Exit giveBack(Stmt.Return s) {
    Object value = s.value() == null ? null : evaluator.converted(result, s.value());
    return new Exit(Exit.Kind.RETURN, null, value);
  }

  @Override
  public Exit arrayCopy(Stmt.ArrayCopy s) {
    Object source = contents(evaluator.value(s.source()));
    int from = evaluator.integer(s.from());
    Object target = contents(evaluator.value(s.target()));
    int to = evaluator.integer(s.to());
    System.arraycopy(source, from, target, to, evaluator.integer(s.length()));
    return null;
  }

  /** As {@code Arrays.fill} does. */
  private static void checkRange(int length, int from, int to) {
    Arrays.fill(new boolean[length], from, to, true);
  }

  private static Object contents(Object array) {
    return array instanceof Cells cells ? cells.at : array;
  }

  @Override
  public Exit fill(Stmt.Fill s) {
    List<Expr> a = s.arguments();
    Object array = contents(evaluator.value(a.get(0)));
    boolean ranged = a.size() == 4;
    int from = ranged ? evaluator.integer(a.get(1)) : 0;
    int to = ranged ? evaluator.integer(a.get(2)) : java.lang.reflect.Array.getLength(array);
    Ty element = a.get(0).type().element();
    Object value = evaluator.converted(element, a.get(a.size() - 1));
    if (array instanceof Object[] cells) {
      Arrays.fill(cells, from, to, value);
    } else {
      checkRange(java.lang.reflect.Array.getLength(array), from, to);
      for (int i = from; i < to; i++) {
        Evaluator.store(array, i, value);
      }
    }
    return null;
  }

  /** What the handler or the body ended with is forgotten if the last block ends otherwise. */
  @Override
  public Exit attempt(Stmt.Try s) {
    Exit exit = null;
    RuntimeException thrown = null;
    try {
      exit = caught(s);
    } catch (Trace.TooLong e) {
      throw e;
    } catch (RuntimeException e) {
      thrown = e;
    }
    Exit last = all(s.last());
    if (last != null) {
      return last;
    }
    if (thrown != null) {
      throw thrown;
    }
    return exit;
  }

  private Exit caught(Stmt.Try s) {
    try {
      return all(s.body());
    } catch (Trace.TooLong e) {
      throw e;
    } catch (RuntimeException e) {
      for (Stmt.Catch handler : s.catches()) {
        if (handler.catches(e)) {
          evaluator.setLocal(handler.variable(), e);
          return all(handler.body());
        }
      }
      throw e;
    }
  }

  @Override
  public Exit raise(Stmt.Throw s) {
    throw new IllegalStateException("code " + s.code());
  }

  @Override
  public Exit rethrow(Stmt.Rethrow s) {
    throw (RuntimeException) evaluator.getLocal(s.variable());
  }

  @Override
  public Exit raiseTrouble(Stmt.ThrowTrouble s) {
    throw new Trouble((Dual) evaluator.converted(Ty.DOUBLE, s.amount()));
  }

  @Override
  public Exit forEach(Stmt.ForEach s) {
    Object collection = evaluator.value(s.collection());
    Iterable<?> elements =
        collection instanceof Map<?, ?> map ? map.values() : (Iterable<?>) collection;
    for (Object element : elements) {
      evaluator.step();
      evaluator.setLocal(s.variable().name(), element);
      Exit exit = all(s.body());
      if (exit != null && exit.leaves(s.label())) {
        return null;
      }
      if (exit != null && !exit.continues(s.label())) {
        return exit;
      }
    }
    return null;
  }

  /** What closing throws is dropped if the body threw. */
  @Override
  public Exit use(Stmt.Use s) {
    Object resource = evaluator.value(s.resource());
    evaluator.setLocal(s.variable().name(), resource);
    Exit exit;
    try {
      exit = all(s.body());
    } catch (Trace.TooLong e) {
      throw e;
    } catch (RuntimeException thrown) {
      try {
        evaluator.close(resource);
      } catch (Trace.TooLong e) {
        throw e;
      } catch (RuntimeException dropped) {
        thrown.addSuppressed(dropped);
      }
      throw thrown;
    }
    evaluator.close(resource);
    return exit;
  }

  @Override
  public Exit locked(Stmt.Locked s) {
    if (evaluator.value(s.monitor()) == null) {
      throw new NullPointerException();
    }
    return all(s.body());
  }
}
