package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;

/**
 * Whether code could behave differently in another class than its own: it names classes, fields or
 * methods that might not be accessible there. Of code of the class library nothing is looked up:
 * only what names no more than public parts of it moves.
 */
final class ForeignCode {
  private ForeignCode() {}

  /**
   * Whether code may not be moved.
   *
   * @param host the class that it would be moved to
   */
  static boolean needsRights(Function function, String host, Inliner.CalleeSource rights) {
    boolean nearby = rights.mayName(host, function.method().owner());
    boolean ofLibrary = isLibrary(function.method().owner());
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        String named = named(instr.op());
        boolean moves =
            ofLibrary || !nearby
                ? named == null || (!ofLibrary && isLibrary(named))
                : isOpen(instr.op(), host, rights);
        if (!moves) {
          return true;
        }
      }
    }
    return false;
  }

  /** Code of the class library itself may use parts of it that are not public. */
  private static boolean isLibrary(String owner) {
    return owner.startsWith("java/");
  }

  /**
   * Within a package fields and methods are linked with full rights where that is needed. Elsewhere
   * the classes that they name might not be accessible.
   */
  private static boolean isOpen(Op op, String host, Inliner.CalleeSource rights) {
    if (op instanceof Op.InvokeDynamic) {
      return false;
    } else if (op instanceof Op.Invoke call) {
      return call.kind() != InvokeKind.SPECIAL;
    } else if (op instanceof Op.Construct made) {
      return rights.mayConstruct(host, made.constructor());
    }
    String type = namedType(op);
    return type == null || rights.mayName(host, type);
  }

  /** A class whose rights count; null if none is needed. */
  private static String named(Op op) {
    if (op instanceof Op.Invoke invoke) {
      String owner = invoke.method().owner();
      if (owner.equals("java/lang/invoke/VarHandle") && !invoke.args().isEmpty()) {
        return invoke.method().descriptor(); // Linked where it is, with the classes named there.
      }
      return (invoke.pure() && isLibrary(owner)) || owner.startsWith("[") ? null : owner;
    } else if (op instanceof Op.GetStatic get) {
      return get.field().owner();
    } else if (op instanceof Op.PutStatic put) {
      return put.field().owner();
    } else if (op instanceof Op.GetField get) {
      return get.field().owner();
    } else if (op instanceof Op.PutField put) {
      return put.field().owner();
    } else if (op instanceof Op.Held held) {
      return held.field().owner();
    } else if (op instanceof Op.Construct made) {
      return made.constructor().owner();
    } else if (op instanceof Op.InvokeDynamic call) {
      return call.descriptor();
    }
    return namedType(op);
  }

  private static String namedType(Op op) {
    if (op instanceof Op.Allocate created) {
      return leaf(created.type());
    } else if (op instanceof Op.NewArray created) {
      return leaf(created.type());
    } else if (op instanceof Op.CheckCast cast) {
      return leaf(cast.type());
    } else if (op instanceof Op.InstanceOf test) {
      return leaf(test.tested());
    } else if (op instanceof Op.Const constant && constant.constant() instanceof Type type) {
      return leaf(type);
    }
    return null;
  }

  /** The class that an array type is made of; null if it is a primitive type. */
  private static String leaf(Type type) {
    String d = type.descriptor();
    int at = d.lastIndexOf('[') + 1;
    return d.charAt(at) == 'L' ? d.substring(at + 1, d.length() - 1) : null;
  }
}
