package smsgateway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archive that ships, unpacked. */
final class Distribution {
  private Distribution() {}

  /** The folder of the distribution below a folder; unpacked anew when the archive has changed. */
  static synchronized Path unpacked(Path work) {
    Path target = work.resolve("distribution");
    Path archive =
        Path.of(System.getProperty("smsgateway.distribution")).toAbsolutePath().normalize();
    Path marker = target.resolve("unpacked");
    String version = archive + " " + archive.toFile().lastModified();
    if (!Files.exists(marker) || !Disk.read(marker).equals(version)) {
      Disk.delete(target);
      Disk.mkdirs(target);
      run("tar", "-xzf", archive.toString(), "-C", target.toString(), "--strip-components=1");
      Disk.write(marker, version);
    }
    return target;
  }

  private static void run(String... command) {
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
