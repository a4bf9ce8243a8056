package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.LoopNest;
import org.wengert.compiler.ir.Value;
import org.wengert.testing.IrInterpreter;

/** Compares lifted methods, interpreted, with the methods themselves. */
final class LiftCheck {
  private LiftCheck() {}

  static byte[] bytes(Class<?> type) {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Method method(Class<?> type, String name) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new AssertionError("no method " + name);
  }

  static Lifted lift(Class<?> type, String name) {
    return lift(bytes(type), method(type, name));
  }

  static Lifted lift(byte[] bytes, Method method) {
    String descriptor =
        java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .toMethodDescriptorString();
    Lifted lifted = Lifter.lift(ClassSource.of(bytes), method.getName(), descriptor);
    checkForm(lifted.function());
    return lifted;
  }

  /** Checks value, exception and what is written to array arguments. */
  static void agrees(Class<?> type, String name, Object... args) {
    Method method = method(type, name);
    agrees(lift(bytes(type), method).function(), method, args);
  }

  static void agrees(Function function, Method method, Object... args) {
    Object[] plainArgs = IrInterpreter.deepCopy(args);
    Object[] liftedArgs = IrInterpreter.deepCopy(args);
    String plain = plainOutcome(method, plainArgs) + " " + IrInterpreter.show(plainArgs);
    String lifted =
        liftedOutcome(function, method.getDeclaringClass().getClassLoader(), liftedArgs)
            + " "
            + IrInterpreter.show(liftedArgs);
    assertEquals(
        plain, lifted, () -> Arrays.deepToString(args) + "\n" + IrInterpreter.dump(function));
  }

  private static String plainOutcome(Method method, Object[] args) {
    try {
      return IrInterpreter.show(method.invoke(null, args));
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getName();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String liftedOutcome(Function function, ClassLoader loader, Object[] args) {
    try {
      return IrInterpreter.show(IrInterpreter.run(function, loader, args));
    } catch (AssertionError e) {
      throw new AssertionError(IrInterpreter.dump(function), e);
    } catch (Throwable e) {
      return e.getClass().getName();
    }
  }

  /** Reducible, definitions dominate uses, edges fit in number and type. */
  static void checkForm(Function function) {
    Cfg cfg = new Cfg(function);
    assertTrue(new LoopNest(cfg).isReducible(), () -> IrInterpreter.dump(function));
    Block[] definedIn = new Block[function.valueCount()];
    for (Value input : function.inputs()) {
      definedIn[input.id()] = function.entry();
    }
    for (Block block : function.blocks()) {
      for (Value param : block.params()) {
        definedIn[param.id()] = block;
      }
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          definedIn[instr.result().id()] = block;
        }
      }
    }
    for (Block block : function.blocks()) {
      checkBlock(function, cfg, definedIn, block);
    }
  }

  private static void checkBlock(Function function, Cfg cfg, Block[] definedIn, Block block) {
    Set<Value> seen = new HashSet<>(block.params());
    if (block == function.entry()) {
      seen.addAll(function.inputs());
    }
    for (Instr instr : block.instrs()) {
      checkUses(function, cfg, definedIn, block, seen, instr.op().operands());
      seen.add(instr.result());
    }
    checkUses(function, cfg, definedIn, block, seen, block.terminator().operands());
    for (Edge edge : block.edges()) {
      checkUses(function, cfg, definedIn, block, seen, edge.args());
      assertEquals(edge.target().params().size(), edge.args().size());
      for (int i = 0; i < edge.args().size(); i++) {
        boolean fits =
            edge.target().params().get(i).type().isReference()
                ? edge.args().get(i).type().isReference()
                : edge.args().get(i).type().equals(edge.target().params().get(i).type());
        assertTrue(fits, () -> block + "\n" + IrInterpreter.dump(function));
      }
    }
  }

  private static void checkUses(
      Function function,
      Cfg cfg,
      Block[] definedIn,
      Block block,
      Set<Value> seen,
      List<Value> uses) {
    for (Value use : uses) {
      Block definition = definedIn[use.id()];
      boolean ok =
          definition == block
              ? seen.contains(use)
              : definition != null && cfg.dominates(definition, block);
      assertTrue(ok, () -> use + " in " + block + "\n" + IrInterpreter.dump(function));
    }
  }
}
