package smsgateway.itests.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smsgateway.emulator.DeviceProfile;
import smsgateway.emulator.Modem;
import smsgateway.emulator.ModemSettings;
import smsgateway.emulator.Network;
import smsgateway.emulator.PtyPort;
import smsgateway.emulator.Submit;
import smsgateway.itests.Await;
import smsgateway.itests.Container;
import smsgateway.itests.Disk;
import smsgateway.itests.Mailbox;
import smsgateway.itests.Smtp;
import smsgateway.itests.crash.Account;

/**
 * A gateway with one modem of each family on ptys, traffic both ways and random faults, which
 * nobody repairs. It ends in order when all has arrived, and what service centre, mail server and
 * store have seen is compared.
 */
public final class Soak implements AutoCloseable {
  private static final String USER = "anna@example.com";
  private static final Duration LATENCY = Duration.ofMillis(150);
  private static final Duration REST = Duration.ofMinutes(10);
  private static final long TICK = Duration.ofMillis(50).toNanos();
  private static final long LOOK = Duration.ofSeconds(1).toNanos();
  private static final int SAMPLES = 12;

  private final Plan plan;
  private final Random random;
  private final Network network = new Network();
  private final Mailbox mailbox = new Mailbox();
  private final int smtpPort = Container.freePort();
  private final Container container = new Container("soak");
  private final List<Modem> modems = new ArrayList<>();
  private final List<PtyPort> ports = new ArrayList<>();
  private final Map<Modem, Patient> patients = new HashMap<>();
  private final List<Recovered> recovered = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private int outbound;
  private int inbound;
  private int faults;

  /**
   * What is to happen.
   *
   * @param messages both ways together
   * @param length of the traffic
   * @param second how long a second of the modems' runtime lasts
   */
  public record Plan(int messages, int faults, Duration length, Duration second, long seed) {}

  /** A modem with a fault, until it works again. */
  private record Patient(Trouble trouble, long begun, long endAt, boolean ended, long accepted) {}

  /** A fault that is over; seconds of the clock since it began. */
  private record Recovered(String name, double seconds) {}

  public Soak(Plan plan) {
    this.plan = plan;
    this.random = new Random(plan.seed());
    container
        .env("KARAF_OPTS", "-Dsmsgateway.modem.secondMillis=" + plan.second().toMillis())
        .routing("unknownWaitSeconds = 10")
        .mail(smtpPort, mailbox);
    DeviceProfile.NAMES.stream().filter(name -> !name.equals("hostile")).forEach(this::addModem);
  }

  private void addModem(String device) {
    String number = "+3933300001%02d".formatted(modems.size());
    Modem modem =
        network.add(
            ModemSettings.of(DeviceProfile.of(device), device, number).withLatency(LATENCY));
    Path link = Path.of("target", device + "-" + System.nanoTime()).toAbsolutePath();
    Disk.mkdirs(link.getParent());
    try {
      ports.add(PtyPort.open(modem, link));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    modems.add(modem);
    container.etc("smsgateway.modem-" + device + ".cfg", "port = " + link, "baud = 115200");
  }

  /** Runs to the end, which includes an orderly stop. */
  public Outcome run() {
    System.out.println("soak: " + plan);
    container.start();
    container.shell("sms:user-add " + USER + " --rights users+external+reply --default");
    Await.until("the listener greets", REST, () -> Smtp.answers(smtpPort));
    Await.until("all modems are ready", REST, () -> up().size() == modems.size());
    long begun = System.nanoTime();
    traffic(begun);
    Await.until(
        "all modems work again",
        REST,
        () -> {
          look();
          return patients.isEmpty() && up().size() == modems.size();
        });
    rest();
    sample(begun);
    container.stop();
    return outcome();
  }

  private void traffic(long begun) {
    long length = plan.length().toNanos();
    long[] faultAt = random.longs(plan.faults(), length / 20, length * 19 / 20).sorted().toArray();
    long looked = begun;
    try (Smtp smtp = new Smtp(smtpPort)) {
      long at = 0;
      while (at < length || outbound + inbound < plan.messages() || faults < plan.faults()) {
        long due = Math.min(plan.messages(), plan.messages() * at / length + 1);
        while (outbound + inbound < due) {
          send(smtp);
        }
        if (faults < faultAt.length && at >= faultAt[faults] && patients.size() < modems.size()) {
          hurt();
        }
        if (System.nanoTime() - looked >= LOOK) {
          looked = System.nanoTime();
          look();
        }
        if (samples.size() < SAMPLES && at >= length * samples.size() / SAMPLES) {
          sample(begun);
        }
        LockSupport.parkNanos(TICK);
        at = System.nanoTime() - begun;
      }
    }
  }

  private void send(Smtp smtp) {
    if ((outbound + inbound) % 2 == 0) {
      String recipient = "39334%07d@sms.example.com".formatted(outbound++);
      String reply = smtp.send(USER, List.of(recipient), mail("out " + outbound));
      if (!reply.startsWith("250")) {
        throw new IllegalStateException("the gateway says: " + reply);
      }
    } else {
      Modem to = modems.get(random.nextInt(modems.size()));
      network.send("+39335%07d".formatted(inbound), to.number(), text(inbound));
      inbound++;
    }
  }

  private static String text(int i) {
    return "in %06d".formatted(i);
  }

  private static String mail(String text) {
    return """
        From: <%s>
        Subject: soak
        Message-ID: <%s@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        %s
        """
        .formatted(USER, UUID.randomUUID(), text);
  }

  /** Begins a fault of a modem that has none. */
  private void hurt() {
    List<Modem> well = modems.stream().filter(m -> !patients.containsKey(m)).toList();
    Modem modem = well.get(random.nextInt(well.size()));
    Trouble trouble = Trouble.random(random, plan.second());
    faults++;
    long now = System.nanoTime();
    long lasts = (long) (trouble.seconds() * plan.second().toNanos());
    trouble.begin().accept(modem);
    patients.put(modem, new Patient(trouble, now, now + lasts, false, 0));
  }

  /** Ends faults whose time has come, and notes who is well again: up, and submitting since. */
  private void look() {
    Set<String> up = up();
    long now = System.nanoTime();
    for (Modem modem : modems) {
      Patient patient = patients.get(modem);
      if (patient == null || now < patient.endAt()) {
        continue;
      }
      long accepted = modem.counters().accepted();
      boolean idle = System.nanoTime() - patient.endAt() > LOOK && queued() == 0;
      if (!patient.ended()) {
        patient.trouble().end().accept(modem);
        patients.put(
            modem,
            new Patient(patient.trouble(), patient.begun(), patient.endAt(), true, accepted));
      } else if (!modem.plugged()) {
        // The fault waited for a submit, and that came late.
        modem.replug();
      } else if (up.contains(modem.settings().name()) && (accepted > patient.accepted() || idle)) {
        patients.remove(modem);
        recovered.add(new Recovered(patient.trouble().name(), (now - patient.begun()) / 1e9));
      }
    }
  }

  private Set<String> up() {
    return container
        .http("/smsgateway/metrics")
        .lines()
        .filter(line -> line.startsWith("smsgateway_modem_up{") && line.endsWith(" 1"))
        .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
        .collect(Collectors.toSet());
  }

  private double queued() {
    return container.metric("smsgateway_segments", "QUEUED");
  }

  private void rest() {
    try {
      Await.until(
          "all has arrived",
          REST,
          () -> queued() + waiting() == 0 && mailbox.mails().size() >= inbound);
    } catch (AssertionError e) {
      // The comparison says what is missing.
      System.out.println(e.getMessage());
    }
  }

  private double waiting() {
    return container.metric("smsgateway_segments", "SUBMITTING")
        + container.metric("smsgateway_segments", "UNKNOWN")
        + modems.stream().mapToInt(Modem::waiting).sum();
  }

  private void sample(long begun) {
    long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
    samples.add(Sample.of(container, seconds, network.accepted(), mailbox.mails().size(), faults));
  }

  private Outcome outcome() {
    List<String> numbers = IntStream.range(0, outbound).mapToObj("+39334%07d"::formatted).toList();
    List<Submit> journal = network.journal();
    Account account = Account.of(container.base(), numbers, journal);
    Map<String, Integer> mails = new HashMap<>();
    mailbox.mails().forEach(mail -> mails.merge(mail.text().strip(), 1, Integer::sum));
    Set<String> missing = new HashSet<>();
    IntStream.range(0, inbound).mapToObj(Soak::text).forEach(missing::add);
    missing.removeAll(mails.keySet());
    long twice = mails.values().stream().filter(count -> count > 1).count();
    Map<String, List<Double>> byFault =
        recovered.stream()
            .collect(
                Collectors.groupingBy(
                    Recovered::name,
                    java.util.TreeMap::new,
                    Collectors.mapping(Recovered::seconds, Collectors.toList())));
    return new Outcome(
        plan, List.copyOf(samples), byFault, account, inbound, missing.size(), (int) twice);
  }

  @Override
  public void close() {
    container.close();
    ports.forEach(PtyPort::close);
    network.close();
    mailbox.close();
  }
}
