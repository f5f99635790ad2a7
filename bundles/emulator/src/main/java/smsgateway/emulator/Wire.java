package smsgateway.emulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The line as a wire with a speed: octets in both directions are handed on when they would have
 * passed. Input may come from any thread; the rest runs on the modem's thread.
 */
final class Wire {
  private static final int SLICES_PER_SECOND = 1000;
  private final ScheduledExecutorService loop;
  private final int speed;
  private final Pacer in;
  private final Pacer out;
  private volatile Line line;
  private long dripNanos;
  private long dripUntil = System.nanoTime();
  private long dripFree;

  Wire(ScheduledExecutorService loop, int octetsPerSecond) {
    this.loop = loop;
    this.speed = octetsPerSecond;
    this.in = new Pacer(octetsPerSecond);
    this.out = new Pacer(octetsPerSecond);
  }

  Line line() {
    return line;
  }

  void attach(Line newLine) {
    line = newLine;
  }

  /** Passes octets from the terminal to {@code reader} on the modem's thread. */
  void input(byte[] octets, Consumer<byte[]> reader) {
    if (speed == 0) {
      loop.execute(() -> reader.accept(octets));
    } else {
      loop.execute(() -> slices(in, octets, reader));
    }
  }

  /** Passes octets to the terminal; they are lost when there is no line. */
  void output(byte[] octets) {
    Line target = line;
    if (System.nanoTime() - dripUntil < 0 || dripFree - System.nanoTime() > 0) {
      dripped(octets, target);
    } else if (speed == 0) {
      write(target, octets);
    } else {
      slices(out, octets, slice -> write(target, slice));
    }
  }

  /** From now on, for a time, output comes octet by octet. */
  void drip(Duration perOctet, Duration length) {
    dripNanos = perOctet.toNanos();
    dripUntil = System.nanoTime() + length.toNanos();
    dripFree = System.nanoTime();
  }

  /** Octets in their order, however late. */
  private void dripped(byte[] octets, Line target) {
    long now = System.nanoTime();
    dripFree = Math.max(dripFree, now);
    for (byte octet : octets) {
      dripFree += System.nanoTime() - dripUntil < 0 ? dripNanos : 0;
      byte[] one = {octet};
      var unused = loop.schedule(() -> write(target, one), dripFree - now, TimeUnit.NANOSECONDS);
    }
  }

  private void slices(Pacer pacer, byte[] octets, Consumer<byte[]> receiver) {
    int size = Math.max(1, speed / SLICES_PER_SECOND);
    long now = System.nanoTime();
    for (int at = 0; at < octets.length; at += size) {
      byte[] slice = Arrays.copyOfRange(octets, at, Math.min(at + size, octets.length));
      long due = pacer.pass(slice.length, now);
      var unused = loop.schedule(() -> receiver.accept(slice), due - now, TimeUnit.NANOSECONDS);
    }
  }

  private static void write(Line target, byte[] octets) {
    if (target == null) {
      return;
    }
    try {
      target.write(octets);
    } catch (IOException e) {
      // The terminal has gone or the modem was pulled: octets on a cut wire are lost.
      target.close();
    }
  }
}
