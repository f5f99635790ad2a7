package smsgateway.modem.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.Pty;
import smsgateway.api.driver.Transport;

/** A pseudo terminal with a fake modem on its other side: the port is a real device file. */
final class PtyLine implements AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000;

  private final Pty pty;
  private final Transport device;
  private final String path;
  private volatile boolean closed;
  private final Thread toModem = new Thread(this::toModem, "pty-to-modem");
  private final Thread fromModem = new Thread(this::fromModem, "pty-from-modem");

  PtyLine(FakeModem modem) throws IOException {
    LinuxNativePty opened =
        LinuxNativePty.open(new JniTerminalProvider(), new Attributes(), new Size());
    pty = opened;
    path = opened.getName();
    device = modem.plug();
    toModem.start();
    fromModem.start();
  }

  String path() {
    return path;
  }

  private void toModem() {
    byte[] chunk = new byte[512];
    try {
      InputStream in = pty.getMasterInput();
      while (!closed) {
        // Asked first, because a blocked read would keep the terminal open after close.
        int count = in.available() > 0 ? in.read(chunk) : 0;
        if (count > 0) {
          device.write(Arrays.copyOf(chunk, count));
        } else {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (IOException e) {
      closed = true;
    }
  }

  private void fromModem() {
    byte[] chunk = new byte[4_096];
    try {
      OutputStream out = pty.getMasterOutput();
      while (!closed) {
        out.write(chunk, 0, device.read(chunk));
      }
    } catch (IOException e) {
      closed = true;
    }
  }

  /** Pulls the plug: the device file vanishes. */
  @Override
  public void close() throws IOException {
    closed = true;
    device.close();
    try {
      toModem.join();
      fromModem.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    pty.close();
  }
}
