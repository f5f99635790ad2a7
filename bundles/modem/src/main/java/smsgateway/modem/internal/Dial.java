package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  private int foundRate;
  private int lastRate;
  private String reset = RESET;

  Dial(ModemSettings settings, Ports ports, Events events, Timing timing, String reader) {
    this.settings = settings;
    this.ports = ports;
    this.events = events;
    this.timing = timing;
    this.reader = reader;
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
    for (int rate : ports.rates(settings.port(), foundRate)) {
      AtChannel at = new AtChannel(port(rate), events, reader, timing);
      boolean answers = false;
      try {
        answers = new Startup(at, timing).sync();
      } finally {
        if (!answers) {
          at.close();
        }
      }
      if (answers) {
        foundRate = rate;
        lastRate = rate;
        return at;
      }
    }
    foundRate = settings.baud();
    throw new SilentModem(
        "nothing answers AT on " + settings.port() + "; check port and baud in " + settings.file());
  }

  private Transport port(int rate) throws AbsentPort {
    try {
      return Tap.of(settings.name()).around(ports.open(settings.port(), rate));
    } catch (IOException e) {
      throw new AbsentPort(e);
    }
  }

  /**
   * Restarts a silent modem, by its command or by DTR, and leaves it time. The command is written
   * blind: a modem that still reads obeys, though its answers are lost.
   */
  void restart(Step step) {
    try (Transport port = port(lastRate)) {
      if (step == Step.POWER) {
        port.dtr(false);
        pause(DTR_LOW);
        port.dtr(true);
      } else if (!reset.isEmpty()) {
        port.write(("\u001b\r" + reset + "\r").getBytes(StandardCharsets.ISO_8859_1));
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
