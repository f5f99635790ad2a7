package smsgateway.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import smsgateway.emulator.Reports;
import smsgateway.emulator.Submit;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Inspection;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.Smtp;
import smsgateway.itests.Swap;

/**
 * Many updates of the driver by {@code bundle:update} over SSH, while messages flow over a modem
 * that takes 100 ms for each; each update begins while a submit stands; ends with 1 when one was
 * lost, doubled or became unknown, or when a class loader of a former driver stays.
 *
 * <p>Arguments: number of updates (1000).
 */
public final class SwapCampaign {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final int BACKLOG = 200;
  private static final int PER_MAIL = 50;
  private static final String DRIVER = "smsgateway.driver.generic.internal.GenericDriver";

  private final PhoneNet net = new PhoneNet(settings -> settings.withLatency(LATENCY));
  private final Container container = new Container("bench-swap");
  private final int smtpPort = Container.freePort();
  private int accepted;
  private int inSubmit;
  private int failed;

  private SwapCampaign() {}

  /** Runs the campaign and prints a line for every hundredth update. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int updates = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    SwapCampaign campaign = new SwapCampaign();
    boolean good;
    try {
      good = campaign.run(updates);
    } finally {
      campaign.container.close();
      campaign.net.close();
    }
    if (!good) {
      throw new IllegalStateException("not as promised: see the last lines");
    }
  }

  private boolean run(int updates) {
    start();
    System.out.println(
        "updates      SMS  in submit  longest pause ms  threads  own  loaders  classes  handles");
    line(0);
    Swap swap = new Swap(container);
    // Two files in turn: each update is a new revision, whatever its version.
    List<Path> drivers = List.of(swap.driver(swap.nextVersion()), swap.driver(swap.nextVersion()));
    String id = swap.id("smsgateway.driver.generic");
    for (int i = 1; i <= updates; i++) {
      fill();
      Await.until("a submit stands", LIMIT, this::standing);
      inSubmit++;
      String said = container.shell("bundle:update " + id + " " + drivers.get(i % 2).toUri());
      failed += said.isBlank() ? 0 : 1;
      if (i % 100 == 0) {
        line(i);
      }
    }
    Await.until("all is sent", LIMIT, () -> net.submits().size() >= accepted);
    Await.until("all is stored", LIMIT, () -> metric("SUBMITTED") >= accepted);
    return verdict(updates);
  }

  /** Whether a submit is between its Ctrl-Z and its result. */
  private boolean standing() {
    return net.ctrlZ().length > net.submits().size();
  }

  private void start() {
    net.network().reports(Reports.none());
    container
        .etc(
            "smsgateway.routing.cfg",
            "gatewayAddress = sms@example.com",
            "domains = sms.example.com=example.com",
            "country = 39",
            "operatorAddress = operator@example.com")
        .etc("smsgateway.mail.listener.cfg", "port = " + smtpPort, "trust = any-from-loopback")
        .etc("smsgateway.modem-north.cfg", "port = " + net.path(), "baud = 115200")
        .start();
    container.shell("sms:user-add anna@example.com --rights users+external+reply --default");
    Await.until("the listener greets", LIMIT, () -> Smtp.answers(smtpPort));
    fill();
    Await.until("messages flow", LIMIT, () -> net.submits().size() > 10);
  }

  /** Keeps so many messages waiting that the modem never rests for want of them. */
  private void fill() {
    if (accepted - net.submits().size() > BACKLOG) {
      return;
    }
    try (Smtp smtp = new Smtp(smtpPort)) {
      for (int mail = 0; mail < 2 * BACKLOG / PER_MAIL; mail++) {
        List<String> recipients =
            IntStream.range(accepted, accepted + PER_MAIL)
                .mapToObj(i -> "39333%07d@sms.example.com".formatted(i))
                .toList();
        String reply = smtp.send("anna@example.com", recipients, mail());
        if (!reply.startsWith("250")) {
          throw new IllegalStateException("the gateway says: " + reply);
        }
        accepted += PER_MAIL;
      }
    }
  }

  private static String mail() {
    return """
        From: <anna@example.com>
        Subject: swap
        Message-ID: <%s@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        during an exchange
        """
        .formatted(UUID.randomUUID());
  }

  private void line(int updates) {
    Inspection now = Inspection.of(container, List.of(DRIVER));
    System.out.printf(
        "%7d  %7d  %9d  %16.0f  %7d  %3d  %7d  %7d  %7d%n",
        updates,
        net.submits().size(),
        inSubmit,
        longestPause(),
        sum(now.threads()),
        sum(now.ownThreads()),
        now.loaders().get(DRIVER),
        now.classes(),
        now.handles());
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private double longestPause() {
    long[] times = net.ctrlZ();
    long longest =
        IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]).max().orElse(0);
    return longest / 1e6;
  }

  private boolean verdict(int updates) {
    Await.until(
        "only one loader of the driver is left",
        LIMIT,
        () -> Inspection.of(container, List.of(DRIVER)).loaders().get(DRIVER) == 1);
    line(updates);
    Map<String, Integer> times = new HashMap<>();
    for (Submit submit : net.submits()) {
      times.merge(submit.destination(), 1, Integer::sum);
    }
    int lost = accepted - times.size();
    long doubled = times.values().stream().filter(n -> n > 1).count();
    double unknown = metric("") - metric("SUBMITTED");
    System.out.printf(
        "%d updates (%d begun in a submit, %d failed), %d SMS: lost %d, doubled %d, not SUBMITTED"
            + " %.0f, longest pause %.0f ms (submit %d ms)%n",
        updates,
        inSubmit,
        failed,
        accepted,
        lost,
        doubled,
        unknown,
        longestPause(),
        LATENCY.toMillis());
    System.out.println("threads " + Inspection.of(container, List.of()).ownThreads());
    return lost == 0 && doubled == 0 && unknown == 0 && failed == 0;
  }

  private double metric(String state) {
    return container.metric("smsgateway_segments", state);
  }
}
