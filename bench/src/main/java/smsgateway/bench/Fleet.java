package smsgateway.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.ProcessFigures;

/**
 * How busy the gateway keeps many modems, and what that costs: emulated modems whose network takes
 * three seconds for a submit, all requests planned beforehand. The networks live in this process,
 * so the processor time is that of the gateway alone.
 *
 * <p>Arguments: modems (32), submits per modem (20).
 */
public final class Fleet {
  private static final Duration SUBMIT = Duration.ofSeconds(3);
  private static final String TEXT = "0123456789".repeat(6) + "abc";

  private Fleet() {}

  /** Measures once and prints the table. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int modems = args.length > 0 ? Integer.parseInt(args[0]) : 32;
    int submits = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    List<PhoneNet> nets =
        IntStream.range(0, modems)
            .mapToObj(
                i ->
                    new PhoneNet(
                        modem ->
                            modem.withNumber("+39333%07d".formatted(100 + i)).withLatency(SUBMIT)))
            .toList();
    try (Rig rig = new Rig("fleet", nets, Optional.empty())) {
      double idle = rig.idleCpu(Duration.ofSeconds(10));
      rig.plan(modems * (submits + 2), TEXT);
      rig.addModems();
      rig.awaitEach(2);
      Duration before = ProcessFigures.cpu(rig.container.pid());
      long begun = System.nanoTime();
      rig.awaitEach(submits);
      double share = share(ProcessFigures.cpu(rig.container.pid()).minus(before), begun);
      double[] busy = nets.stream().mapToDouble(net -> busy(net.ctrlZ())).sorted().toArray();
      row("the least busy of %d modems".formatted(modems), busy[0] * 100, "%", ">= 98");
      row("all modems, mean", Arrays.stream(busy).average().orElse(0) * 100, "%", "");
      row("processor of the gateway meanwhile, of one core", share * 100, "%", "<= 15");
      row("the same before there were modems", idle * 100, "%", "");
      rig.awaitSent(modems * (submits + 2));
      row(
          "the same with all modems and nothing to send",
          rig.idleCpu(Duration.ofSeconds(20)) * 100,
          "%",
          "");
    }
  }

  /** The part of the time between its first and last Ctrl-Z in which a modem was submitting. */
  private static double busy(long... ctrlZ) {
    long span = ctrlZ[ctrlZ.length - 1] - LongStream.of(ctrlZ).min().orElseThrow();
    return SUBMIT.toNanos() * (ctrlZ.length - 1.0) / span;
  }

  private static double share(Duration used, long begun) {
    return (double) used.toNanos() / (System.nanoTime() - begun);
  }

  private static void row(String what, double value, String unit, String goal) {
    System.out.printf("| %-50s | %8.2f %-5s | %-6s |%n", what, value, unit, goal);
  }
}
