package smsgateway.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file beside the database that holds the id of the database the gateway worked with last. */
final class InstallationMarker {
  private final Path file;

  InstallationMarker(Path file) {
    this.file = file;
  }

  /** The id; empty when there is no marker, or one that was never written out. */
  Optional<String> read() throws IOException {
    return Files.exists(file)
        ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
            .filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  /** Replaces the marker; after a crash it holds the old id or the new one, never half of one. */
  void write(String id) throws IOException {
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        draft,
        id + "\n",
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
