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

/**
 * Remembers on disk which PIN was tried on which SIM, so that neither a restart nor another bundle
 * version can try it again. One file per pair; its name is a hash, so the folder holds no PIN.
 */
record PinAttempts(Path folder) {
  private static final int NAME_LENGTH = 32;

  /** The file of a pair. */
  Path file(String sim, String pin) {
    try {
      byte[] text = (sim + "\n" + pin).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return folder.resolve("pin-" + HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Whether the pair was tried and not found right. */
  boolean tried(String sim, String pin) {
    return Files.exists(file(sim, pin));
  }

  /**
   * Notes an attempt; on return it is on disk. To be called before the PIN is sent: after a power
   * failure an attempt that was not made counts as made, never the other way round.
   *
   * @throws IOException when it cannot be noted; the PIN must then not be sent
   */
  void note(String sim, String pin) throws IOException {
    Files.createDirectories(folder);
    try (FileChannel file =
        FileChannel.open(file(sim, pin), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap("tried\n".getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
    }
  }

  /** Forgets a pair that was found right. */
  void right(String sim, String pin) throws IOException {
    Files.deleteIfExists(file(sim, pin));
  }
}
