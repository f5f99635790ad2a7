package smsgateway.shell.internal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smsgateway.api.Msisdn;
import smsgateway.api.User;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.api.User.Right;

/**
 * The fields of a user as text, as the columns of the users' file and the options of the commands
 * have them. All refusals are {@link IllegalArgumentException}s with a sentence.
 */
final class UserEdit {
  /** Columns of the users' file, in the order in which they are shown. */
  static final List<String> FIELDS =
      List.of(
          "email",
          "name",
          "number",
          "nickname",
          "rights",
          "quota",
          "confirm",
          "default",
          "language");

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
  private static final Pattern NICKNAME = Pattern.compile("\\S{1,50}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

  private UserEdit() {}

  /** The address in the form that identifies a user. */
  static String email(String typed) {
    String email = typed.strip().toLowerCase(Locale.ROOT);
    require(EMAIL.matcher(email).matches(), typed, "is no mail address");
    return plain(email);
  }

  /** A user who may send to users and to any number, and answer. */
  static User fresh(String email) {
    return new User(
        email,
        "",
        Optional.empty(),
        Optional.empty(),
        EnumSet.of(Right.USERS, Right.EXTERNAL, Right.REPLY),
        OptionalInt.empty(),
        0,
        ConfirmPolicy.ASKED,
        false,
        "");
  }

  /**
   * The user with the given fields replaced and all others as they were.
   *
   * @param fields keyed by {@link #FIELDS}, and {@code aliases}, {@code longtext} and {@code
   *     urgent}; an empty value clears the field
   */
  static User apply(User user, Map<String, String> fields) {
    Optional<Quota> quota = given(fields, "quota").map(text -> Quota.read(text, user));
    return new User(
        user.email(),
        given(fields, "name").map(UserEdit::plain).orElse(user.name()),
        given(fields, "number").map(UserEdit::number).orElse(user.number()),
        given(fields, "nickname").map(UserEdit::nickname).orElse(user.nickname()),
        given(fields, "rights").map(UserEdit::rights).orElse(user.rights()),
        quota.map(Quota::most).orElse(user.quota()),
        user.used(),
        given(fields, "confirm").map(UserEdit::confirm).orElse(user.confirm()),
        given(fields, "default").map(UserEdit::flag).orElse(user.fallback()),
        given(fields, "language").map(UserEdit::language).orElse(user.language()),
        given(fields, "aliases").map(UserEdit::aliases).orElse(user.aliases()),
        quota.map(Quota::period).orElse(user.period()),
        given(fields, "longtext").map(UserEdit::longText).orElse(user.longText()),
        given(fields, "urgent").map(UserEdit::urgent).orElse(user.urgent()));
  }

  /** The rights as the users' file has them, in a fixed order. */
  static String rights(Set<Right> rights) {
    return Stream.of(Right.values())
        .filter(rights::contains)
        .map(r -> r.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("+"));
  }

  private static Optional<String> given(Map<String, String> fields, String field) {
    return Optional.ofNullable(fields.get(field)).map(String::strip);
  }

  private static Optional<Msisdn> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(NumberInput.parse(text));
  }

  private static Optional<String> nickname(String text) {
    require(text.isEmpty() || NICKNAME.matcher(text).matches(), text, "is no nickname: one word");
    return Optional.of(plain(text)).filter(s -> !s.isEmpty());
  }

  private static Set<Right> rights(String text) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    Stream.of(text.split("\\+", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .forEach(s -> rights.add(choice(Right.class, s)));
    return rights;
  }

  private static List<String> aliases(String text) {
    return Stream.of(text.split("[\\s,;]+", -1))
        .filter(s -> !s.isEmpty())
        .map(UserEdit::email)
        .distinct()
        .toList();
  }

  private static Optional<User.LongText> longText(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(choice(User.LongText.class, text));
  }

  private static User.Urgent urgent(String text) {
    return text.isEmpty() ? User.Urgent.FLASH : choice(User.Urgent.class, text);
  }

  private static ConfirmPolicy confirm(String text) {
    return text.isEmpty() ? ConfirmPolicy.ASKED : choice(ConfirmPolicy.class, text);
  }

  private static boolean flag(String text) {
    String flag = text.toLowerCase(Locale.ROOT);
    require(Set.of("", "true", "false").contains(flag), text, "is neither true nor false");
    return flag.equals("true");
  }

  private static String language(String text) {
    String language = text.toLowerCase(Locale.ROOT);
    require(
        language.isEmpty() || LANGUAGE.matcher(language).matches(),
        text,
        "is no language: two letters, such as de");
    return language;
  }

  static <E extends Enum<E>> E choice(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> c.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> refusal(text, "is none of " + choices(type)));
  }

  private static <E extends Enum<E>> String choices(Class<E> type) {
    return Stream.of(type.getEnumConstants())
        .map(c -> c.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String plain(String text) {
    require(text.chars().noneMatch(Visible::steers), text, "holds a control character");
    return text;
  }

  static void require(boolean holds, String text, String complaint) {
    if (!holds) {
      throw refusal(text, complaint);
    }
  }

  private static IllegalArgumentException refusal(String text, String complaint) {
    return new IllegalArgumentException("\"" + Visible.of(text) + "\" " + complaint + ".");
  }
}
