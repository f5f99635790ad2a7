package smsgateway.store.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import smsgateway.api.User;

/** The further addresses of users: each address leads to one user. */
final class UserAddresses {
  static final int LONGEST = 2000;

  private UserAddresses() {}

  /** All addresses of a user, the first one his own, as they are compared. */
  static List<String> all(User user) {
    List<String> all = new ArrayList<>(List.of(UserEntity.fold(user.email())));
    user.aliases().stream()
        .map(UserEntity::fold)
        .filter(alias -> !all.contains(alias))
        .forEach(all::add);
    return all;
  }

  /** The user whose further address this is. */
  static Optional<UserEntity> find(EntityManager em, String address) {
    return owner(em, UserEntity.fold(address)).map(email -> em.find(UserEntity.class, email));
  }

  private static Optional<String> owner(EntityManager em, String address) {
    List<?> found =
        em.createNativeQuery("SELECT email FROM user_address WHERE address = ?1")
            .setParameter(1, address)
            .getResultList();
    return found.stream().map(Object::toString).findFirst();
  }

  /** Why these users cannot be stored: an address of one belongs to another. */
  static Optional<String> taken(EntityManager em, List<User> users) {
    Map<String, String> owners = new HashMap<>();
    Set<String> stored =
        users.stream().map(user -> UserEntity.fold(user.email())).collect(Collectors.toSet());
    for (User user : users) {
      String email = UserEntity.fold(user.email());
      for (String address : all(user)) {
        String other = owners.putIfAbsent(address, email);
        Optional<String> owner =
            other == null ? elsewhere(em, address, email, stored) : Optional.of(other);
        if (owner.isPresent()) {
          return Optional.of(
              "The address " + address + " of " + email + " belongs to " + owner.get() + ".");
        }
      }
    }
    return Optional.empty();
  }

  /** The user outside the list who has this address. */
  private static Optional<String> elsewhere(
      EntityManager em, String address, String email, Set<String> stored) {
    boolean another = !stored.contains(address) && em.find(UserEntity.class, address) != null;
    return another
        ? Optional.of(address)
        : owner(em, address).filter(owner -> !owner.equals(email) && !stored.contains(owner));
  }

  /** Takes the further addresses of a user away. */
  static void remove(EntityManager em, String email) {
    em.createNativeQuery("DELETE FROM user_address WHERE email = ?1")
        .setParameter(1, email)
        .executeUpdate();
  }

  static void add(EntityManager em, User user) {
    List<String> all = all(user);
    for (String alias : all.subList(1, all.size())) {
      em.createNativeQuery("INSERT INTO user_address (address, email) VALUES (?1, ?2)")
          .setParameter(1, alias)
          .setParameter(2, all.get(0))
          .executeUpdate();
    }
  }
}
