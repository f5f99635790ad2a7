package smsgateway.modem.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import smsgateway.api.driver.ModemProfile;

/**
 * Looks through a driver's profile before a modem is worked with: a value that cannot be read must
 * be found then, and not in the middle of a submit. Pure.
 */
final class ProfileCheck {
  private static final List<String> NUMBERS =
      List.of(
          "optional.seconds",
          "write.chunk",
          "write.chunkMillis",
          "pin.settleSeconds",
          "cnmi.verifySeconds",
          "storage.arguments",
          "list.seconds",
          "submit.beforePduMillis",
          "submit.beforeEndMillis",
          "submit.seconds");
  private static final List<String> NUMBER_LISTS =
      List.of("cnmi.mode", "cnmi.mt", "cnmi.ds", "cnmi.bfr");
  private static final List<String> PATTERNS =
      List.of(
          "match.cgmm",
          "match.cgmi",
          "match.ati",
          "pin.counterPattern",
          "urc.ignore",
          "urc.reboot",
          "urc.full");
  private static final String NUMBER = "[0-9]{1,6}";
  private static final String ERROR = "[0-9]{1,6}: *[PTRS]";

  private ProfileCheck() {}

  /** The first key that cannot be read, and why; empty when there is none. */
  static Optional<String> fault(ModemProfile profile) {
    return Stream.of(
            NUMBERS.stream()
                .flatMap(key -> fault(profile, key, "", NUMBER, "a number from 0 to 999999")),
            NUMBER_LISTS.stream()
                .flatMap(key -> fault(profile, key, ",", NUMBER, "a list of numbers")),
            fault(profile, "errors", ",", ERROR, "a list of code:P, T, R or S"),
            PATTERNS.stream().flatMap(key -> pattern(profile, key)))
        .flatMap(faults -> faults)
        .findFirst();
  }

  private static Stream<String> fault(
      ModemProfile profile, String key, String separator, String form, String wanted) {
    String value = profile.text(key, null);
    if (value == null) {
      return Stream.empty();
    }
    List<String> parts = separator.isEmpty() ? List.of(value) : profile.list(key, separator);
    return parts.stream().allMatch(part -> part.matches(form))
        ? Stream.empty()
        : Stream.of("key " + key + " = " + value + " is not " + wanted);
  }

  private static Stream<String> pattern(ModemProfile profile, String key) {
    String value = profile.text(key, "");
    try {
      Pattern.compile(value);
      return Stream.empty();
    } catch (PatternSyntaxException e) {
      return Stream.of(
          "key " + key + " = " + value + " is not a pattern (" + e.getDescription() + ")");
    }
  }
}
