package org.wengert.compiler.lift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.MethodNode;

/**
 * A parsed class file. Only the member table is read at once; the code of a method is parsed when
 * it is lifted. Immutable and safe to share between threads.
 */
public final class ClassSource {
  private static final int API = Opcodes.ASM9;

  /** The newest class file version that this ASM parses. */
  private static final int NEWEST = Opcodes.V28;

  private static final String INACTIVE = "Lorg/wengert/Inactive;";

  /** The tag of a text in the constant pool. */
  private static final int UTF8 = 1;

  /** A line in the member table; {@code access} holds the JVM's access flags. */
  public record Member(String name, String descriptor, int access) {
    public boolean isPrivate() {
      return (access & Opcodes.ACC_PRIVATE) != 0;
    }

    /** Whether a compiler made it, for a lambda, say. */
    public boolean isSynthetic() {
      return (access & Opcodes.ACC_SYNTHETIC) != 0;
    }

    /** Whether a method has bytecode. */
    public boolean hasCode() {
      return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
    }
  }

  private final ClassReader reader;
  private final int majorVersion;
  private final String sourceFile;
  private final String nestHost;
  private final Set<String> nestMembers;
  private final List<String> interfaces;
  private final List<Member> methods;
  private final List<Member> fields;
  private final Set<Member> inactive;

  private ClassSource(ClassReader reader, Header header) {
    this.reader = reader;
    this.majorVersion = header.version & 0xFFFF;
    this.sourceFile = header.sourceFile;
    this.nestHost = header.nestHost;
    this.nestMembers = header.nestMembers;
    this.interfaces = header.interfaces == null ? List.of() : List.of(header.interfaces);
    this.methods = Collections.unmodifiableList(header.methods);
    this.fields = Collections.unmodifiableList(header.fields);
    this.inactive = header.inactive;
  }

  /**
   * Parses the member table of a class file.
   *
   * @throws UnreadableClassException if the file is malformed or newer than the parser knows
   */
  public static ClassSource of(byte[] bytes) {
    checkHeader(bytes);
    try {
      ClassReader reader = new ClassReader(bytes);
      Header header = new Header();
      reader.accept(header, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
      return new ClassSource(reader, header);
    } catch (RuntimeException e) {
      throw new UnreadableClassException("malformed class file: " + e, e);
    }
  }

  private static void checkHeader(byte[] bytes) {
    boolean magic =
        bytes.length >= 10
            && bytes[0] == (byte) 0xCA
            && bytes[1] == (byte) 0xFE
            && bytes[2] == (byte) 0xBA
            && bytes[3] == (byte) 0xBE;
    if (!magic) {
      throw new UnreadableClassException(
          "not a class file: " + bytes.length + " bytes without the header CAFEBABE");
    }
    int version = majorVersion(bytes);
    if (version > NEWEST) {
      throw new UnreadableClassException(
          "class file version " + version + ": the newest that can be read is " + NEWEST);
    }
  }

  private static int majorVersion(byte[] bytes) {
    return (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
  }

  /** Internal name. */
  public String name() {
    return reader.getClassName();
  }

  /** The class in whose nest this one says it is; itself if it says nothing. */
  public String nestHost() {
    return nestHost == null ? name() : nestHost;
  }

  /** Whether this class says that another one is in its nest. */
  public boolean hasNestMember(String internalName) {
    return nestMembers.contains(internalName);
  }

  /** Internal name of the super class, null for {@code java/lang/Object}. */
  public String superName() {
    return reader.getSuperName();
  }

  /** Internal names of the direct superinterfaces. */
  public List<String> interfaces() {
    return interfaces;
  }

  /** The JVM's access flags of the class. */
  public int access() {
    return reader.getAccess();
  }

  /** Class file version: 61 for Java 17. */
  public int majorVersion() {
    return majorVersion;
  }

  /** File name from the SourceFile attribute, null without one. */
  public String sourceFile() {
    return sourceFile;
  }

  /** Whether no other class has access to private members: the class belongs to no nest. */
  public boolean standsAlone() {
    return !hasConstant("NestHost") && !hasConstant("NestMembers");
  }

  /** Whether the constant pool holds a text: a name, say, that is used somewhere. */
  public boolean hasConstant(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0
          && reader.readByte(at - 1) == UTF8
          && reader.readUnsignedShort(at) == wanted.length
          && isAt(at + 2, wanted)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int offset, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (reader.readByte(offset + i) != (wanted[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** All methods declared here, in the file's order. */
  public List<Member> methods() {
    return methods;
  }

  /** The method declared here with this name and descriptor, null if there is none. */
  public Member find(String name, String descriptor) {
    for (Member method : methods) {
      if (method.name().equals(name) && method.descriptor().equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  /** Whether a method declared here is annotated {@code @Inactive}. */
  public boolean isInactive(String name, String descriptor) {
    return !inactive.isEmpty() && inactive.contains(find(name, descriptor));
  }

  /** All fields declared here, in the file's order. */
  public List<Member> fields() {
    return fields;
  }

  /** The field declared here with this name and descriptor, null if there is none. */
  public Member findField(String name, String descriptor) {
    for (Member field : fields) {
      if (field.name().equals(name) && field.descriptor().equals(descriptor)) {
        return field;
      }
    }
    return null;
  }

  /** Whether a field of this name and descriptor is declared here. */
  public boolean declaresField(String name, String descriptor) {
    return findField(name, descriptor) != null;
  }

  /**
   * Parses one method, without its stack map frames, and with subroutines (of class files before
   * Java 7) copied to where they are called; null if there is none.
   */
  MethodNode parse(String name, String descriptor) {
    Picker picker = new Picker(name, descriptor, majorVersion < Opcodes.V1_7);
    try {
      reader.accept(picker, ClassReader.SKIP_FRAMES);
    } catch (RuntimeException e) {
      throw new UnreadableClassException("malformed code in class " + name() + ": " + e, e);
    }
    return picker.picked;
  }

  /** Shows members and annotations, without code. */
  void visit(ClassVisitor visitor) {
    reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
  }

  private static final class Header extends ClassVisitor {
    private int version;
    private String nestHost;
    private final Set<String> nestMembers = new HashSet<>();
    private String sourceFile;
    private String[] interfaces;
    private final List<Member> methods = new ArrayList<>();
    private final List<Member> fields = new ArrayList<>();
    private final Set<Member> inactive = Collections.newSetFromMap(new IdentityHashMap<>());

    Header() {
      super(API);
    }

    @Override
    public void visit(
        int version, int access, String name, String sig, String superName, String[] interfaces) {
      this.version = version;
      this.interfaces = interfaces;
    }

    @Override
    public void visitSource(String source, String debug) {
      sourceFile = source;
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
    }

    @Override
    public void visitNestMember(String member) {
      nestMembers.add(member);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      fields.add(new Member(name, descriptor, access));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Member method = new Member(name, descriptor, access);
      methods.add(method);
      return new MethodVisitor(API) {
        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
          if (type.equals(INACTIVE)) {
            inactive.add(method);
          }
          return null;
        }
      };
    }
  }

  private static final class Picker extends ClassVisitor {
    private final String wantedName;
    private final String wantedDescriptor;
    private final boolean hasSubroutines;
    private MethodNode picked;

    Picker(String name, String descriptor, boolean hasSubroutines) {
      super(API);
      this.hasSubroutines = hasSubroutines;
      this.wantedName = name;
      this.wantedDescriptor = descriptor;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (!name.equals(wantedName) || !descriptor.equals(wantedDescriptor)) {
        return null;
      }
      picked = new MethodNode(API, access, name, descriptor, signature, exceptions);
      return hasSubroutines
          ? new JSRInlinerAdapter(picked, access, name, descriptor, signature, exceptions)
          : picked;
    }
  }
}
