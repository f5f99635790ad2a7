package smsgateway.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work that a person orders on a port or on a running modem and that takes seconds or minutes: a
 * device test, a USSD code, a trace. No call of this service waits: {@link #start} gives a number,
 * and {@link #progress} tells what has happened since. Safe for any number of threads.
 *
 * <p>An action ends by itself, on {@link #cancel}, when nobody has asked for its progress for 30
 * seconds, or when the modem runtime stops. Whatever ends it, a port that it has opened is closed
 * before {@link Progress#result} is present.
 */
@ProviderType
public interface ModemActions {

  /** What can be ordered. */
  sealed interface Action {}

  /**
   * Looks which serial ports there are, and who holds them; opens none. Ends with {@link PortList}.
   *
   * @param only ports of these names, of whatever kind and order; empty = all serial ports
   */
  record ListPorts(List<String> only) implements Action {}

  /**
   * Tests the device at a port step by step as a person would with a terminal: line, SIM, identity,
   * service centre, SMS set-up, network. A port that a configured modem holds is not touched. Ends
   * with {@link Tested}.
   *
   * @param port as key {@code port} of a modem: device, COM name or {@code scheme:address}
   * @param baud line speed in bit/s; 0 tries the usual ones, 9600 first
   * @param pin sent only when the SIM asks for it, and once per SIM; empty = never
   * @param sendTo gets one SMS with a status report requested; empty = nothing is sent
   * @param patient whether to wait for a SIM that starts and a network that is searched
   */
  record TestPort(String port, int baud, String pin, Optional<Msisdn> sendTo, boolean patient)
      implements Action {
    /** Shows neither PIN nor number. */
    @Override
    public String toString() {
      return "TestPort[" + port + "]";
    }
  }

  /**
   * Sends a USSD code (3GPP TS 27.007 §7.15) over a running modem between two submits, or an answer
   * to the menu that the last one brought. Sending SMS over this modem rests for the time, at most
   * 60 seconds. Ends with {@link UssdAnswer}.
   *
   * @param code such as {@code *100#}; empty ends an open menu
   */
  record Ussd(String modem, String code) implements Action {
    /** Shows no code: it may hold a secret. */
    @Override
    public String toString() {
      return "Ussd[" + modem + "]";
    }
  }

  /**
   * Writes what passes between a modem and the gateway to a file, line by line with the seconds
   * since the start. Numbers, texts, PIN and identities are blanked at the same length. Goes on
   * over losses of the port; an earlier trace of the modem ends. Ends at once with {@link
   * TraceState}.
   *
   * @param file new file; its folder is made when it is missing
   * @param seconds after which it ends by itself, 1 to 86,400; it also ends at 5 MB
   */
  record StartTrace(String modem, String file, int seconds) implements Action {}

  /** Ends a trace. Ends at once with {@link TraceState}. */
  record StopTrace(String modem) implements Action {}

  /** How a line of progress is meant. */
  enum Mark {
    /** Title of a step; what follows belongs to it. */
    STEP,
    /** A command with its answer. */
    EXCHANGE,
    /** Judgement: as it should be. */
    OK,
    /** Judgement: works, but a person should know. */
    WARN,
    /** Judgement: does not work; says what to do. */
    FAIL
  }

  /**
   * One line of progress.
   *
   * @param command what was sent, without anything secret; empty unless {@link Mark#EXCHANGE}
   * @param text the answer in one line, the title, or one sentence
   * @param millis how long the answer took; 0 where nothing was sent
   */
  record Line(Mark mark, String command, String text, long millis) {}

  /**
   * How far an action is.
   *
   * @param lines the lines from the asked one on, in order
   * @param now the command whose answer is awaited, or empty
   * @param result present when the action has ended
   */
  record Progress(List<Line> lines, String now, Optional<Result> result) {}

  /** How an action ended. */
  sealed interface Result {}

  /** It could not be done; {@code reason} is one sentence on why and what to do. */
  record Failed(String reason) implements Result {}

  /** The serial ports of this machine, the highest name first; or those asked for. */
  record PortList(List<Port> ports) implements Result {}

  /**
   * A serial port.
   *
   * @param usb vendor and product in hex such as {@code 12d1:1001}, or empty
   * @param holder the configured modem that holds it, or empty
   * @param modem whether its USB vendor makes modems; any other port may belong to a device that
   *     does not expect AT commands
   */
  record Port(String path, String description, String usb, String holder, boolean modem) {}

  /**
   * What the network answered to a USSD code.
   *
   * @param text the answer; may have several lines
   * @param more whether it is a menu that waits for an answer
   */
  record UssdAnswer(String text, boolean more) implements Result {}

  /**
   * A trace.
   *
   * @param lines that were written so far
   */
  record TraceState(String file, long lines, boolean running) implements Result {}

  /** What a test found the device to be. */
  enum Verdict {
    /** Sends and receives. */
    COMPATIBLE,
    /** Sends; what it receives cannot be read. */
    SEND_ONLY,
    /** A modem, but not one that the gateway can use. */
    NOT_COMPATIBLE,
    /** Nothing on this port answers AT commands. */
    NO_MODEM,
    /** The test could not be finished; the last FAIL says what to do. */
    UNDECIDED
  }

  /**
   * The end of a test.
   *
   * @param summary one sentence: why the verdict is so
   * @param baud line speed found; 0 where there was no answer or the port has none
   * @param maker answer to {@code AT+CGMI}, or empty
   * @param model answer to {@code AT+CGMM}, or empty
   * @param driver chosen family, or empty
   * @param choice one sentence on why that driver was chosen
   * @param sim state of the SIM in a few words
   * @param configuration lines of a modem file for this device, without PIN; empty when it cannot
   *     be used as it is
   * @param report anonymised recording of the whole test, line by line, for the makers of drivers
   */
  record Tested(
      Verdict verdict,
      String summary,
      int baud,
      String maker,
      String model,
      String driver,
      String choice,
      String sim,
      List<String> configuration,
      List<String> report)
      implements Result {}

  /**
   * Begins an action and returns its number at once.
   *
   * @throws IllegalStateException with one sentence when too much is going on
   */
  long start(Action action);

  /**
   * What has happened.
   *
   * @param from index of the first line wanted, 0 for all
   * @throws IllegalArgumentException when no action has this number (any more)
   */
  Progress progress(long id, int from);

  /** Ends an action as soon as its port is closed; unknown numbers are ignored. Returns at once. */
  void cancel(long id);
}
