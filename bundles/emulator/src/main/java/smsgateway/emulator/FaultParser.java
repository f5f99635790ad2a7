package smsgateway.emulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reads a fault from a line a person types. */
final class FaultParser {
  /** What can be typed. */
  static final String USAGE =
      "no-result [TIMES] | no-reference [TIMES] | late MILLIS [TIMES] | cms CODE [TIMES]"
          + " | cms-accepted CODE [TIMES] | hang-in-prompt MILLIS | reboot-in-submit MILLIS"
          + " | unplug-in-submit | garbage | urc LINE | lost-answer [TIMES] | lossy PERCENT | hang MILLIS"
          + " | flood OCTETS | drip MILLIS [MILLIS-PER-OCTET] | reboot MILLIS | full on|off | hold on|off | network on|off";

  private FaultParser() {}

  /**
   * The fault that the words name.
   *
   * @throws IllegalArgumentException when they name none
   */
  static Fault parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which fault? " + USAGE);
    }
    return switch (words.get(0).toLowerCase(Locale.ROOT)) {
      case "no-result" -> new Fault.NoResult(number(words, 1, 1));
      case "no-reference" -> new Fault.NoReference(number(words, 1, 1));
      case "late" -> new Fault.LateResult(millis(words), number(words, 2, 1));
      case "cms" -> new Fault.CmsError(number(words, 1, 500), false, number(words, 2, 1));
      case "cms-accepted" -> new Fault.CmsError(number(words, 1, 332), true, number(words, 2, 1));
      case "hang-in-prompt" -> new Fault.HangInPrompt(millis(words));
      case "reboot-in-submit" -> new Fault.RebootInSubmit(false, millis(words));
      case "unplug-in-submit" -> new Fault.UnplugInSubmit(true);
      case "garbage" -> new Fault.Garbage("\u00fe\u0001?garbage\u0000\r\n");
      case "urc" -> new Fault.UrcInAnswer(String.join(" ", words.subList(1, words.size())));
      case "lost-answer" -> new Fault.LostAnswer(number(words, 1, 1));
      case "lossy" -> new Fault.LossyAnswers(number(words, 1, 5) / 100.0, System.nanoTime());
      case "flood" -> new Fault.Flood(number(words, 1, 1_000_000));
      case "drip" -> new Fault.Drip(Duration.ofMillis(number(words, 2, 1_000)), millis(words));
      case "hang" -> new Fault.Hang(millis(words));
      case "reboot" -> new Fault.Reboot(millis(words));
      case "full" -> new Fault.StorageFull(on(words));
      case "hold" -> new Fault.HoldSubmits(on(words));
      case "network" -> new Fault.NoNetwork(!on(words));
      default -> throw new IllegalArgumentException("no such fault; there are: " + USAGE);
    };
  }

  private static boolean on(List<String> words) {
    return words.size() < 2 || !words.get(1).equals("off");
  }

  private static Duration millis(List<String> words) {
    return Duration.ofMillis(number(words, 1, 10_000));
  }

  private static int number(List<String> words, int index, int otherwise) {
    return words.size() > index ? Integer.parseInt(words.get(index)) : otherwise;
  }
}
