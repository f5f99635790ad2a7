package smsgateway.emulator;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import smsgateway.emulator.internal.tpdu.DeliverTpdu;
import smsgateway.emulator.internal.tpdu.SmsAddress;
import smsgateway.emulator.internal.tpdu.StatusReportTpdu;

/**
 * An emulated mobile network with its service centre. It counts every SMS-SUBMIT that it accepts
 * and refuses none as a duplicate unless told so. Safe for any number of threads.
 */
public final class Network implements AutoCloseable {
  private static final String SERVICE_CENTRE = "+39330000000";
  private static final int MAX_JOURNAL = 100_000;
  private static final int DUPLICATE = 197;
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, Modem> modems = new LinkedHashMap<>();
  private final Map<String, Phone> phones = new LinkedHashMap<>();
  private final Deque<Submit> journal = new ArrayDeque<>();
  private final Set<String> accepted = new HashSet<>();
  private final List<Consumer<Sms>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger submitting = new AtomicInteger();
  private final AtomicInteger mostSubmitting = new AtomicInteger();
  private long acceptedCount;
  private int concatenation;
  private volatile boolean rejectDuplicates;
  private volatile Reports reports = Reports.delivered(Duration.ZERO);

  /** A network without modems and phones; status reports say delivered, at once. */
  public Network() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            r -> {
              Thread thread = new Thread(r, "smsgateway-emulator service centre");
              thread.setDaemon(true);
              return thread;
            });
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Adds a modem.
   *
   * @throws IllegalArgumentException when there is one with this name
   */
  public Modem add(ModemSettings settings) {
    synchronized (modems) {
      if (modems.containsKey(settings.name())) {
        throw new IllegalArgumentException("there is a modem " + settings.name());
      }
      Modem modem = new Modem(this, settings);
      modems.put(settings.name(), modem);
      return modem;
    }
  }

  /** The modem with this name. */
  public Optional<Modem> modem(String name) {
    synchronized (modems) {
      return Optional.ofNullable(modems.get(name));
    }
  }

  /** All modems in the order they were added. */
  public List<Modem> modems() {
    synchronized (modems) {
      return List.copyOf(modems.values());
    }
  }

  /**
   * The phone with this number; made when it is first named. {@code 00} and {@code +} are equal.
   */
  public Phone phone(String number) {
    synchronized (phones) {
      return phones.computeIfAbsent(key(number), k -> new Phone(number));
    }
  }

  /** All phones in the order they were first named. */
  public List<Phone> phones() {
    synchronized (phones) {
      return List.copyOf(phones.values());
    }
  }

  private static String key(String number) {
    return number.startsWith("+")
        ? number.substring(1)
        : number.startsWith("00") ? number.substring(2) : number;
  }

  /** Address of the service centre, which every SIM knows. */
  public String serviceCentre() {
    return SERVICE_CENTRE;
  }

  /** Whether a SUBMIT with TP-RD that repeats TP-MR and TP-DA is refused with CMS error 197. */
  public void rejectDuplicates(boolean reject) {
    rejectDuplicates = reject;
  }

  /** Which status reports are sent from now on. */
  public void reports(Reports newReports) {
    reports = newReports;
  }

  /**
   * Calls {@code listener} for every message that reaches a phone, on the sending modem's thread.
   */
  public void listen(Consumer<Sms> listener) {
    listeners.add(listener);
  }

  /** The last 100,000 accepted submits, oldest first. */
  public List<Submit> journal() {
    synchronized (journal) {
      return List.copyOf(journal);
    }
  }

  /** How many submits were accepted, repeats included. */
  public long accepted() {
    synchronized (journal) {
      return acceptedCount;
    }
  }

  /** Waits until this many submits were accepted; false when the time is over before. */
  public boolean awaitAccepted(long count, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (journal) {
      while (acceptedCount < count && deadline - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(journal, deadline - System.nanoTime());
      }
      return acceptedCount >= count;
    }
  }

  /** The largest number of submits that were between Ctrl-Z and result at one time. */
  public int mostConcurrentSubmits() {
    return mostSubmitting.get();
  }

  /**
   * A phone sends a text to a modem.
   *
   * @param from number of the phone, or an alphanumeric sender
   * @param to own number of the modem
   * @param order numbers of the parts as they are delivered, from 1, with gaps and repeats as you
   *     like; none = each once in order
   * @return the PDUs of all parts as hex, with service centre address
   * @throws IllegalArgumentException when no modem has this number or a part does not exist
   */
  public List<String> send(String from, String to, String text, int... order) {
    Modem modem =
        byNumber(to).orElseThrow(() -> new IllegalArgumentException("no modem has this number"));
    int reference;
    synchronized (phones) {
      concatenation = (concatenation + 1) & 0xFF;
      reference = concatenation;
    }
    List<String> pdus =
        new DeliverTpdu(SmsAddress.of(SERVICE_CENTRE), SmsAddress.of(from), now())
            .encode(text, reference);
    List<String> delivered = new ArrayList<>();
    for (int part : order) {
      if (part < 1 || part > pdus.size()) {
        throw new IllegalArgumentException("part " + part + " of " + pdus.size());
      }
      delivered.add(pdus.get(part - 1));
    }
    (order.length == 0 ? pdus : delivered).forEach(modem::receive);
    return pdus;
  }

  /** Hands any PDU to a modem, well formed or not, as the service centre would. */
  public void deliverRaw(Modem modem, String pduHex) {
    modem.receive(pduHex);
  }

  private Optional<Modem> byNumber(String number) {
    return modems().stream().filter(m -> key(m.number()).equals(key(number))).findFirst();
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  }

  void submitBegins() {
    int now = submitting.incrementAndGet();
    mostSubmitting.accumulateAndGet(now, Math::max);
  }

  void submitEnds() {
    submitting.decrementAndGet();
  }

  /** Accepts a SUBMIT and returns 0, or the CMS error that refuses it. */
  int submit(Modem modem, SubmitDialogue.Typed typed, int reference) {
    OffsetDateTime time = now();
    String destination = typed.tpdu().destination().display();
    String key = modem.imsi() + " " + reference + " " + destination;
    synchronized (journal) {
      if (rejectDuplicates && typed.tpdu().rejectDuplicates() && accepted.contains(key)) {
        return DUPLICATE;
      }
      accepted.add(key);
      record(modem, typed, reference, destination);
    }
    Reports plan = reports;
    if (plan.reachesPhone()) {
      deliver(modem, typed, destination, time);
    }
    if (typed.tpdu().statusReportRequested()) {
      report(modem, typed, reference, time, plan);
    }
    return 0;
  }

  private void record(Modem modem, SubmitDialogue.Typed typed, int reference, String destination) {
    long nanos = System.nanoTime();
    if (journal.size() == MAX_JOURNAL) {
      journal.removeFirst();
    }
    journal.add(
        new Submit(
            java.time.Instant.now(),
            modem.settings().name(),
            typed.hex(),
            reference,
            destination,
            typed.tpdu().text(),
            typed.nanos(),
            nanos));
    acceptedCount++;
    modem.counters().accepted(nanos);
    journal.notifyAll();
  }

  private void deliver(
      Modem modem, SubmitDialogue.Typed typed, String destination, OffsetDateTime time) {
    Optional<Modem> other = byNumber(destination);
    if (other.isPresent()) {
      SmsAddress originator = SmsAddress.of(modem.number());
      other.get().receive(typed.tpdu().toDeliver(SmsAddress.of(SERVICE_CENTRE), originator, time));
      return;
    }
    phone(destination)
        .deliver(modem.number(), typed.tpdu(), time.toInstant())
        .ifPresent(sms -> listeners.forEach(l -> l.accept(sms)));
  }

  private void report(
      Modem modem, SubmitDialogue.Typed typed, int reference, OffsetDateTime time, Reports plan) {
    long nanos = 0;
    for (Reports.Step step : plan.steps()) {
      nanos += step.delay().toNanos();
      Runnable send =
          () ->
              modem.receive(
                  new StatusReportTpdu(
                          SmsAddress.of(SERVICE_CENTRE),
                          reference,
                          typed.tpdu().destination(),
                          time,
                          now(),
                          step.status())
                      .encode());
      if (nanos == 0) {
        send.run();
      } else {
        var unused = timer.schedule(send, nanos, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Pulls all modems out and ends all threads. */
  @Override
  public void close() {
    timer.shutdownNow();
    modems().forEach(Modem::close);
  }
}
