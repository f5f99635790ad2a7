package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Remembers on disk which PIN was tried on which SIM, so that neither a restart nor another bundle
 * version can try it again. One file per pair; its name is a hash, so the folder holds no PIN.
 */
record PinAttempts(Path folder) {
  private static final int NAME_LENGTH = 32;
  private static final String SIM_KNOWN = "tried on a SIM that has its own file";
  private static final String SIM_UNKNOWN = "tried on a SIM that did not tell its number";

  /** The file of a pair; {@code place} is an ICCID or a port. */
  Path file(String place, String pin) {
    try {
      byte[] text = (place + "\n" + pin).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return folder.resolve("pin-" + HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * The file that says that this PIN was tried on this SIM and not found right. Where either the
   * attempt or this call does not know the SIM, the port stands for it.
   */
  Optional<Path> tried(String port, Optional<String> sim, String pin) throws IOException {
    Path ofPort = file(port, pin);
    if (sim.isPresent()) {
      Path ofSim = file(sim.get(), pin);
      if (Files.exists(ofSim)) {
        return Optional.of(ofSim);
      }
      boolean othersOnly = !Files.exists(ofPort) || Files.readString(ofPort).equals(SIM_KNOWN);
      return othersOnly ? Optional.empty() : Optional.of(ofPort);
    }
    return Files.exists(ofPort) ? Optional.of(ofPort) : Optional.empty();
  }

  /**
   * Notes an attempt; on return it is on disk. To be called before the PIN is sent: after a power
   * failure an attempt that was not made counts as made, never the other way round.
   *
   * @throws IOException when it cannot be noted; the PIN must then not be sent
   */
  void note(String port, Optional<String> sim, String pin) throws IOException {
    Files.createDirectories(folder);
    if (sim.isPresent()) {
      write(file(sim.get(), pin), SIM_KNOWN);
    }
    write(file(port, pin), sim.isPresent() ? SIM_KNOWN : SIM_UNKNOWN);
  }

  private static void write(Path path, String text) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (octets.hasRemaining()) {
        file.write(octets);
      }
      file.force(true);
    }
  }

  /** Forgets a pair that was found right. */
  void right(String port, Optional<String> sim, String pin) throws IOException {
    Files.deleteIfExists(file(port, pin));
    if (sim.isPresent()) {
      Files.deleteIfExists(file(sim.get(), pin));
    }
  }
}
