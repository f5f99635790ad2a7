package smsgateway.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Linux pseudo terminal in front of an emulated modem: a serial port for any program. It comes
 * and goes with {@link Modem#replug} and {@link Modem#unplug}.
 */
public final class PtyPort implements AutoCloseable {
  private final Modem modem;
  private final Path link;
  private Pty pty;

  private PtyPort(Modem modem, Path link) {
    this.modem = modem;
    this.link = link;
  }

  /**
   * Opens a pty.
   *
   * @throws IOException when the modem's port is in use or the system has no ptys
   */
  public static PtyPort open(Modem modem) throws IOException {
    return open(modem, null);
  }

  /**
   * Opens a pty with a symbolic link of a stable name.
   *
   * @param link replaced when it is a symbolic link already; removed while the modem is unplugged
   * @throws IOException when the modem's port is in use, the link's place is taken by a file, or
   *     the system has no ptys
   */
  public static PtyPort open(Modem modem, Path link) throws IOException {
    PtyPort port = new PtyPort(modem, link);
    port.plugIn();
    modem.onReplug(port::plugInAgain);
    return port;
  }

  /** What a program opens: the link if there is one, else the device such as /dev/pts/7. */
  public synchronized Path path() {
    return link != null ? link : pty.device();
  }

  private void plugInAgain() {
    try {
      plugIn();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private synchronized void plugIn() throws IOException {
    Pty opened = Pty.open(modem, this::removeLink);
    try {
      modem.attach(opened);
      setLink(opened.device());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    pty = opened;
    pty.start();
  }

  private void setLink(Path device) throws IOException {
    if (link != null) {
      removeLink();
      Files.createSymbolicLink(link, device);
    }
  }

  private void removeLink() throws IOException {
    if (link != null && Files.isSymbolicLink(link)) {
      Files.delete(link);
    }
  }

  /** Takes pty and link away; the modem can be reached by another port. */
  @Override
  public void close() {
    modem.onReplug(() -> {});
    Pty open;
    synchronized (this) {
      open = pty;
    }
    open.close();
    modem.detach(open);
  }
}
