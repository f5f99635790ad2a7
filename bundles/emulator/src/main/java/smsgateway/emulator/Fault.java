package smsgateway.emulator;

import java.time.Duration;

/**
 * Something that goes wrong, for {@link Modem#fault}. Faults of a submit wait in order until their
 * submit comes; the others work at once or at the next answer, as they say.
 */
public sealed interface Fault {
  /** The next submits are accepted and never answered; the modem answers the next command. */
  record NoResult(int times) implements Fault {}

  /** The next submits are accepted and answered by {@code OK} without {@code +CMGS}. */
  record NoReference(int times) implements Fault {}

  /** The next submits are accepted at once and answered after the delay. */
  record LateResult(Duration delay, int times) implements Fault {}

  /** The next submits get {@code +CMS ERROR: code}, although they are accepted if so told. */
  record CmsError(int code, boolean accepted, int times) implements Fault {}

  /** The next submit gets its prompt, then everything is swallowed for a time, ESC too. */
  record HangInPrompt(Duration length) implements Fault {}

  /** The next submit restarts the modem instead of an answer; silent for a time. */
  record RebootInSubmit(boolean accepted, Duration silence) implements Fault {}

  /** At the next submit the modem is pulled out instead of an answer. */
  record UnplugInSubmit(boolean accepted) implements Fault {}

  /** These octets (ISO 8859-1) stand before the next answer. */
  record Garbage(String octets) implements Fault {}

  /** This line comes as unsolicited result within the next answer that has an information line. */
  record UrcInAnswer(String line) implements Fault {}

  /** The next answers to commands are lost as a whole; the commands work. */
  record LostAnswer(int times) implements Fault {}

  /**
   * From now on each answer, prompts included, is lost with this probability; 0 ends it.
   *
   * @param share 0 to 1
   * @param seed of the dice
   */
  record LossyAnswers(double share, long seed) implements Fault {}

  /** From now on the modem writes garbage without any line end, as fast as the line takes it. */
  record Flood(int octets) implements Fault {}

  /** From now on, for a time, what the modem writes comes octet by octet, with pauses. */
  record Drip(Duration perOctet, Duration length) implements Fault {}

  /** From now on nothing is read or answered for a time; what is in work is lost. */
  record Hang(Duration length) implements Fault {}

  /** Restarts now: settings are gone, the PIN must be entered again; silent for a time. */
  record Reboot(Duration silence) implements Fault {}

  /** From now on (or no more) no storage takes a message; messages wait in the service centre. */
  record StorageFull(boolean full) implements Fault {}

  /**
   * From now on (or no more) every submit stands between its Ctrl-Z and the acceptance; when no
   * more, those that stand go on in their order.
   */
  record HoldSubmits(boolean held) implements Fault {}

  /** Loses the network, or finds it again. */
  record NoNetwork(boolean lost) implements Fault {}
}
