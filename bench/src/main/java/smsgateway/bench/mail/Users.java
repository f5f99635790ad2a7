package smsgateway.bench.mail;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.User;

/** The users of the corpus, in memory; each may do everything. */
final class Users implements Directory {
  private final TreeMap<String, User> users = new TreeMap<>();

  Users() {
    add("anna@example.com", null);
    add("bob.brown@example.com", "+393339000001");
    add("5551234@example.com", "+393339000002");
    add("info@example.com", "+393339000003");
    add("info@example.org", "+393339000004");
    add("omar@example.org", null);
    add("monitor@example.com", null);
  }

  private void add(String email, String number) {
    put(
        new User(
            email,
            "",
            Optional.ofNullable(number).map(Msisdn::new),
            Optional.empty(),
            EnumSet.allOf(User.Right.class),
            OptionalInt.empty(),
            0,
            User.ConfirmPolicy.ASKED,
            false,
            ""));
  }

  @Override
  public Optional<User> byEmail(String email) {
    return Optional.ofNullable(users.get(email.toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<User> byNumber(Msisdn number) {
    return users.values().stream().filter(u -> u.number().equals(Optional.of(number))).toList();
  }

  @Override
  public List<User> users() {
    return List.copyOf(users.values());
  }

  @Override
  public void put(User user) {
    users.put(user.email(), user);
  }

  @Override
  public void putAll(List<User> all) {
    all.forEach(this::put);
  }

  @Override
  public boolean remove(String email) {
    return users.remove(email) != null;
  }

  @Override
  public Optional<String> lastSenderTo(String number, Instant since) {
    return Optional.empty();
  }

  @Override
  public Optional<String> lastSimWith(Msisdn number, Instant since) {
    return Optional.empty();
  }

  @Override
  public boolean hasWrittenTo(String number, String email) {
    return false;
  }

  @Override
  public Optional<Question> question(long request) {
    return Optional.empty();
  }

  @Override
  public boolean setNumber(String email, Optional<Msisdn> number, String by) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<NumberChange> numberChanges(int max) {
    throw new UnsupportedOperationException();
  }
}
