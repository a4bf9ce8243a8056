package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Statements of the generator's language. A {@code null} label is no label. */
sealed interface Stmt {

  /** Direct expressions. */
  default List<Expr> expressions() {
    return List.of();
  }

  /** Direct blocks. */
  default List<List<Stmt>> blocks() {
    return List.of();
  }

  /** The same statement over other expressions and blocks, as many as it has. */
  default Stmt rebuild(List<Expr> expressions, List<List<Stmt>> blocks) {
    return this;
  }

  <R> R accept(Visitor<R> visitor);

  /** A case per statement. */
  interface Visitor<R> {
    R declare(Declare s);

    R evaluate(Evaluate s);

    R branch(If s);

    R counted(For s);

    R whileLoop(While s);

    R doWhile(DoWhile s);

    R block(Block s);

    R select(Switch s);

    R breakTo(Break s);

    R continueAt(Continue s);

    R giveBack(Return s);

    R arrayCopy(ArrayCopy s);

    R fill(Fill s);

    R attempt(Try s);

    R raise(Throw s);

    R rethrow(Rethrow s);

    R forEach(ForEach s);

    R raiseTrouble(ThrowTrouble s);

    R use(Use s);

    R locked(Locked s);
  }

  /** {@code type name = value;}. */
  record Declare(Expr.Local variable, Expr value) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(value);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Declare(variable, e.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.declare(this);
    }
  }

  /** An assignment, an increment or a call. */
  record Evaluate(Expr expression) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(expression);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Evaluate(e.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.evaluate(this);
    }
  }

  /** {@code if}; without {@code else} where {@code otherwise} is empty. */
  record If(Expr condition, List<Stmt> then, List<Stmt> otherwise) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(condition);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(then, otherwise);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new If(e.get(0), b.get(0), b.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.branch(this);
    }
  }

  /** {@code for (int index = start; condition; update)}. */
  record For(
      String label, Expr.Local index, Expr start, Expr condition, Expr update, List<Stmt> body)
      implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(start, condition, update);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new For(label, index, e.get(0), e.get(1), e.get(2), b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.counted(this);
    }
  }

  /** {@code while (condition)}. */
  record While(String label, Expr condition, List<Stmt> body) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(condition);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new While(label, e.get(0), b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.whileLoop(this);
    }
  }

  /** {@code do ... while (condition);}. */
  record DoWhile(String label, List<Stmt> body, Expr condition) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(condition);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new DoWhile(label, b.get(0), e.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.doWhile(this);
    }
  }

  /** A block, a target of {@code break} if it has a label. */
  record Block(String label, List<Stmt> body) implements Stmt {
    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Block(label, b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.block(this);
    }
  }

  /** One group of a {@link Switch}; no labels: the default. It falls through unless it breaks. */
  record Case(List<Integer> labels, List<Stmt> body) {}

  /** A switch statement over an {@code int}. */
  record Switch(Expr selector, List<Case> cases) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(selector);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return cases.stream().map(Case::body).toList();
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      List<Case> rebuilt = new ArrayList<>();
      for (int i = 0; i < b.size(); i++) {
        rebuilt.add(new Case(cases.get(i).labels(), b.get(i)));
      }
      return new Switch(e.get(0), rebuilt);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.select(this);
    }
  }

  /** {@code break label;}. */
  record Break(String label) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.breakTo(this);
    }
  }

  /** {@code continue label;}. */
  record Continue(String label) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.continueAt(this);
    }
  }

  /** {@code return value;}; {@code value} is null in void methods. */
  record Return(Expr value) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return Stream.of(value).filter(Objects::nonNull).toList();
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return e.isEmpty() ? this : new Return(e.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.giveBack(this);
    }
  }

  /** {@code System.arraycopy(source, from, target, to, length);}. */
  record ArrayCopy(Expr source, Expr from, Expr target, Expr to, Expr length) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return Arrays.asList(source, from, target, to, length);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new ArrayCopy(e.get(0), e.get(1), e.get(2), e.get(3), e.get(4));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arrayCopy(this);
    }
  }

  /** {@code Arrays.fill} with the arguments (array, value) or (array, from, to, value). */
  record Fill(List<Expr> arguments) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return arguments;
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Fill(e);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fill(this);
    }
  }

  /** What a handler can catch. A kind comes after those whose exceptions it catches too. */
  enum Kind {
    ARITHMETIC(ArithmeticException.class),
    INDEX(ArrayIndexOutOfBoundsException.class),
    SIZE(NegativeArraySizeException.class),
    STATE(IllegalStateException.class),
    NULL(NullPointerException.class),
    TROUBLE(Trouble.class),
    BOUNDS(IndexOutOfBoundsException.class),
    RUNTIME(RuntimeException.class),
    THROWABLE(Throwable.class);

    private final Class<? extends Throwable> type;

    Kind(Class<? extends Throwable> type) {
      this.type = type;
    }

    boolean catches(Throwable thrown) {
      return type.isInstance(thrown);
    }

    String source() {
      return type.getSimpleName();
    }
  }

  /** {@code catch (A | B variable)}. */
  record Catch(List<Kind> kinds, String variable, List<Stmt> body) {
    boolean catches(Throwable thrown) {
      return kinds.stream().anyMatch(k -> k.catches(thrown));
    }
  }

  /** {@code try ... catch ... finally}; without {@code finally} where {@code last} is empty. */
  record Try(List<Stmt> body, List<Catch> catches, List<Stmt> last) implements Stmt {
    @Override
    public List<List<Stmt>> blocks() {
      List<List<Stmt>> all = new ArrayList<>();
      all.add(body);
      catches.forEach(c -> all.add(c.body()));
      all.add(last);
      return all;
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      List<Catch> rebuilt = new ArrayList<>();
      for (int i = 0; i < catches.size(); i++) {
        rebuilt.add(new Catch(catches.get(i).kinds(), catches.get(i).variable(), b.get(i + 1)));
      }
      return new Try(b.get(0), rebuilt, b.get(b.size() - 1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.attempt(this);
    }
  }

  /** {@code throw new IllegalStateException("code")}. */
  record Throw(int code) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.raise(this);
    }
  }

  /** {@code throw variable;} of what was caught. */
  record Rethrow(String variable) implements Stmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rethrow(this);
    }
  }

  /** {@code for (type variable : collection)}; over the values of a map. */
  record ForEach(String label, Expr.Local variable, Expr collection, List<Stmt> body)
      implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(collection);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new ForEach(label, variable, e.get(0), b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.forEach(this);
    }
  }

  /** {@code throw new Trouble(amount)}, an exception of the program that carries a number. */
  record ThrowTrouble(Expr amount) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(amount);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new ThrowTrouble(e.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.raiseTrouble(this);
    }
  }

  /** {@code try (Node variable = resource)}. */
  record Use(Expr.Local variable, Expr resource, List<Stmt> body) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(resource);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Use(variable, e.get(0), b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.use(this);
    }
  }

  /** {@code synchronized (monitor)}. */
  record Locked(Expr monitor, List<Stmt> body) implements Stmt {
    @Override
    public List<Expr> expressions() {
      return List.of(monitor);
    }

    @Override
    public List<List<Stmt>> blocks() {
      return List.of(body);
    }

    @Override
    public Stmt rebuild(List<Expr> e, List<List<Stmt>> b) {
      return new Locked(e.get(0), b.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.locked(this);
    }
  }
}
