package smsgateway.shell.internal;

import java.security.AccessController;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Session;

/** Who typed the command. */
final class Operator {
  private static final String ADMIN = "admin";

  private Operator() {}

  /** The login name, or {@code shell} when the command came without a login. */
  static String name(Session session) {
    Object user = session == null ? null : session.get("USER");
    return user == null || user.toString().isBlank() ? "shell" : Visible.of(user.toString());
  }

  /** Whether numbers and addresses may be shown in full. */
  @SuppressWarnings("removal") // The only way on Java 17; Karaf checks its own roles so too.
  static boolean admin() {
    Subject subject = Subject.getSubject(AccessController.getContext());
    return subject != null && admin(subject);
  }

  /** By simple name: the class of Karaf's role principals is no part of any interface. */
  static boolean admin(Subject subject) {
    return subject.getPrincipals().stream()
        .anyMatch(
            p -> p.getClass().getSimpleName().equals("RolePrincipal") && p.getName().equals(ADMIN));
  }
}
