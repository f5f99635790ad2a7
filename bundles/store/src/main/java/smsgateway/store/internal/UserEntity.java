package smsgateway.store.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import smsgateway.api.Msisdn;
import smsgateway.api.User;

/** A row of the table of users; it never leaves this bundle. */
@Entity(name = "GatewayUser")
@Table(name = "app_user")
public class UserEntity {
  @Id
  @Column(name = "email")
  private String email;

  @Column(name = "name")
  private String name;

  @Column(name = "number")
  private String number;

  @Column(name = "nickname")
  private String nickname;

  @Column(name = "nickname_key")
  private String nicknameKey;

  @Column(name = "rights")
  private String rights;

  @Column(name = "quota")
  private Integer quota;

  /**
   * Debited by SQL while requests are decided: JPA writes it when the row is new and never again.
   */
  @Column(name = "used", updatable = false)
  private int used;

  @Column(name = "confirm")
  private String confirm;

  @Column(name = "fallback")
  private int fallback;

  @Column(name = "lang")
  private String language;

  /** Separated by blanks; their own table finds the user by one. */
  @Column(name = "aliases")
  private String aliases;

  @Column(name = "period")
  private String period;

  @Column(name = "long_text")
  private String longText;

  @Column(name = "urgent")
  private String urgent;

  /** For the persistence provider. */
  protected UserEntity() {}

  UserEntity(String email, int used) {
    this.email = email;
    this.used = used;
  }

  /** The stored number, or null. */
  String number() {
    return number;
  }

  /** The form in which addresses and nicknames are compared. */
  static String fold(String text) {
    return java.text.Normalizer.normalize(text.strip(), java.text.Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }

  /** Gives the nickname free, so that another user can take it in the same transaction. */
  void dropNickname() {
    nickname = null;
    nicknameKey = null;
  }

  void set(User user) {
    name = user.name();
    number = user.number().map(Msisdn::value).orElse(null);
    nickname = user.nickname().orElse(null);
    nicknameKey = user.nickname().map(UserEntity::fold).orElse(null);
    rights = user.rights().stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
    quota = user.quota().isPresent() ? user.quota().getAsInt() : null;
    confirm = user.confirm().name();
    fallback = user.fallback() ? 1 : 0;
    language = user.language();
    List<String> all = UserAddresses.all(user);
    aliases = String.join(" ", all.subList(1, all.size()));
    period = user.period().name();
    longText = user.longText().map(Enum::name).orElse("");
    urgent = user.urgent().name();
  }

  User value() {
    Set<User.Right> all =
        rights.isEmpty()
            ? Set.of()
            : Arrays.stream(rights.split("\\+", -1))
                .map(User.Right::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    return new User(
        email,
        name,
        Optional.ofNullable(number).map(Msisdn::new),
        Optional.ofNullable(nickname),
        all,
        quota == null ? OptionalInt.empty() : OptionalInt.of(quota),
        used,
        User.ConfirmPolicy.valueOf(confirm),
        fallback == 1,
        language,
        aliases.isEmpty() ? List.of() : List.of(aliases.split(" ", -1)),
        User.Period.valueOf(period),
        longText.isEmpty() ? Optional.empty() : Optional.of(User.LongText.valueOf(longText)),
        User.Urgent.valueOf(urgent));
  }
}
