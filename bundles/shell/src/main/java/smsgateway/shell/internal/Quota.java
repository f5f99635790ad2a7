package smsgateway.shell.internal;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.User;
import smsgateway.api.User.Period;

/**
 * A quota as it is typed: {@code 100}, {@code 100/month}, {@code +50} for more than now, or nothing
 * for no limit.
 */
record Quota(OptionalInt most, Period period) {
  private static final Pattern TYPED =
      Pattern.compile("(\\+?)([0-9]{1,9})(?:/(day|week|month))?", Pattern.CASE_INSENSITIVE);

  private static final int MOST = 999_999_999;

  /**
   * Reads what was typed.
   *
   * @param user whose quota is added to
   * @throws IllegalArgumentException with a sentence
   */
  static Quota read(String text, User user) {
    if (text.isEmpty() || text.equalsIgnoreCase("unlimited")) {
      return new Quota(OptionalInt.empty(), Period.NONE);
    }
    Matcher typed = TYPED.matcher(text);
    UserEdit.require(
        typed.matches(),
        text,
        "is no quota: a number, such as 100 or 100/month, or nothing for no limit");
    int count = Integer.parseInt(typed.group(2));
    if (typed.group(1).isEmpty()) {
      String period = typed.group(3);
      return new Quota(
          OptionalInt.of(count),
          period == null ? Period.NONE : UserEdit.choice(Period.class, period));
    }
    UserEdit.require(
        typed.group(3) == null && user.quota().isPresent(),
        text,
        "adds to a quota, but " + user.email() + " has none to add to");
    return new Quota(
        OptionalInt.of((int) Math.min(MOST, (long) user.quota().getAsInt() + count)),
        user.period());
  }

  /** As it is typed: a number, or a text with its period; {@code null} for no limit. */
  static Object shown(User user) {
    if (user.quota().isEmpty()) {
      return null;
    }
    int most = user.quota().getAsInt();
    return user.period() == Period.NONE
        ? (Object) most
        : most + "/" + user.period().name().toLowerCase(Locale.ROOT);
  }
}
