package smsgateway.itests.soak;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Modem;

/**
 * Something that happens to a modem, and its end. Times are in the gateway's seconds.
 *
 * @param seconds from its begin to its end
 */
record Trouble(String name, double seconds, Consumer<Modem> begin, Consumer<Modem> end) {
  private static final int KINDS = 16;

  /** A random one. */
  static Trouble random(Random random, Duration second) {
    boolean accepted = random.nextBoolean();
    long seed = random.nextLong();
    return switch (random.nextInt(KINDS)) {
      case 0 -> new Trouble("pulled out", 20, Modem::unplug, Trouble::replug);
      case 1 ->
          new Trouble(
              "pulled out in a submit",
              20,
              modem -> modem.fault(new Fault.UnplugInSubmit(accepted)),
              Trouble::replug);
      case 2 -> now("hangs for 30 s", new Fault.Hang(second.multipliedBy(30)));
      case 3 -> now("hangs in the prompt", new Fault.HangInPrompt(second.multipliedBy(30)));
      case 4 -> now("restarts silently", new Fault.Reboot(second.multipliedBy(10)));
      case 5 ->
          now("restarts in a submit", new Fault.RebootInSubmit(accepted, second.multipliedBy(10)));
      case 6 -> now("garbage", new Fault.Garbage("\u0000\u00ff\r\n@@\u007f+CM"));
      case 7 -> now("flood of 100 KB", new Fault.Flood(100_000));
      case 8 ->
          now("octet by octet", new Fault.Drip(second.dividedBy(100), second.multipliedBy(10)));
      case 9 ->
          lasting(
              "loses 5 % of answers",
              60, new Fault.LossyAnswers(0.05, seed), new Fault.LossyAnswers(0, seed));
      case 10 -> lasting("no network", 90, new Fault.NoNetwork(true), new Fault.NoNetwork(false));
      case 11 ->
          lasting("storage full", 60, new Fault.StorageFull(true), new Fault.StorageFull(false));
      case 12 -> now("no result", new Fault.NoResult(1));
      case 13 -> now("late result", new Fault.LateResult(second.multipliedBy(40), 1));
      case 14 -> now("modem refuses", new Fault.CmsError(500, false, 3));
      default -> now("lost answers", new Fault.LostAnswer(2));
    };
  }

  private static Trouble now(String name, Fault fault) {
    return new Trouble(name, 0, modem -> modem.fault(fault), modem -> {});
  }

  private static Trouble lasting(String name, double seconds, Fault begin, Fault end) {
    return new Trouble(name, seconds, modem -> modem.fault(begin), modem -> modem.fault(end));
  }

  private static void replug(Modem modem) {
    if (!modem.plugged()) {
      modem.replug();
    }
  }
}
