package smsgateway.shell.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a new gateway its first login: when {@code etc/users.properties} names no user, user {@code
 * admin} is written there. The gateway ships without a login, so nobody can use a known one.
 */
@Component(
    immediate = true,
    service = {})
public final class FirstAdmin {
  /** Environment variable with the password; without it a random one is made. */
  static final String VARIABLE = "SMSGATEWAY_ADMIN_PASSWORD";

  private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

  /**
   * Looks once; a failure leaves everything as it was and is told on the console and in the log.
   */
  @Activate
  public FirstAdmin(BundleContext context) {
    Path users = Path.of(context.getProperty("karaf.etc"), "users.properties");
    Path passwordFile = Path.of(context.getProperty("karaf.base"), "admin-password.txt");
    try {
      create(users, passwordFile, Optional.ofNullable(System.getenv(VARIABLE)), System.out);
    } catch (IOException e) {
      System.out.println(
          "Cannot create user admin in " + users + "; make the folder writable and start again.");
      LOG.error("Cannot create user admin in {}", users, e);
    }
  }

  /**
   * Creates the user when the file names none.
   *
   * <p>The password is on disk for its owner before the user exists: if the power fails between the
   * two, the next start finds no user and replaces the password file by a new one. So there never
   * is an administrator whose password nobody knows.
   *
   * @param given the chosen password; blank counts as absent
   */
  static void create(Path users, Path passwordFile, Optional<String> given, PrintStream out)
      throws IOException {
    UsersProperties file = UsersProperties.read(users);
    if (file.namesUser()) {
      return;
    }
    Optional<String> chosen = given.filter(p -> !p.isBlank());
    String password = chosen.orElseGet(Password::random);
    if (chosen.isEmpty()) {
      OwnerFile.create(passwordFile, password + System.lineSeparator());
    }
    file.addAdmin(Password.hash(password));
    out.println(
        chosen.isPresent()
            ? "User admin has the password in " + VARIABLE + "."
            : "User admin has the password in " + passwordFile + "; note it and delete the file.");
  }
}
