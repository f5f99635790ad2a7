package smsgateway.routing.internal;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import smsgateway.api.RoutingRule;
import smsgateway.api.User;

/**
 * An SMS that begins with a user's nickname goes to that user, without the nickname. The nickname
 * ends at a blank, {@code :}, {@code ,}, a line end or the end of the text; the longest wins.
 */
@Component(property = {"smsgateway.rule=nickname", "service.ranking:Integer=-100"})
public final class NicknameRule implements RoutingRule {
  private static final Pattern AFTER_NICKNAME = Pattern.compile("^[\\s\\p{Z}:,]+");

  /** Further into a text no nickname is looked for. */
  private static final int LONGEST = 200;

  @Override
  public Optional<Target> inbound(Inbound message) {
    Map<String, User> owners = owners(message.users());
    String text = stripLeading(message.text());
    for (int end = Math.min(text.length(), LONGEST); end > 0; end--) {
      if (end == text.length() || boundary(text.charAt(end))) {
        User owner = owners.get(folded(text.substring(0, end)));
        if (owner != null) {
          return Optional.of(target(owner, message.text(), text.substring(end)));
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, User> owners(List<User> users) {
    Map<String, User> owners = new HashMap<>();
    users.forEach(u -> u.nickname().ifPresent(n -> owners.putIfAbsent(folded(n.strip()), u)));
    return owners;
  }

  private static Target target(User owner, String whole, String rest) {
    String text = AFTER_NICKNAME.matcher(rest).replaceFirst("");
    // A nickname alone is still a message; an empty mail would only puzzle.
    return new Target(
        List.of(owner.email()), text.isBlank() ? whole : text, Messages.get("reason.nickname"));
  }

  private static String stripLeading(String text) {
    int start = 0;
    while (start < text.length() && blank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static boolean boundary(char c) {
    return c == ':' || c == ',' || blank(c);
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Upper case first: it makes one of letters that differ in lower case only, such as sigma. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
