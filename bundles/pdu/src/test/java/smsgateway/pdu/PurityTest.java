package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The library is pure and stands alone. */
class PurityTest {
  private static final List<String> IMPURE =
      List.of(
          "java/io/File",
          "java/io/InputStream",
          "java/net/",
          "java/nio/file/",
          "java/time/Clock",
          "java/lang/Thread",
          "org/slf4j",
          "(nanoTime|currentTimeMillis)",
          "java/util/Random");

  @Test
  void noClassButTheProgramReadsAClockWritesALogOrDoesInputOutput() throws IOException {
    for (Path file : classFiles()) {
      if (file.getParent().endsWith("tool")) {
        continue;
      }
      String constants = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(constants).as("%s", file).doesNotContain("smsgateway/pdu/tool");
      for (String impure : IMPURE) {
        assertThat(constants).as("%s", file.getFileName()).doesNotContainPattern(impure);
      }
    }
  }

  @Test
  void everyStaticFieldIsFinal() throws ReflectiveOperationException, IOException {
    for (Path file : classFiles()) {
      String name = classes().relativize(file).toString().replace(java.io.File.separatorChar, '.');
      Class<?> type =
          Class.forName(name.substring(0, name.length() - ".class".length()), false, loader());
      for (Field field : type.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        assertThat(Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers))
            .as("%s", field)
            .isFalse();
      }
    }
  }

  @Test
  void theLibraryRunsWithNothingElseOnTheClassPath() throws Exception {
    URL[] onlyThis = {classes().toUri().toURL()};
    try (URLClassLoader alone =
        new URLClassLoader(onlyThis, ClassLoader.getPlatformClassLoader())) {
      Class<?> codec = alone.loadClass("smsgateway.pdu.AtPdu");
      Class<Enum<?>> mode = enumeration(alone, "smsgateway.pdu.Mode");
      Object decoded =
          codec
              .getMethod("decodeStored", String.class, mode)
              .invoke(
                  null,
                  "07911326040000F0040B911346610089F60000208062917314080CC8F71D14969741F977FD07",
                  mode.getEnumConstants()[0]);
      assertThat(decoded.toString()).contains("31641600986");
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<Enum<?>> enumeration(ClassLoader loader, String name)
      throws ClassNotFoundException {
    return (Class<Enum<?>>) loader.loadClass(name);
  }

  @Test
  void theBundleExportsNothing() throws IOException {
    String manifest = Files.readString(classes().resolve("META-INF").resolve("MANIFEST.MF"));
    assertThat(manifest).contains("Bundle-SymbolicName: smsgateway.pdu");
    assertThat(manifest).doesNotContain("Export-Package");
    assertThat(manifest.replace("\r\n ", "").replace("\n ", ""))
        .contains("Main-Class: smsgateway.pdu.tool.Main")
        .contains("Service-Component: OSGI-INF/smsgateway.pdu.internal.PduCodecService.xml");
  }

  private static ClassLoader loader() {
    return PurityTest.class.getClassLoader();
  }

  private static Path classes() {
    return Path.of(
        URI.create(AtPdu.class.getProtectionDomain().getCodeSource().getLocation() + ""));
  }

  private static List<Path> classFiles() throws IOException {
    try (Stream<Path> files = Files.walk(classes())) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".class")).toList();
      assertThat(found).hasSizeGreaterThan(40);
      return found;
    }
  }
}
