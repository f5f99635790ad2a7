package smsgateway.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pseudo terminal. A thread of its own waits in the read of the master, which costs nothing
 * while the line is idle. Closing a descriptor does not end that read, so {@link #close} writes an
 * octet from the slave side, which it keeps open, and the reader closes the descriptors itself. A
 * terminal that does not read loses octets, as on a line without flow control; a write never waits
 * for long.
 */
final class Pty implements Line {
  /** Something to do when the pty goes. */
  interface Cleanup {
    void run() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pty.class);
  private static final int CHUNK = 1024;
  private static final int HIGH_WATER = 2048;
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_MILLIS = 2000;
  private final Modem modem;
  private final Cleanup cleanup;
  private final LinuxNativePty pty;
  private final InputStream slaveIn;
  private final Thread reader;
  private volatile boolean closed;
  private boolean nobodyReads;

  private Pty(Modem modem, Cleanup cleanup, LinuxNativePty pty) {
    this.modem = modem;
    this.cleanup = cleanup;
    this.pty = pty;
    this.slaveIn = new java.io.FileInputStream(pty.getSlaveFD());
    this.reader = new Thread(this::readAll, "smsgateway-emulator pty " + pty.getName());
    this.reader.setDaemon(true);
  }

  static Pty open(Modem modem, Cleanup cleanup) throws IOException {
    Attributes raw = new Attributes();
    raw.setControlFlag(Attributes.ControlFlag.CS8, true);
    raw.setControlFlag(Attributes.ControlFlag.CREAD, true);
    raw.setControlFlag(Attributes.ControlFlag.CLOCAL, true);
    raw.setControlChar(Attributes.ControlChar.VMIN, 1);
    raw.setControlChar(Attributes.ControlChar.VTIME, 0);
    try {
      return new Pty(
          modem, cleanup, LinuxNativePty.open(new JniTerminalProvider(), raw, new Size(80, 24)));
    } catch (LinkageError e) {
      throw new IOException("This system has no pseudo terminals; Linux has.", e);
    }
  }

  void start() {
    reader.start();
  }

  Path device() {
    return Path.of(pty.getName());
  }

  private void readAll() {
    byte[] buffer = new byte[4096];
    try (InputStream in = pty.getMasterInput()) {
      for (int count = in.read(buffer); count > 0 && !closed; count = in.read(buffer)) {
        modem.received(Arrays.copyOf(buffer, count), this);
      }
    } catch (IOException e) {
      LOG.debug("Pty {} ended.", pty.getName(), e);
    } finally {
      release();
    }
  }

  private synchronized void release() {
    closed = true;
    try {
      pty.close();
      slaveIn.close();
    } catch (IOException e) {
      LOG.debug("Pty {} did not close cleanly.", pty.getName(), e);
    }
  }

  @Override
  public synchronized void write(byte[] octets) throws IOException {
    OutputStream out = pty.getMasterOutput();
    for (int at = 0; at < octets.length; at += CHUNK) {
      if (closed) {
        throw new IOException("pty closed");
      }
      if (!roomToWrite()) {
        return;
      }
      out.write(octets, at, Math.min(CHUNK, octets.length - at));
    }
  }

  private boolean roomToWrite() throws IOException {
    long deadline = System.nanoTime() + (nobodyReads ? 0 : PATIENCE_NANOS);
    while (slaveIn.available() > HIGH_WATER) {
      if (closed || deadline - System.nanoTime() <= 0) {
        nobodyReads = true;
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    nobodyReads = false;
    return true;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      cleanup.run();
      pty.getSlaveOutput().write(0);
    } catch (IOException e) {
      LOG.debug("Pty {} was closed already.", pty.getName(), e);
    }
    if (!reader.isAlive()) {
      release();
    } else if (Thread.currentThread() != reader) {
      try {
        reader.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
