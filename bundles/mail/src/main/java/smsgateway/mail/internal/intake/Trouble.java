package smsgateway.mail.internal.intake;

import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** Says in one sentence what is wrong with a mailbox, and what to do. */
final class Trouble {
  private static final int DEPTH = 20;

  private Trouble() {}

  /** Whether the server refused the login. */
  static boolean login(Throwable fault) {
    return find(fault, AuthenticationFailedException.class) != null;
  }

  /** The sentence without its full stop. */
  static String sentence(Account account, Throwable fault) {
    String place = "Mailbox " + account.place();
    String file = " in etc/" + account.file();
    FolderRefusedException refused = find(fault, FolderRefusedException.class);
    if (refused != null) {
      return place
          + ", folder "
          + account.folder()
          + ": "
          + refused.getMessage()
          + "; see folder"
          + file;
    }
    if (login(fault)) {
      return place + ": the server refuses the login; see username and password" + file;
    }
    if (find(fault, UnknownHostException.class) != null) {
      return place + ": there is no such host; see host" + file;
    }
    if (find(fault, SSLException.class) != null
        || find(fault, CertificateException.class) != null) {
      return place
          + ": no trusted TLS connection ("
          + deepest(fault)
          + "); host"
          + file
          + " must be the name in the server's certificate, and Java must trust its issuer";
    }
    if (find(fault, SocketConnectException.class) != null
        || find(fault, MailConnectException.class) != null) {
      return place + ": the server does not answer; is it up? See host, port and protocol" + file;
    }
    return place + ": the server breaks off (" + deepest(fault) + "); its log says why";
  }

  private static <T extends Throwable> T find(Throwable fault, Class<T> type) {
    Throwable next = fault;
    for (int i = 0; next != null && i < DEPTH; i++) {
      if (type.isInstance(next)) {
        return type.cast(next);
      }
      next = next(next);
    }
    return null;
  }

  /** The library hides some causes. */
  private static Throwable next(Throwable fault) {
    return fault instanceof SocketConnectException hidden
        ? hidden.getException()
        : fault.getCause();
  }

  /** What the innermost cause says, in one line; servers are quoted no further than that. */
  private static String deepest(Throwable fault) {
    Throwable next = fault;
    for (int i = 0; next(next) != null && i < DEPTH; i++) {
      next = next(next);
    }
    String message =
        next.getMessage() == null ? next.getClass().getSimpleName() : next.getMessage();
    String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
    boolean network = next instanceof IOException || next instanceof CertificateException;
    return network || line.length() <= 150 ? cut(line) : next.getClass().getSimpleName();
  }

  private static String cut(String line) {
    return line.length() <= 150 ? line : line.substring(0, 150);
  }
}
