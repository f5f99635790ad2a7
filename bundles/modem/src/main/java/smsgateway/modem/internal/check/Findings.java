package smsgateway.modem.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.FinalResult;
import smsgateway.modem.internal.TestBench.Choice;

/** What a device test has found so far. The recording may grow on any thread; the rest is one's. */
final class Findings {
  private static final int MOST_RECORDED = 5_000;

  private final String port;
  private final List<String> recording = new ArrayList<>();
  private Verdict verdict = Verdict.UNDECIDED;
  private String summary = "the test did not come to an end";
  private String sim = "";
  private String maker = "";
  private String model = "";
  private String revision = "";
  private String driver = "";
  private String choice = "";
  private boolean serviceCentre = true;
  private int baud;

  /**
   * @param port the name to configure
   */
  Findings(String port) {
    this.port = port;
  }

  /** An answer without lines: OK, or silence. */
  static Answer plain(boolean ok) {
    return new Answer(
        List.of(), ok ? new FinalResult(FinalResult.Kind.OK, 0, "OK") : FinalResult.SILENCE);
  }

  /** A line of the recording. */
  synchronized void recorded(String line) {
    if (recording.size() < MOST_RECORDED) {
      recording.add(line);
    }
  }

  void verdict(Verdict newVerdict, String why) {
    verdict = newVerdict;
    summary = why;
  }

  void baud(int found) {
    baud = found;
  }

  void identity(ModemIdentity identity) {
    maker = identity.manufacturer();
    model = identity.model();
    revision = identity.revision();
  }

  void driver(Choice chosen) {
    driver = chosen.family();
    choice = chosen.why();
  }

  void sim(String state) {
    sim = state;
  }

  String sim() {
    return sim;
  }

  void serviceCentre(boolean present) {
    serviceCentre = present;
  }

  /** Maker, model and revision as far as they are known. */
  String name() {
    String named =
        Stream.of(maker, model).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    String known = named.isEmpty() ? "a device without a name" : named;
    return revision.isEmpty() ? known : known + ", revision " + revision;
  }

  /** The end of the test. */
  synchronized Tested result() {
    List<String> report = new ArrayList<>();
    report.add("# Test of a device by the SMS gateway; numbers, texts and identities are blanked.");
    report.add("# maker: " + maker);
    report.add("# model: " + model);
    report.add("# revision: " + revision);
    report.add("# driver: " + driver + (choice.isEmpty() ? "" : "; " + choice));
    report.add("# verdict: " + verdict + "; " + summary);
    report.addAll(recording);
    return new Tested(
        verdict, summary, baud, maker, model, driver, choice, sim, configuration(), report);
  }

  private List<String> configuration() {
    if (verdict != Verdict.COMPATIBLE && verdict != Verdict.SEND_ONLY) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("port = " + port);
    lines.add("baud = " + baud);
    lines.add("driver = auto");
    if (!serviceCentre) {
      lines.add("# The SIM has no service centre number; ask its operator for it:");
      lines.add("# smsc = +...");
    }
    return lines;
  }
}
