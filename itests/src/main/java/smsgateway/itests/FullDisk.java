package smsgateway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * As long as it is open no file of a process can be written, as on a full disk, only harsher: space
 * that a file has already is refused, too. Needs no rights, unlike a file system of its own; the
 * kernel's limit for the size of files is set to 0 from outside and lifted again.
 */
public final class FullDisk implements AutoCloseable {
  private final long pid;

  /** Fills the disk of a process of this user. */
  public FullDisk(long pid) {
    this.pid = pid;
    limit("0");
  }

  private void limit(String octets) {
    try {
      int code =
          new ProcessBuilder("prlimit", "--pid", "" + pid, "--fsize=" + octets + ":unlimited")
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("prlimit (of util-linux) ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes room. */
  @Override
  public void close() {
    limit("unlimited");
  }
}
