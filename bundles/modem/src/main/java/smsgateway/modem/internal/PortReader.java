package smsgateway.modem.internal;

import java.io.IOException;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.Events.Event;
import smsgateway.modem.internal.Events.Gone;

/** The thread that reads one open port into the worker's events, until the port is closed. */
final class PortReader {
  private static final int CHUNK = 1_024;
  private static final long JOIN_MILLIS = 2_000;

  private final Transport transport;
  private final Events events;
  private final Thread thread;
  private volatile boolean closed;

  PortReader(Transport transport, Events events, String name) {
    this.transport = transport;
    this.events = events;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    LineFramer framer = new LineFramer(this::pass);
    byte[] chunk = new byte[CHUNK];
    try {
      while (!closed) {
        framer.accept(chunk, transport.read(chunk));
      }
    } catch (IOException | RuntimeException e) {
      // The end is told as an event, so that the worker sees it after all that came before.
      pass(new Gone(String.valueOf(e.getMessage())));
    }
  }

  private void pass(Event event) {
    try {
      while (!closed && !events.offer(event)) {
        // The worker is behind: the line waits, as with flow control.
      }
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Closes the port and ends the thread; what it had read is lost. */
  void close() {
    closed = true;
    transport.close();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      events.stop();
    }
    events.clear();
  }
}
