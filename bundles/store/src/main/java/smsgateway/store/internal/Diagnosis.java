package smsgateway.store.internal;

import java.sql.SQLException;
import java.util.Set;

/** What a database's exception means to an operator, as a sentence with the remedy. */
final class Diagnosis {
  private static final Set<String> ABSENT = Set.of("XJ004", "3D000");

  /** Derby's store and recovery: unreadable pages, containers, log and control files. */
  private static final Set<String> DAMAGE =
      Set.of(
          "XSDG", "XSDA", "XSDB", "XSDF", "XSLA", "XSLB", "XSRS", "XBM0", "XSTB", "XSAS", "XSCB");

  private Diagnosis() {}

  /** Whether there is no such database. */
  static boolean absent(SQLException e) {
    return ABSENT.contains(String.valueOf(e.getSQLState()));
  }

  /** The sentence for a database that could not be opened or used. */
  static String of(SQLException e, String name) {
    String all = everything(e);
    if (all.contains("XSDB6") || all.contains("another instance of Derby")) {
      return "Another gateway process has the database "
          + name
          + " open: stop that one, or give this one a database of its own.";
    }
    if (all.contains("No space left") || all.contains("XSLA4") || all.contains("File too large")) {
      return "The disk of the database "
          + name
          + " is full: make room; the gateway goes on by itself then.";
    }
    if (DAMAGE.stream().anyMatch(all::contains)) {
      return "The database "
          + name
          + " is damaged ("
          + deepest(e)
          + "): go back to a backup with sms:restore.";
    }
    return "The database " + name + " does not answer: " + deepest(e);
  }

  private static String everything(Throwable e) {
    StringBuilder all = new StringBuilder();
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      all.append(cause.getMessage()).append(' ');
      if (cause instanceof SQLException sql) {
        all.append(sql.getSQLState()).append(' ');
        for (SQLException next = sql.getNextException();
            next != null && depth < 20;
            next = next.getNextException(), depth++) {
          all.append(next.getSQLState()).append(' ').append(next.getMessage()).append(' ');
        }
      }
      cause = cause.getCause();
    }
    return all.toString();
  }

  /** What the database said first, without the layers around it. */
  private static String deepest(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
