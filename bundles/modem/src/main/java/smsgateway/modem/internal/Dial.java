package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.driver.Transport;
import smsgateway.modem.internal.Recovery.Step;
import smsgateway.modem.internal.trace.Tap;

/**
 * Opens a modem's port and finds the speed at which something answers. Also restarts a modem that
 * does not answer, where only its port is left to act upon. Worker thread only.
 */
final class Dial {
  private static final Logger LOG = LoggerFactory.getLogger(Dial.class);

  /** Restarts most modems (3GPP TS 27.007 §8.2). */
  static final String RESET = "AT+CFUN=1,1";

  private static final double DTR_LOW = 1;
  private static final double TYPED = 1;
  private static final double RESTART = 10;

  private final ModemSettings settings;
  private final Ports ports;
  private final Events events;
  private final Timing timing;
  private final String reader;
  private final PortBook book = PortBook.OF_PROCESS;
  private final Whereabouts where;
  private String port;
  private int foundRate;
  private int lastRate;
  private String reset = RESET;

  Dial(
      ModemSettings settings,
      Ports ports,
      Path folder,
      Events events,
      Timing timing,
      String reader) {
    this.settings = settings;
    this.ports = ports;
    this.events = events;
    this.timing = timing;
    this.reader = reader;
    this.where = new Whereabouts(settings, ports, book, folder);
    this.port = settings.port();
    this.foundRate = settings.baud();
    this.lastRate = ports.rates(settings.port(), foundRate).get(0);
  }

  /** The command that restarts the modem, as its driver says; empty when there is none. */
  void reset(String command) {
    reset = command;
  }

  /**
   * An open port on which something answers.
   *
   * @throws AbsentPort when the port cannot be opened
   * @throws SilentModem when nothing answers at any speed
   */
  AtChannel open() throws IOException {
    try {
      return open(settings.port(), ports.rates(settings.port(), foundRate));
    } catch (AbsentPort e) {
      for (String path : where.candidates()) {
        Optional<AtChannel> found = search(path);
        if (found.isPresent()) {
          LOG.warn("modem {}: found at {}", settings.name(), path);
          return found.get();
        }
      }
      throw e;
    }
  }

  private Optional<AtChannel> search(String path) throws StopRequested {
    try {
      return Optional.of(open(path, List.of(lastRate)));
    } catch (StopRequested e) {
      throw e;
    } catch (IOException e) {
      LOG.debug("modem {}: {}", settings.name(), e.getMessage());
      where.silentAt(path);
      return Optional.empty();
    }
  }

  private AtChannel open(String path, List<Integer> rates) throws IOException {
    for (int rate : rates) {
      AtChannel at = new AtChannel(port(path, rate), events, reader, timing);
      boolean good = false;
      try {
        Startup startup = new Startup(at, timing);
        good = startup.sync();
        if (good && where.matters()) {
          good = false;
          Optional<String> refusal = where.refusal(path, startup.imei());
          if (refusal.isPresent()) {
            throw new AbsentPort(new IOException(refusal.get()));
          }
          good = true;
        }
      } finally {
        if (!good) {
          at.close();
        }
      }
      if (good) {
        foundRate = rate;
        lastRate = rate;
        port = path;
        return at;
      }
    }
    foundRate = settings.baud();
    throw new SilentModem(
        "nothing answers AT on " + settings.port() + "; check port and baud in " + settings.file());
  }

  private Transport port(String path, int rate) throws AbsentPort {
    try {
      if (where.matters()) {
        book.take(path, settings.name());
      }
      return Tap.of(settings.name()).around(held(ports.open(path, rate)));
    } catch (IOException e) {
      book.release(settings.name());
      throw new AbsentPort(e);
    }
  }

  /** A port that is given back in the book when it is closed. */
  private Transport held(Transport line) {
    return new Transport() {
      @Override
      public int read(byte[] buffer) throws IOException {
        return line.read(buffer);
      }

      @Override
      public void write(byte[] octets) throws IOException {
        line.write(octets);
      }

      @Override
      public void dtr(boolean up) throws IOException {
        line.dtr(up);
      }

      @Override
      public void close() {
        line.close();
        book.release(settings.name());
      }
    };
  }

  /** The port at which the modem was found last. */
  String port() {
    return port;
  }

  /**
   * Restarts a silent modem, by its command or by DTR, and leaves it time. The command is written
   * blind: a modem that still reads obeys, though its answers are lost.
   */
  void restart(Step step) {
    try (Transport line = port(port, lastRate)) {
      if (step == Step.POWER) {
        line.dtr(false);
        pause(DTR_LOW);
        line.dtr(true);
      } else if (!reset.isEmpty()) {
        line.write(("\u001b\r" + reset + "\r").getBytes(StandardCharsets.ISO_8859_1));
        // Closing at once would take back what the line has not sent yet.
        pause(TYPED);
      }
    } catch (IOException e) {
      LOG.debug("modem {}: {}", settings.name(), e.getMessage());
    }
    pause(RESTART);
  }

  /** Restarts a modem that answers, and leaves it time. */
  void restart(AtChannel at) throws IOException {
    if (!reset.isEmpty()) {
      at.command(reset, TYPED);
    }
    at.pause(RESTART);
  }

  /** Waits without a port, or until the worker is to stop. */
  void pause(double seconds) {
    long until = timing.after(seconds);
    while (!events.stopping() && !Timing.passed(until)) {
      events.poll(until);
    }
  }
}
