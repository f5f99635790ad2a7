package smsgateway.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smsgateway.emulator.Fault;
import smsgateway.emulator.Modem;
import smsgateway.emulator.Submit;
import smsgateway.itests.Await;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.crash.Account;

/**
 * A modem that loses a share of all its answers, prompts included, and is pulled out three times
 * for ten seconds while messages flow: how long until all have arrived, and how often. Ends with
 * status 1 when one was lost, or sent twice without being flagged.
 *
 * <p>Arguments: messages (100), percent of answers lost (5), seed, milliseconds of the network for
 * a submit (500).
 */
public final class LossyLine {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final Duration OUT = Duration.ofSeconds(10);
  private static final int UNPLUGS = 3;

  private LossyLine() {}

  /** Runs once and prints the figures. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int percent = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
    long latency = args.length > 3 ? Long.parseLong(args[3]) : 500;
    System.out.printf("seed %d%n", seed);
    Account account = run(count, percent, seed, Duration.ofMillis(latency));
    System.exit(account.lost() + account.unflagged() == 0 ? 0 : 1);
  }

  private static Account run(int count, int percent, long seed, Duration latency) {
    PhoneNet net = new PhoneNet(settings -> settings.withLatency(latency));
    try (Rig rig = new Rig("lossy", List.of(net), Optional.empty())) {
      // Shorter than the shipped ten minutes: what was surely not reported by then is sent again.
      rig.container.routing("unknownWaitSeconds = 60");
      net.modem().fault(new Fault.LossyAnswers(percent / 100.0, seed));
      rig.container.etc("smsgateway.modem-m0.cfg", "port = " + net.path(), "baud = 115200");
      long start = System.nanoTime();
      rig.submitMails(count, "through a line that loses answers");
      for (int i = 1; i <= UNPLUGS; i++) {
        int some = count * i / (UNPLUGS + 1);
        Await.until("some are sent", LIMIT, () -> net.network().accepted() >= some);
        unplug(net.modem());
      }
      List<String> numbers = IntStream.range(0, count).mapToObj("+39333%07d"::formatted).toList();
      Await.until(
          "all have arrived",
          LIMIT,
          // Not by the phones: one of the numbers is the modem's own.
          () ->
              net.submits().stream()
                  .map(Submit::destination)
                  .collect(Collectors.toSet())
                  .containsAll(numbers));
      double seconds = (System.nanoTime() - start) / 1e9;
      rig.container.stop();
      Account account = Account.of(rig.container.base(), numbers, net.submits());
      System.out.printf(
          "| messages | answers lost | arrived | after s | lost | doubles flagged | unflagged |%n"
              + "| %d | %d %% | %d | %.0f | %d | %d | %d |%n",
          count,
          percent,
          account.arrived(),
          seconds,
          account.lost(),
          account.flagged(),
          account.unflagged());
      return account;
    }
  }

  private static void unplug(Modem modem) {
    modem.unplug();
    long end = System.nanoTime() + OUT.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    modem.replug();
  }
}
