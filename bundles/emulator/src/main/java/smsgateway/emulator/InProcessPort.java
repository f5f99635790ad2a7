package smsgateway.emulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import smsgateway.api.driver.Transport;

/** Both ends of a byte stream within one process. */
final class InProcessPort implements Transport {
  private static final long READ_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int MAX_CHUNKS = 10_000;
  private final Modem modem;
  private final Deque<byte[]> unread = new ArrayDeque<>();
  private final Line modemEnd = new ModemEnd();
  private int offset;
  private boolean closed;

  InProcessPort(Modem modem) {
    this.modem = modem;
  }

  /** The end that the modem holds. */
  Line modemEnd() {
    return modemEnd;
  }

  @Override
  public synchronized int read(byte[] buffer) throws IOException {
    long deadline = System.nanoTime() + READ_NANOS;
    while (unread.isEmpty() && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return 0;
      }
      pause(left);
    }
    if (unread.isEmpty()) {
      throw new IOException("the emulated modem is unplugged or the port is closed");
    }
    return take(buffer);
  }

  private void pause(long nanos) throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  private int take(byte[] buffer) {
    int count = 0;
    while (count < buffer.length && !unread.isEmpty()) {
      byte[] first = unread.peek();
      int part = Math.min(first.length - offset, buffer.length - count);
      System.arraycopy(first, offset, buffer, count, part);
      count += part;
      offset += part;
      if (offset == first.length) {
        unread.remove();
        offset = 0;
      }
    }
    return count;
  }

  private synchronized void fromModem(byte[] octets) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (unread.size() < MAX_CHUNKS && octets.length > 0) {
      unread.add(octets);
      notifyAll();
    }
  }

  @Override
  public void write(byte[] octets) throws IOException {
    synchronized (this) {
      if (closed) {
        throw new IOException("the emulated modem is unplugged or the port is closed");
      }
    }
    modem.received(octets.clone(), modemEnd);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    modem.detach(modemEnd);
  }

  private final class ModemEnd implements Line {
    @Override
    public void write(byte[] octets) throws IOException {
      fromModem(octets);
    }

    @Override
    public void close() {
      InProcessPort.this.close();
    }
  }
}
