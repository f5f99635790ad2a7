package smsgateway.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A bundle of the distribution, and copies of it that differ in version and content.
 *
 * @param jar the shipped file
 * @param symbolicName its Bundle-SymbolicName
 */
public record ShippedBundle(Path jar, String symbolicName) {
  /** The shipped bundle {@code smsgateway.<name>}. */
  public static ShippedBundle of(String name) {
    Path folder =
        Container.home().resolve("system/smsgateway/smsgateway-" + name.replace('.', '-'));
    try (Stream<Path> files = Files.walk(folder)) {
      Path jar = files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
      return new ShippedBundle(jar, "smsgateway." + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of this version in a folder. */
  public Path copy(Path folder, String version) {
    return copy(folder, version, Map.of());
  }

  /** A copy of this version in a folder, with these entries instead of its own. */
  public Path copy(Path folder, String version, Map<String, String> entries) {
    Disk.mkdirs(folder);
    Path target = folder.resolve(symbolicName + "-" + version + ".jar");
    try (JarFile in = new JarFile(jar.toFile())) {
      Manifest manifest = new Manifest(in.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (OutputStream file = Files.newOutputStream(target);
          JarOutputStream out = new JarOutputStream(file, manifest)) {
        for (JarEntry entry : Collections.list(in.entries())) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            out.putNextEntry(new JarEntry(entry.getName()));
            out.write(content(in, entry, entries));
          }
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] content(JarFile in, JarEntry entry, Map<String, String> entries)
      throws IOException {
    String own = entries.get(entry.getName());
    if (own != null) {
      return own.getBytes(StandardCharsets.UTF_8);
    }
    try (InputStream stream = in.getInputStream(entry)) {
      return stream.readAllBytes();
    }
  }
}
