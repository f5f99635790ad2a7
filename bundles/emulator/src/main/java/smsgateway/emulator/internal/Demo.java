package smsgateway.emulator.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import smsgateway.api.StatusSource;
import smsgateway.emulator.Modem;
import smsgateway.emulator.Sms;

/** Phones and mailbox of the demonstration; only where it is configured. */
@Component(
    service = {Demo.class, StatusSource.class},
    immediate = true,
    configurationPid = Demo.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DemoConfig.class)
public final class Demo implements StatusSource {
  /** Configuration: {@code etc/smsgateway.emulator.cfg}. */
  public static final String PID = "smsgateway.emulator";

  private static final String NAME = "emulator";
  private static final int KEPT = 500;
  private static final int MAX_PORT = 65_535;

  /**
   * One message of a conversation.
   *
   * @param phone number of the phone
   * @param modem own number of the modem at the other end
   * @param fromPhone whether the phone wrote it
   */
  record Entry(String phone, String modem, boolean fromPhone, String text, Instant time) {
    @Override
    public String toString() {
      return "Entry[" + text.length() + " characters]";
    }
  }

  private final EmulatedNetwork network;
  private final DemoConfig config;
  private final List<Finding> faults = new ArrayList<>();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Optional<Mailbox> mailbox;
  private final MailWriter writer;

  /** Opens the mailbox, unless a setting is wrong or says so. */
  @Activate
  public Demo(@Reference EmulatedNetwork network, DemoConfig config) {
    this.network = network;
    this.config = config;
    if (!EmulatedNetwork.NUMBER.matcher(config.number().trim()).matches()) {
      fault("number", "must be + and 3 to 15 digits");
    }
    int mailPort = port("mailPort", config.mailPort());
    writer = new MailWriter(port("gatewayPort", config.gatewayPort()));
    mailbox = mailPort == 0 || !faults.isEmpty() ? Optional.empty() : opened(mailPort);
    network.network().listen(this::received);
  }

  private int port(String key, String value) {
    String text = value.trim();
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
      return Integer.parseInt(text);
    }
    fault(key, "must be a number from 0 to " + MAX_PORT);
    return 0;
  }

  private Optional<Mailbox> opened(int port) {
    Mailbox opening = new Mailbox(port);
    try {
      opening.start();
      return Optional.of(opening);
    } catch (RuntimeException e) {
      fault("mailPort", "cannot be opened, is it in use?");
      return Optional.empty();
    }
  }

  private void fault(String key, String reason) {
    String message = "MISCONFIGURED: etc/" + PID + ".cfg: " + key + " " + reason + ".";
    faults.add(new Finding(Level.YELLOW, NAME, message));
  }

  /** Closes the mailbox. */
  @Deactivate
  void deactivate() {
    mailbox.ifPresent(Mailbox::stop);
  }

  @Override
  public List<Finding> findings() {
    return faults.isEmpty()
        ? List.of(new Finding(Level.GREEN, NAME, "Emulated phones at /smsgateway/demo."))
        : List.copyOf(faults);
  }

  private void received(Sms sms) {
    add(new Entry(sms.to(), sms.from(), false, sms.text(), sms.time()));
  }

  private synchronized void add(Entry entry) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.add(entry);
  }

  /** The last messages from and to phones, oldest first. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Mails in the mailbox, newest first. */
  List<Mail> mails() {
    return mailbox.map(Mailbox::mails).orElse(List.of());
  }

  DemoConfig config() {
    return config;
  }

  /**
   * A phone sends a text to the modem that wrote to it last, else to the first one.
   *
   * @throws IllegalArgumentException when the number is none or the text is empty
   */
  void answer(String phone, String text) {
    if (!phone.matches("\\+?[0-9]{3,15}") || text.isBlank()) {
      throw new IllegalArgumentException("An answer needs a phone number and a text.");
    }
    String modem =
        entries().stream()
            .filter(e -> !e.fromPhone() && e.phone().equals(phone))
            .reduce((a, b) -> b)
            .map(Entry::modem)
            .orElse(first().number());
    network.network().send(phone, modem, text);
    add(new Entry(phone, modem, true, text, Instant.now()));
  }

  private Modem first() {
    return network.first();
  }

  /** Submits a mail to the gateway. */
  void write(String from, String to, String subject, String text) throws IOException {
    writer.send(from, to, subject, text);
  }
}
