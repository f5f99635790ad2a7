package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smsgateway.itests.halt.HaltAgent;
import smsgateway.itests.halt.HaltPoint;

/** The fault points and the product agree, and the product knows nothing of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HaltPointTest {
  private final Map<String, byte[]> product = new HashMap<>();

  @BeforeAll
  void readTheProductsJars() throws IOException {
    try (Stream<Path> files = Files.walk(Container.home().resolve("system/smsgateway"))) {
      for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        read(jar);
      }
    }
  }

  private void read(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        product.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPointNamesOneMethodOfTheProduct(HaltPoint point) {
    byte[] classFile = product.get(point.className().replace('.', '/') + ".class");
    assertThat(classFile).as(point.className()).isNotNull();
    assertThat(HaltAgent.woven(point, classFile)).isNotEqualTo(classFile);
  }

  @Test
  void theProductHoldsNoTraceOfThePoints() {
    assertThat(product).hasSizeGreaterThan(100);
    assertThat(product.keySet()).noneMatch(name -> name.contains("halt"));
    assertThat(product.entrySet())
        .noneMatch(
            e -> new String(e.getValue(), StandardCharsets.ISO_8859_1).contains("smsgateway.halt"));
  }
}
