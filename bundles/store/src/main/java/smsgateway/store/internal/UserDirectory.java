package smsgateway.store.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
import javax.persistence.Query;
import javax.sql.DataSource;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.User;

/** Users as JPA entities; what is asked of the messages is SQL. */
@Component
public final class UserDirectory implements Directory {
  private static final int EMAIL = 254;
  private static final int NAME = 200;
  private static final int NICKNAME = 64;
  private static final int LANGUAGE = 8;

  private final Transactions users;
  private final Tx tx;

  /** Runs work in one JPA transaction. */
  interface Transactions {
    <T> T run(Function<EntityManager, T> work);
  }

  /** Both come from the same data source. */
  @Activate
  public UserDirectory(
      @Reference(target = "(osgi.unit.name=smsgateway)") JpaTemplate jpa,
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource) {
    this(
        new Transactions() {
          @Override
          public <T> T run(Function<EntityManager, T> work) {
            return jpa.txExpr(TransactionType.Required, work::apply);
          }
        },
        dataSource);
  }

  UserDirectory(Transactions users, DataSource dataSource) {
    this.users = users;
    this.tx = new Tx(dataSource, List::of);
  }

  @Override
  public Optional<User> byEmail(String email) throws StoreException {
    return run(
        em ->
            Optional.ofNullable(em.find(UserEntity.class, UserEntity.fold(email)))
                .or(() -> UserAddresses.find(em, email))
                .map(UserEntity::value));
  }

  @Override
  public List<User> byNumber(Msisdn number) throws StoreException {
    return run(
        em ->
            em
                .createQuery(
                    "SELECT u FROM GatewayUser u WHERE u.number = :number ORDER BY u.email",
                    UserEntity.class)
                .setParameter("number", number.value())
                .getResultList()
                .stream()
                .map(UserEntity::value)
                .toList());
  }

  @Override
  public List<User> users() throws StoreException {
    return run(
        em ->
            em
                .createQuery("SELECT u FROM GatewayUser u ORDER BY u.email", UserEntity.class)
                .getResultList()
                .stream()
                .map(UserEntity::value)
                .toList());
  }

  @Override
  public void put(User user) throws StoreException {
    putAll(List.of(user));
  }

  @Override
  public void putAll(List<User> all) throws StoreException {
    for (User user : all) {
      fits(user);
    }
    uniqueInList(all);
    Optional<String> taken =
        run(
            em -> {
              for (User user : all) {
                Optional<String> other = owner(em, user, all);
                if (other.isPresent()) {
                  return other;
                }
              }
              Optional<String> address = UserAddresses.taken(em, all);
              if (address.isPresent()) {
                return address;
              }
              free(em, all);
              all.forEach(user -> save(em, user));
              return Optional.empty();
            });
    if (taken.isPresent()) {
      throw new StoreException(Code.INVALID, taken.get());
    }
  }

  private static void fits(User user) throws StoreException {
    String email = user.email();
    if (email.isBlank() || email.length() > EMAIL || email.indexOf('@') < 1) {
      throw invalid("\"" + Db.cut(email, EMAIL) + "\" is no mail address.");
    }
    if (user.name().length() > NAME) {
      throw invalid("The name of " + email + " is longer than " + NAME + " characters.");
    }
    if (user.nickname().isPresent() && user.nickname().get().length() > NICKNAME) {
      throw invalid("The nickname of " + email + " is longer than " + NICKNAME + " characters.");
    }
    if (String.join(" ", user.aliases()).length() > UserAddresses.LONGEST) {
      throw invalid("The addresses of " + email + " are too many.");
    }
    if (user.language().length() > LANGUAGE) {
      throw invalid("The language of " + email + " is no two-letter code.");
    }
  }

  private static StoreException invalid(String sentence) {
    return new StoreException(Code.INVALID, sentence);
  }

  private static void uniqueInList(List<User> all) throws StoreException {
    Map<String, String> owners = new HashMap<>();
    Set<String> emails = new HashSet<>();
    for (User user : all) {
      if (!emails.add(UserEntity.fold(user.email()))) {
        throw invalid(user.email() + " stands in the list twice.");
      }
      if (user.nickname().isPresent()) {
        String other = owners.putIfAbsent(UserEntity.fold(user.nickname().get()), user.email());
        if (other != null) {
          throw new StoreException(Code.INVALID, taken(user, other));
        }
      }
    }
  }

  private static Optional<String> owner(EntityManager em, User user, List<User> all) {
    if (user.nickname().isEmpty()) {
      return Optional.empty();
    }
    return em
        .createQuery("SELECT u FROM GatewayUser u WHERE u.nicknameKey = :key", UserEntity.class)
        .setParameter("key", UserEntity.fold(user.nickname().get()))
        .getResultList()
        .stream()
        .map(UserEntity::value)
        .map(User::email)
        .filter(owner -> all.stream().noneMatch(u -> UserEntity.fold(u.email()).equals(owner)))
        .map(owner -> taken(user, owner))
        .findFirst();
  }

  private static String taken(User user, String owner) {
    return "The nickname of " + user.email() + " belongs to " + owner + ": choose another one.";
  }

  /**
   * Two users may exchange their nicknames and addresses; the database checks each statement by
   * itself.
   */
  private static void free(EntityManager em, List<User> all) {
    for (User user : all) {
      UserEntity entity = em.find(UserEntity.class, UserEntity.fold(user.email()));
      if (entity != null) {
        entity.dropNickname();
        UserAddresses.remove(em, UserEntity.fold(user.email()));
      }
    }
    em.flush();
  }

  private static void save(EntityManager em, User user) {
    String email = UserEntity.fold(user.email());
    UserEntity entity = em.find(UserEntity.class, email);
    String before = entity == null ? null : entity.number();
    if (entity == null) {
      entity = new UserEntity(email, user.used());
      entity.set(user);
      em.persist(entity);
    } else {
      entity.set(user);
    }
    UserAddresses.add(em, user);
    changed(em, email, Objects.requireNonNullElse(before, ""), user);
  }

  private static void changed(EntityManager em, String email, String before, User user) {
    String after = user.number().map(Msisdn::value).orElse("");
    if (!before.equals(after)) {
      Query insert = em.createNativeQuery(NumberChanges.INSERT);
      List<Object> values =
          List.of(
              email,
              System.currentTimeMillis(),
              "administrator",
              NumberChanges.mask(before),
              NumberChanges.mask(after));
      for (int i = 0; i < values.size(); i++) {
        insert.setParameter(i + 1, values.get(i));
      }
      insert.executeUpdate();
    }
  }

  @Override
  public boolean setNumber(String email, Optional<Msisdn> number, String by) throws StoreException {
    return tx.run(
        (db, wakes) ->
            NumberChanges.set(
                db, System.currentTimeMillis(), UserEntity.fold(email), number, by, false));
  }

  @Override
  public List<NumberChange> numberChanges(int max) throws StoreException {
    return tx.run((db, wakes) -> NumberChanges.newest(db, max));
  }

  @Override
  public boolean remove(String email) throws StoreException {
    return run(
        em -> {
          UserEntity entity = em.find(UserEntity.class, UserEntity.fold(email));
          if (entity != null) {
            UserAddresses.remove(em, UserEntity.fold(email));
            em.remove(entity);
          }
          return entity != null;
        });
  }

  @Override
  public Optional<String> lastSenderTo(String number, Instant since) throws StoreException {
    return tx.run((db, wakes) -> Correspondence.lastSenderTo(db, number, since));
  }

  @Override
  public Optional<String> lastSimWith(Msisdn number, Instant since) throws StoreException {
    return tx.run((db, wakes) -> Correspondence.lastSimWith(db, number.value(), since));
  }

  @Override
  public boolean hasWrittenTo(String number, String email) throws StoreException {
    return tx.run((db, wakes) -> Correspondence.hasWrittenTo(db, number, email));
  }

  @Override
  public Optional<Question> question(long request) throws StoreException {
    return tx.run((db, wakes) -> Questions.answered(db, request));
  }

  private <T> T run(Function<EntityManager, T> work) throws StoreException {
    // EclipseLink tries again for half a minute when the database is away; this tells at once.
    tx.execute((db, wakes) -> {});
    try {
      return users.run(work);
    } catch (PersistenceException e) {
      throw new StoreException(Code.UNAVAILABLE, "The database failed", e);
    }
  }
}
