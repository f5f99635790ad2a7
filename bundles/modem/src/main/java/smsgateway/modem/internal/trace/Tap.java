package smsgateway.modem.internal.trace;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import smsgateway.api.driver.Transport;

/**
 * A place in a modem's line where a recording can listen, over every reopening of the port. While
 * nobody records, it costs one look at a field for each read and write.
 */
public final class Tap {
  private static final Map<String, Tap> BY_MODEM = new ConcurrentHashMap<>();

  private volatile Recording recording;

  /** The tap of the modem of this name, always the same one. */
  public static Tap of(String modem) {
    return BY_MODEM.computeIfAbsent(modem, name -> new Tap());
  }

  /** The port with this tap in it. */
  public Transport around(Transport port) {
    return new Tapped(port);
  }

  /** Hands every line to {@code sink} from now on; an earlier sink gets no more. */
  public void record(Consumer<String> sink) {
    recording = new Recording(sink);
  }

  /** Ends the recording; what was not yet a whole line is told. */
  public void stop() {
    Recording last = recording;
    recording = null;
    if (last != null) {
      last.end();
    }
  }

  /** Whether somebody records. */
  public boolean recording() {
    return recording != null;
  }

  private final class Tapped implements Transport {
    private final Transport port;

    Tapped(Transport port) {
      this.port = port;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int count = port.read(buffer);
      Recording now = recording;
      if (now != null && count > 0) {
        now.received(buffer, count);
      }
      return count;
    }

    @Override
    public void write(byte[] octets) throws IOException {
      Recording now = recording;
      if (now != null) {
        // Before the port has them, or the answer might stand before its command.
        now.sent(octets);
      }
      port.write(octets);
    }

    @Override
    public void dtr(boolean up) throws IOException {
      port.dtr(up);
    }

    @Override
    public void close() {
      port.close();
    }
  }
}
