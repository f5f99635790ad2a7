package smsgateway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file beside the database that names the database the gateway worked with last. */
final class InstallationMarker {
  private final Path file;

  InstallationMarker(Path file) {
    this.file = file;
  }

  /** What it names; empty when there is no marker, or one that was never written out. */
  Optional<Installation> read() throws IOException {
    return Files.exists(file)
        ? Installation.parse(Files.readString(file, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** Replaces the marker; after a crash it names the old one or the new one, never half of one. */
  void write(Installation installation) throws IOException {
    Files.createDirectories(file.getParent());
    replace(file, installation.text() + "\n");
  }

  /** Makes the next database the first one. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Writes a file so that after a crash it has its old text or the new one. */
  static void replace(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        draft,
        text,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
