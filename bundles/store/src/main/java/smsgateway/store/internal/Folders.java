package smsgateway.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where the files of the gateway lie.
 *
 * @param base the container's base folder
 * @param etc its configuration
 */
record Folders(Path base, Path etc) {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

  /** Those of the container that this runs in. */
  static Folders ofContainer() {
    Path base = Path.of(System.getProperty("karaf.base", ".")).toAbsolutePath();
    return new Folders(
        base, Path.of(System.getProperty("karaf.etc", base.resolve("etc").toString())));
  }

  /** The present time as part of a file's name. */
  static String stamp() {
    return STAMP.format(Instant.now().atZone(ZoneId.systemDefault()));
  }

  InstallationMarker marker() {
    return new InstallationMarker(base.resolve("db").resolve("installation"));
  }

  /** The file that names the gateway's database. */
  Path dataSourceFile() {
    return etc.resolve(DatabaseSettings.FILE);
  }

  /** Reads what was typed as a target: a data source file, or a URL of PostgreSQL. */
  DatabaseSettings target(String to, String user, String password) throws IOException, Refusal {
    if (to.startsWith("jdbc:postgresql:")) {
      return DatabaseSettings.postgresql(to, user, password);
    }
    Path file = base.resolve(to);
    if (!Files.isRegularFile(file)) {
      throw new Refusal("There is no data source file " + file + ".");
    }
    return DatabaseSettings.read(file);
  }
}
