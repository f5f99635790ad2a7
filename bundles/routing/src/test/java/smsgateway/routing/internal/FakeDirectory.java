package smsgateway.routing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/** Users in memory. */
final class FakeDirectory implements Directory {
  private record Sent(String number, String email, Instant at) {}

  private record Wrote(String number, String email) {}

  private final Map<String, User> users = new TreeMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Wrote> wrote = new ArrayList<>();
  private final Map<String, String> sims = new TreeMap<>();

  private final Map<Long, Question> questions = new TreeMap<>();

  /** Set to make every call fail like a database that is gone. */
  volatile boolean down;

  /** A user with the given rights, without number. */
  static User user(String email, User.Right... rights) {
    return user(email, null, null, false, User.ConfirmPolicy.ASKED, rights);
  }

  static User user(
      String email,
      String number,
      String nickname,
      boolean fallback,
      User.ConfirmPolicy confirm,
      User.Right... rights) {
    return new User(
        email,
        "",
        Optional.ofNullable(number).map(Msisdn::new),
        Optional.ofNullable(nickname),
        Set.of(rights),
        OptionalInt.empty(),
        0,
        confirm,
        fallback,
        "");
  }

  FakeDirectory add(User user) {
    users.put(user.email(), user);
    return this;
  }

  void alias(String address, String email) {
    aliases.put(address, email);
  }

  void sent(String number, String email, Instant at) {
    sent.add(new Sent(number, email, at));
  }

  void wrote(String number, String email) {
    wrote.add(new Wrote(number, email));
  }

  private void check() throws StoreException {
    if (down) {
      throw new StoreException(StoreException.Code.UNAVAILABLE, "the database does not answer");
    }
  }

  @Override
  public Optional<User> byEmail(String email) throws StoreException {
    check();
    String address = email.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(users.get(aliases.getOrDefault(address, address)));
  }

  @Override
  public List<User> byNumber(Msisdn number) throws StoreException {
    check();
    return users.values().stream().filter(u -> u.number().equals(Optional.of(number))).toList();
  }

  @Override
  public List<User> users() throws StoreException {
    check();
    return List.copyOf(users.values());
  }

  @Override
  public void put(User user) {
    add(user);
  }

  @Override
  public void putAll(List<User> all) {
    all.forEach(this::add);
  }

  @Override
  public boolean remove(String email) {
    return users.remove(email) != null;
  }

  @Override
  public Optional<String> lastSenderTo(String number, Instant since) throws StoreException {
    check();
    return sent.stream()
        .filter(s -> s.number().equals(number) && !s.at().isBefore(since))
        .max(java.util.Comparator.comparing(Sent::at))
        .map(Sent::email);
  }

  void talked(String number, String sim) {
    sims.put(number, sim);
  }

  @Override
  public Optional<String> lastSimWith(Msisdn number, Instant since) throws StoreException {
    check();
    return Optional.ofNullable(sims.get(number.value()));
  }

  @Override
  public boolean hasWrittenTo(String number, String email) throws StoreException {
    check();
    return wrote.contains(new Wrote(number, email));
  }

  /** Has the request with this id answer a question. */
  FakeDirectory question(long request, Question question) {
    questions.put(request, question);
    return this;
  }

  @Override
  public Optional<Question> question(long request) throws StoreException {
    return Optional.ofNullable(questions.get(request));
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
