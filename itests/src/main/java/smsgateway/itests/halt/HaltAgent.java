package smsgateway.itests.halt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Java agent of a gateway under test. {@code -Dsmsgateway.halt=<point>[:n]} ends the process, as a
 * power failure would, at the n-th passage of a {@link HaltPoint}; without the property nothing is
 * changed.
 *
 * <p>The one method that a point names is rewritten while its class is loaded. What is woven in
 * calls only classes of {@code java.base}, which every bundle sees: the hook lies as a value in the
 * system properties.
 */
public final class HaltAgent {
  private static final String PROPERTY = "smsgateway.halt";
  private static final String HOOK = "smsgateway.halt.hook";
  private static final int STATUS = 137;
  private static final byte CTRL_Z = 0x1a;

  private HaltAgent() {}

  /** Called by the virtual machine before the program starts. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    String value = System.getProperty(PROPERTY, "");
    if (value.isEmpty()) {
      return;
    }
    String[] parts = value.split(":", 2);
    HaltPoint point = HaltPoint.of(parts[0]);
    int passages = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    System.getProperties().put(HOOK, new Hook(point, new AtomicInteger(passages)));
    instrumentation.addTransformer(new Weaver(point));
  }

  /**
   * Options that attach this agent to a process.
   *
   * @param folder where the agent's jar is written; it refers to the classes of this process
   */
  public static String options(Path folder, HaltPoint point, int passage) {
    return "-javaagent:" + jar(folder) + " -D" + PROPERTY + "=" + point.label() + ":" + passage;
  }

  /**
   * The class with the point woven in.
   *
   * @throws IllegalArgumentException when the class does not have exactly one such method
   */
  public static byte[] woven(HaltPoint point, byte[] classFile) {
    return new Weaver(point).weave(classFile);
  }

  private static Path jar(Path folder) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(new Attributes.Name("Premain-Class"), HaltAgent.class.getName());
    main.put(Attributes.Name.CLASS_PATH, url(HaltAgent.class) + " " + url(ClassReader.class));
    Path jar = folder.resolve("halt-agent.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private static String url(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI().toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Counts passages; a value of the system properties, so all its types are those of java.base. */
  private record Hook(HaltPoint point, AtomicInteger left) implements UnaryOperator<Object> {
    @Override
    public Object apply(Object value) {
      if (point.place() == HaltPoint.Place.BEFORE_CTRL_Z) {
        return beforeCtrlZ(value);
      }
      boolean empty =
          (value instanceof Optional<?> o && o.isEmpty())
              || (value instanceof Collection<?> c && c.isEmpty());
      if (!empty && left.decrementAndGet() == 0) {
        halt();
      }
      return value;
    }

    private Object beforeCtrlZ(Object value) {
      if (!(value instanceof byte[] octets)) {
        if (left.get() <= 0) {
          halt();
        }
        return value;
      }
      boolean last =
          octets.length > 1 && octets[octets.length - 1] == CTRL_Z && left.decrementAndGet() == 0;
      return last ? Arrays.copyOf(octets, octets.length - 1) : octets;
    }

    private void halt() {
      System.err.println("halt at " + point.label());
      Runtime.getRuntime().halt(STATUS);
    }
  }

  /** Rewrites one class; others pass unseen. */
  private static final class Weaver implements ClassFileTransformer {
    private final HaltPoint point;

    Weaver(HaltPoint point) {
      this.point = point;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      return point.className().replace('.', '/').equals(name) ? weave(classFile) : null;
    }

    byte[] weave(byte[] classFile) {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      AtomicInteger found = new AtomicInteger();
      reader.accept(
          new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] throwing) {
              MethodVisitor next = super.visitMethod(access, name, descriptor, signature, throwing);
              boolean own = (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0;
              if (!own || !name.equals(point.method())) {
                return next;
              }
              found.incrementAndGet();
              return new Advice(next, point.place());
            }
          },
          0);
      if (found.get() != 1) {
        throw new IllegalArgumentException(
            point + " names " + found + " methods of " + point.className());
      }
      return writer.toByteArray();
    }
  }

  /** Inserts straight code only, so the frames of the method stay as they are. */
  private static final class Advice extends MethodVisitor {
    private final HaltPoint.Place place;

    Advice(MethodVisitor next, HaltPoint.Place place) {
      super(Opcodes.ASM9, next);
      this.place = place;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (place == HaltPoint.Place.BEGIN) {
        super.visitInsn(Opcodes.ACONST_NULL);
        hook();
        super.visitInsn(Opcodes.POP);
      } else if (place == HaltPoint.Place.BEFORE_CTRL_Z) {
        super.visitVarInsn(Opcodes.ALOAD, 1);
        hook();
        super.visitTypeInsn(Opcodes.CHECKCAST, "[B");
        super.visitVarInsn(Opcodes.ASTORE, 1);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
      if (returns && place != HaltPoint.Place.BEGIN) {
        super.visitInsn(opcode == Opcodes.ARETURN ? Opcodes.DUP : Opcodes.ACONST_NULL);
        hook();
        super.visitInsn(Opcodes.POP);
      }
      super.visitInsn(opcode);
    }

    /** Replaces the value on the stack by what the hook makes of it. */
    private void hook() {
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/System",
          "getProperties",
          "()Ljava/util/Properties;",
          false);
      super.visitLdcInsn(HOOK);
      super.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL,
          "java/util/Properties",
          "get",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      super.visitTypeInsn(Opcodes.CHECKCAST, "java/util/function/UnaryOperator");
      super.visitInsn(Opcodes.SWAP);
      super.visitMethodInsn(
          Opcodes.INVOKEINTERFACE,
          "java/util/function/UnaryOperator",
          "apply",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          true);
    }
  }
}
