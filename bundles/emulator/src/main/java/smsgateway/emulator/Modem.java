package smsgateway.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.driver.Transport;

/**
 * One emulated modem with its SIM. Its dialogue runs on one thread of its own; all public methods
 * may be called from any thread and return at once.
 */
public final class Modem {
  private static final Logger LOG = LoggerFactory.getLogger(Modem.class);
  private final ModemSettings settings;
  private final Network network;
  private final Sim sim;
  private final Counters counters = new Counters();
  private final Queue<InboundPdu> waiting = new ConcurrentLinkedQueue<>();
  private final ScheduledThreadPoolExecutor loop;
  private final Wire wire;
  private final Session session = new Session();
  private final FaultScript faults = new FaultScript();
  private final Receiver receiver;
  private final SubmitDialogue submits;
  private final AtEngine engine;
  private final Object plugLock = new Object();
  private boolean plugged = true;
  private Runnable replugged = () -> {};
  private volatile boolean lostNetwork;
  private volatile String serviceCentre;
  private volatile Duration latency;
  private int reference;

  Modem(Network network, ModemSettings settings) {
    this.network = network;
    this.settings = settings;
    this.sim = new Sim(settings.pin());
    this.serviceCentre = network.serviceCentre();
    this.latency = settings.latency();
    this.loop = new ScheduledThreadPoolExecutor(1, r -> thread(r, settings.name()));
    this.loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.loop.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    this.wire = new Wire(loop, settings.octetsPerSecond());
    this.receiver = new Receiver(this, session, waiting);
    this.submits = new SubmitDialogue(this, faults);
    this.engine =
        new AtEngine(this, session, faults, new CommandSet(this, session, receiver, submits));
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, "smsgateway-emulator " + name);
    thread.setDaemon(true);
    return thread;
  }

  /** How it was made. */
  public ModemSettings settings() {
    return settings;
  }

  /** Own number of the SIM. */
  public String number() {
    return settings.number();
  }

  /** The SIM card. */
  public Sim sim() {
    return sim;
  }

  /** What was counted. */
  public Counters counters() {
    return counters;
  }

  /** Messages for this modem that wait in the service centre. */
  public int waiting() {
    return waiting.size();
  }

  /** Identity of the device, 15 digits, always the same for a name. */
  public String imei() {
    return "35" + digits(13);
  }

  /** Identity of the subscriber, 15 digits, in the test network 001-01. */
  public String imsi() {
    return "00101" + digits(10);
  }

  /** Identity of the SIM card, 19 digits. */
  public String iccid() {
    return "89" + digits(17);
  }

  private String digits(int count) {
    long hash = Integer.toUnsignedLong((settings.name() + settings.number()).hashCode());
    return String.format(java.util.Locale.ROOT, "%0" + count + "d", hash);
  }

  /**
   * Opens the modem's one port within the process.
   *
   * @throws IOException when it is unplugged or its port is in use
   */
  public Transport connect() throws IOException {
    InProcessPort port = new InProcessPort(this);
    attach(port.modemEnd());
    return port;
  }

  /** Lets something go wrong. */
  public void fault(Fault fault) {
    post(() -> apply(fault));
  }

  private void apply(Fault fault) {
    if (faults.keep(fault)) {
      return;
    }
    if (fault instanceof Fault.Hang f) {
      silence(f.length());
    } else if (fault instanceof Fault.Flood f) {
      send("#".repeat(f.octets()).getBytes(StandardCharsets.ISO_8859_1));
    } else if (fault instanceof Fault.Drip f) {
      wire.drip(f.perOctet(), f.length());
    } else if (fault instanceof Fault.Reboot f) {
      reboot(f.silence());
    } else if (fault instanceof Fault.StorageFull f) {
      receiver.pretendFull(f.full());
      receiver.drain();
    } else if (fault instanceof Fault.HoldSubmits f) {
      submits.hold(f.held());
    } else if (fault instanceof Fault.NoNetwork f) {
      lostNetwork = f.lost();
      if (session.creg > 0) {
        engine.urc("+CREG: " + (f.lost() ? 2 : 1));
      }
      receiver.drain();
    }
  }

  /** Changes the time from Ctrl-Z to the acceptance for all later submits. */
  public void latency(Duration newLatency) {
    latency = newLatency;
  }

  /** Sends a line that nobody asked for, for example {@code RING}. */
  public void unsolicited(String line) {
    post(
        () -> {
          boolean ringing = line.equals("RING") && settings.device().number("textAfterRing", 0) > 0;
          session.messageFormat = ringing ? 1 : session.messageFormat;
          engine.urc(line);
        });
  }

  /** Pulls the modem out: its port ends, a pty vanishes. Without power all settings are lost. */
  public void unplug() {
    Line line;
    synchronized (plugLock) {
      plugged = false;
      line = wire.line();
      wire.attach(null);
    }
    // Before the end can be seen: what comes over the next line must find the modem without power.
    post(() -> reboot(Duration.ZERO));
    if (line != null) {
      line.close();
    }
  }

  /** Plugs the modem in again; a pty comes back under the same link. */
  public void replug() {
    Runnable after;
    synchronized (plugLock) {
      plugged = true;
      after = replugged;
    }
    after.run();
    post(receiver::drain);
  }

  /** Whether it is plugged in. */
  public boolean plugged() {
    synchronized (plugLock) {
      return plugged;
    }
  }

  // What follows is for the parts of the emulator.

  void attach(Line line) throws IOException {
    synchronized (plugLock) {
      if (!plugged) {
        throw new IOException("The emulated modem " + settings.name() + " is unplugged.");
      }
      if (wire.line() != null) {
        throw new IOException("The emulated modem " + settings.name() + " is in use.");
      }
      wire.attach(line);
    }
  }

  void detach(Line line) {
    synchronized (plugLock) {
      if (wire.line() == line) {
        wire.attach(null);
      }
    }
  }

  void onReplug(Runnable action) {
    synchronized (plugLock) {
      replugged = action;
    }
  }

  void received(byte[] octets, Line from) {
    if (wire.line() == from) {
      wire.input(octets, slice -> guarded(() -> engine.input(slice)));
    }
  }

  void receive(String pduHex) {
    waiting.add(InboundPdu.of(pduHex));
    post(receiver::drain);
  }

  void close() {
    unplug();
    loop.shutdown();
  }

  private void post(Runnable work) {
    later(Duration.ZERO, work);
  }

  /** Runs on the modem's thread, at the earliest after this event. */
  void later(Duration delay, Runnable work) {
    var unused = loop.schedule(() -> guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs after the delay, or here and now when there is none; on the modem's thread only. */
  void after(Duration delay, Runnable work) {
    if (delay.isZero()) {
      work.run();
    } else {
      later(delay, work);
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("Emulated modem {} failed; it goes on.", settings.name(), e);
    }
  }

  void send(byte[] octets) {
    wire.output(octets);
  }

  void finish(Answer answer) {
    engine.finish(answer);
  }

  void urc(String text) {
    engine.urc(text);
  }

  void drain() {
    if (!waiting.isEmpty()) {
      receiver.drain();
    }
  }

  int generation() {
    return engine.generation();
  }

  void silence(Duration length) {
    engine.silence(length, () -> {});
  }

  /** Loses everything that only lives while there is power; silent for a time. */
  void reboot(Duration silence) {
    session.reset();
    session.functionality = 1;
    sim.powerOff();
    receiver.restart();
    engine.silence(silence, this::booted);
  }

  private void booted() {
    settings.device().textLines("boot", "").forEach(engine::urc);
    receiver.drain();
  }

  boolean inTextMode() {
    return session.messageFormat != 0;
  }

  /** Whether it can send and receive. */
  boolean registered() {
    return !lostNetwork
        && session.functionality == 1
        && sim.state() == Sim.State.READY
        && plugged();
  }

  Network network() {
    return network;
  }

  String serviceCentre() {
    return serviceCentre;
  }

  void serviceCentre(String address) {
    serviceCentre = address;
  }

  Duration latency() {
    return latency;
  }

  void reportLost() {
    counters.reportLost();
  }

  /** The TP-MR of the next submit. */
  int nextReference(int given) {
    if (settings.keepsMessageReference()) {
      return given;
    }
    reference = (reference + 1) & 0xFF;
    return reference;
  }
}
