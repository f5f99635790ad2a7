package smsgateway.store.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.PersistenceException;
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
  private static final int TAIL = 8;

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
              all.forEach(user -> save(em, user));
              return Optional.empty();
            });
    if (taken.isPresent()) {
      throw new StoreException(Code.INVALID, taken.get());
    }
  }

  private static void uniqueInList(List<User> all) throws StoreException {
    Map<String, String> owners = new HashMap<>();
    for (User user : all) {
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

  private static void save(EntityManager em, User user) {
    String email = UserEntity.fold(user.email());
    UserEntity entity = em.find(UserEntity.class, email);
    if (entity == null) {
      entity = new UserEntity(email);
      entity.set(user);
      em.persist(entity);
    } else {
      entity.set(user);
    }
  }

  @Override
  public boolean remove(String email) throws StoreException {
    return run(
        em -> {
          UserEntity entity = em.find(UserEntity.class, UserEntity.fold(email));
          if (entity != null) {
            em.remove(entity);
          }
          return entity != null;
        });
  }

  @Override
  public Optional<String> lastSenderTo(String number, Instant since) throws StoreException {
    String query =
        "SELECT ma.sender FROM segment s JOIN message m ON m.id = s.message_id JOIN mail ma ON ma.id = m.mail_id"
            + " WHERE s.number = ? AND s.submitted_at >= ? AND ma.sender <> '' ORDER BY s.submitted_at DESC, s.id DESC"
            + " FETCH FIRST 1 ROWS ONLY";
    return tx.run(
        (db, wakes) -> {
          Optional<String> exact =
              db.first(query, row -> row.getString(1), number, since.toEpochMilli());
          String tail = Reports.tail(number);
          if (exact.isPresent() || tail.length() < TAIL) {
            return exact;
          }
          List<String> alike =
              db.list(
                  "SELECT DISTINCT number FROM segment WHERE number_tail = ? AND submitted_at >= ?",
                  row -> row.getString(1),
                  tail,
                  since.toEpochMilli());
          return alike.size() == 1
              ? db.first(query, row -> row.getString(1), alike.get(0), since.toEpochMilli())
              : Optional.empty();
        });
  }

  @Override
  public boolean hasWrittenTo(String number, String email) throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.number(
                    "SELECT COUNT(*) FROM inbound_recipient WHERE email = ? AND originator = ?",
                    UserEntity.fold(email),
                    number)
                > 0);
  }

  private <T> T run(Function<EntityManager, T> work) throws StoreException {
    try {
      return users.run(work);
    } catch (PersistenceException e) {
      throw new StoreException(Code.UNAVAILABLE, "The database does not do what it should", e);
    }
  }
}
