package smsgateway.modem.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import smsgateway.api.driver.ModemProfile;

/**
 * Configures a modem for SMS in PDU mode (3GPP TS 27.005 §3): character set, message service,
 * storages, service centre, indications. Only PDU mode itself is indispensable.
 */
final class SmsSetup {
  private static final double SHORT = 5;
  private static final double LONG = 10;
  private static final double BUSY = 30;
  private static final double BUSY_POLL = 2;
  private static final Set<String> READABLE = Set.of("SM", "ME", "SR");

  /**
   * What the setup found out.
   *
   * @param storages storages to sweep, in order; empty when the modem cannot choose
   * @param acknowledge whether {@code AT+CNMA} is expected for direct PDUs
   * @param indications what {@code AT+CNMI?} tells; empty when it tells nothing
   * @param polling whether the modem announces nothing
   */
  record Result(List<String> storages, boolean acknowledge, boolean polling, String indications) {}

  private final AtChannel at;
  private final ModemSettings settings;
  private final ModemProfile profile;
  private final StatusBoard board;
  private final Timing timing;
  private final double patience;

  SmsSetup(
      AtChannel at,
      ModemSettings settings,
      ModemProfile profile,
      StatusBoard board,
      Timing timing) {
    this.at = at;
    this.settings = settings;
    this.profile = profile;
    this.board = board;
    this.timing = timing;
    this.patience = profile.number("optional.seconds", (int) SHORT);
  }

  /**
   * Runs the setup.
   *
   * @throws IOException also when the modem has no PDU mode
   */
  Result run() throws IOException {
    at.command("AT+CSCS=\"GSM\"", patience);
    at.command("AT+CSMS=0", patience);
    Answer service = at.command("AT+CSMS?", patience);
    int phase = AtFields.number(AtFields.split(service.value("+CSMS:").orElse("0")), 0, 0);
    if (!patiently("AT+CMGF=0").ok()) {
      throw new IOException("the modem has no PDU mode (AT+CMGF=0 refused); use another modem");
    }
    List<String> storages = storages();
    serviceCentre();
    boolean announced = indications(storages.contains("SR"));
    at.command("AT+CMMS=2", patience);
    at.command("AT+CREG=1", patience);
    return new Result(storages, phase == 1, !announced, announced ? indications(at, patience) : "");
  }

  /** Repeats a command while the SIM is still starting. */
  Answer patiently(String command) throws IOException {
    long end = timing.after(BUSY);
    Answer answer = at.insist(command, LONG);
    while (answer.result().busy() && !Timing.passed(end)) {
      at.pause(BUSY_POLL);
      answer = at.insist(command, LONG);
    }
    return answer;
  }

  private List<String> storages() throws IOException {
    String test = storageTest();
    List<String> groups = groups(test);
    if (groups.isEmpty()) {
      at.insist("AT+CPMS=\"SM\",\"SM\",\"SM\"", LONG);
      return List.of();
    }
    List<String> chosen = new ArrayList<>();
    for (String group : groups) {
      chosen.add("\"" + preferred(AtFields.words(group)) + "\"");
    }
    while (chosen.size() > profile.number("storage.arguments", chosen.size())) {
      chosen.remove(chosen.size() - 1);
    }
    while (!chosen.isEmpty() && !at.insist("AT+CPMS=" + String.join(",", chosen), LONG).ok()) {
      // Some modems take fewer storages than their test answer shows.
      chosen.remove(chosen.size() - 1);
    }
    List<String> first = AtFields.words(groups.get(0));
    List<String> own = profile.list("storage.sweep", ",").stream().filter(first::contains).toList();
    if (!own.isEmpty()) {
      return own;
    }
    Set<String> swept = new LinkedHashSet<>(List.of(preferred(first)));
    swept.addAll(first);
    if (swept.stream().anyMatch(READABLE::contains)) {
      swept.retainAll(READABLE);
    }
    return List.copyOf(swept);
  }

  private String storageTest() throws IOException {
    // Where unknown commands are silent, patience with this one is short too.
    Answer answer = patience < SHORT ? at.command("AT+CPMS=?", patience) : patiently("AT+CPMS=?");
    return answer.value("+CPMS:").orElse("");
  }

  /** The groups of a test answer; one modem puts a bracket around all of them. */
  private static List<String> groups(String test) {
    String inner =
        test.startsWith("((") && test.endsWith("))") ? test.substring(1, test.length() - 1) : test;
    return AtFields.split(inner).stream().filter(g -> !AtFields.words(g).isEmpty()).toList();
  }

  private String preferred(List<String> offered) {
    List<String> own = profile.list("storage", ",");
    return (own.isEmpty() ? List.of("SM", "ME", "MT") : own)
        .stream().filter(offered::contains).findFirst().orElse(offered.get(0));
  }

  private void serviceCentre() throws IOException {
    String present = smsc();
    String wanted = settings.smsc();
    if (!wanted.isEmpty() && !digits(wanted).equals(digits(present))) {
      at.insist("AT+CSCA=\"" + wanted + "\"," + (wanted.startsWith("+") ? 145 : 129), LONG);
      present = smsc();
    }
    board.note("smsc", present.isEmpty() ? missingSmsc() : "");
  }

  private String smsc() throws IOException {
    Answer answer = patiently("AT+CSCA?");
    // A modem that cannot tell may well have one.
    return AtFields.split(answer.value("+CSCA:").orElse("unknown")).get(0);
  }

  private static String digits(String number) {
    return number.replace("+", "");
  }

  private String missingSmsc() {
    return "modem "
        + settings.name()
        + ": no service centre number, so nothing can be sent; set smsc in "
        + settings.file();
  }

  private boolean indications(boolean reportsReadable) throws IOException {
    if (!profile.flag("cnmi", true) || !profile.flag("receive", true)) {
      return false;
    }
    String test = at.insist("AT+CNMI=?", LONG).value("+CNMI:").orElse("");
    for (String values : CnmiChooser.candidates(test, reportsReadable, profile)) {
      if (at.insist("AT+CNMI=" + values, LONG).ok()) {
        return true;
      }
    }
    return false;
  }

  /** How messages are announced now; empty when the modem does not tell. */
  static String indications(AtChannel at, double seconds) throws IOException {
    return at.insist("AT+CNMI?", seconds).value("+CNMI:").orElse("").replace(" ", "");
  }
}
