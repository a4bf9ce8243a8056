package org.wengert.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.check.Checker;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.differentiate.Signatures;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.Lifter;
import org.wengert.compiler.lift.UnreadableClassException;
import org.wengert.compiler.optimize.Inliner;

/** Primal methods of one class loader as functions: found, lifted and checked, each once. */
final class Primals implements Effects.Code, Inliner.CalleeSource {
  private final ClassFiles files;
  private final Map<MethodRef, Lifted> lifted = new HashMap<>();
  private final Signatures signatures = new Signatures();
  private final Effects effects = new Effects(this);

  Primals(ClassLoader loader) {
    this.files = new ClassFiles(loader);
  }

  Signatures signatures() {
    return signatures;
  }

  Effects effects() {
    return effects;
  }

  /** The class that declares a static method named through {@code owner}; null if none is found. */
  String declaringClass(MethodRef method) {
    ClassSource source = files.declaring(method.owner(), method.name(), method.descriptor());
    return source == null ? null : source.name();
  }

  /**
   * The function of a method.
   *
   * @throws NotDifferentiable if it cannot be had or not be differentiated
   */
  Lifted checked(MethodRef method) {
    Lifted found = lift(method);
    Checker.check(found);
    resolveStaticFields(found);
    return found;
  }

  /** The method as its class file has it, whether it can be differentiated or not; or null. */
  Lifted code(MethodRef method) {
    try {
      return lift(method);
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  /** The method that a static call means: it may name a class that inherits it. */
  MethodRef declared(MethodRef method) {
    try {
      String owner = declaringClass(method);
      return owner == null ? method : new MethodRef(owner, method.name(), method.descriptor());
    } catch (UnreadableClassException e) {
      return method;
    }
  }

  /** Parameter names from the class file, null for those it does not name; null if unreadable. */
  List<String> parameterNames(MethodRef method) {
    try {
      ClassSource source = files.find(method.owner());
      return source == null
          ? null
          : Lifter.parameterNames(source, method.name(), method.descriptor());
    } catch (UnreadableClassException e) {
      return null;
    }
  }

  @Override
  public Function of(MethodRef method) {
    try {
      Lifted found = lift(method);
      return found.obstacles().isEmpty() ? found.function() : null;
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  @Override
  public Function inlinable(MethodRef method) {
    try {
      return checked(method).function();
    } catch (NotDifferentiable e) {
      return null;
    }
  }

  private Lifted lift(MethodRef method) {
    Lifted known = lifted.get(method);
    if (known == null) {
      known = liftNew(method);
      lifted.put(method, known);
    }
    return known;
  }

  private Lifted liftNew(MethodRef method) {
    try {
      ClassSource source = files.declaring(method.owner(), method.name(), method.descriptor());
      if (source == null) {
        Reason reason =
            files.find(method.owner()) == null ? Reason.NO_CLASS_FILE : Reason.NO_SUCH_METHOD;
        throw new NotDifferentiable(reason, method, null, 0, null);
      }
      int access = source.find(method.name(), method.descriptor()).access();
      if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
        boolean isNative = (access & Opcodes.ACC_NATIVE) != 0;
        throw new NotDifferentiable(
            isNative ? Reason.NATIVE_METHOD : Reason.ABSTRACT_METHOD,
            method,
            source.sourceFile(),
            0,
            null);
      }
      if ((access & Opcodes.ACC_STATIC) == 0) {
        throw new NotDifferentiable(Reason.NOT_STATIC, method, source.sourceFile(), 0, null);
      }
      return Lifter.lift(source, method.name(), method.descriptor());
    } catch (UnreadableClassException e) {
      throw new NotDifferentiable(Reason.UNREADABLE_CLASS, method, null, 0, e.getMessage());
    }
  }

  /** Notes which class declares each field, and refuses where that cannot be found out. */
  private void resolveStaticFields(Lifted found) {
    for (Block block : found.function().blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        Op resolved = null;
        if (instr.op() instanceof Op.GetStatic get && get.field().type().isFloating()) {
          resolved = new Op.GetStatic(resolved(get.field(), found, instr.line()));
        } else if (instr.op() instanceof Op.PutStatic put && put.field().type().isFloating()) {
          resolved = new Op.PutStatic(resolved(put.field(), found, instr.line()), put.value());
        }
        if (resolved != null) {
          block.instrs().set(i, new Instr(instr.result(), resolved, instr.line()));
        }
      }
    }
  }

  private FieldRef resolved(FieldRef field, Lifted found, int line) {
    ClassSource source = files.declaringField(field.owner(), field.name(), field.descriptor());
    if (source == null) {
      throw new NotDifferentiable(
          Reason.STATIC_FIELD_NOT_FOUND,
          found.function().method(),
          found.sourceFile(),
          line,
          field.owner().replace('/', '.') + "." + field.name());
    }
    return new FieldRef(field.owner(), field.name(), field.descriptor(), source.name());
  }
}
