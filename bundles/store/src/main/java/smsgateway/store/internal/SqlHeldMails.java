package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import smsgateway.api.HeldMails;
import smsgateway.api.StoreException;

/** Held mails as plain SQL on the gateway's data source. */
@Component
public final class SqlHeldMails implements HeldMails {
  /** Rows of one transaction: Derby locks the whole table for much more. */
  private static final int CHUNK = 500;

  private final Tx tx;
  private final Clock clock;

  /** The data source appears only after the schema is up to date. */
  @Activate
  public SqlHeldMails(
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource) {
    this(dataSource, Clock.systemUTC());
  }

  SqlHeldMails(DataSource dataSource, Clock clock) {
    this.tx = new Tx(dataSource, List::of);
    this.clock = clock;
  }

  private interface Task {
    void run(Db db, String mail) throws SQLException;
  }

  private void each(Collection<String> mails, Task task) throws StoreException {
    List<String> all = new ArrayList<>(mails);
    for (int i = 0; i < all.size(); i += CHUNK) {
      List<String> chunk = all.subList(i, Math.min(all.size(), i + CHUNK));
      tx.execute(
          (db, wakes) -> {
            for (String mail : chunk) {
              task.run(db, mail);
            }
          });
    }
  }

  @Override
  public boolean seen(String mailbox) throws StoreException {
    return tx.run((db, wakes) -> db.exists("SELECT 1 FROM mailbox WHERE name = ?", mailbox));
  }

  /** The mailbox itself is written last: what fails before that is done again. */
  @Override
  public void firstSight(String account, String mailbox, Collection<String> mails)
      throws StoreException {
    hold(account, mailbox, mails);
    tx.execute(
        (db, wakes) -> {
          db.update("DELETE FROM held_mail WHERE account = ? AND mailbox <> ?", account, mailbox);
          if (!db.exists("SELECT 1 FROM mailbox WHERE name = ?", mailbox)) {
            db.update(
                "INSERT INTO mailbox (name, account, seen_at) VALUES (?, ?, ?)",
                mailbox,
                account,
                clock.millis());
          }
        });
  }

  @Override
  public void hold(String account, String mailbox, Collection<String> mails) throws StoreException {
    each(
        mails,
        (db, mail) -> {
          int known =
              db.update(
                  "UPDATE held_mail SET released = 0 WHERE mailbox = ? AND mail = ?",
                  mailbox,
                  mail);
          if (known == 0) {
            db.update(
                "INSERT INTO held_mail (mailbox, mail, account) VALUES (?, ?, ?)",
                mailbox,
                mail,
                account);
          }
        });
  }

  @Override
  public Set<String> held(String mailbox) throws StoreException {
    return mails(mailbox, false);
  }

  @Override
  public Set<String> released(String mailbox) throws StoreException {
    return mails(mailbox, true);
  }

  private Set<String> mails(String mailbox, boolean released) throws StoreException {
    List<String> mails =
        tx.run(
            (db, wakes) ->
                db.list(
                    "SELECT mail FROM held_mail WHERE mailbox = ? AND released = ?",
                    row -> row.getString(1),
                    mailbox,
                    released));
    return new TreeSet<>(mails);
  }

  @Override
  public void gone(String mailbox, Collection<String> mails) throws StoreException {
    each(
        mails,
        (db, mail) ->
            db.update("DELETE FROM held_mail WHERE mailbox = ? AND mail = ?", mailbox, mail));
  }

  @Override
  public Map<String, Integer> counts() throws StoreException {
    List<Map.Entry<String, Integer>> counted =
        tx.run(
            (db, wakes) ->
                db.list(
                    "SELECT account, COUNT(*) FROM held_mail WHERE released = 0 GROUP BY account",
                    row -> Map.entry(row.getString(1), row.getInt(2))));
    Map<String, Integer> counts = new TreeMap<>();
    counted.forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  @Override
  public int release(String account) throws StoreException {
    return tx.run(
        (db, wakes) ->
            db.update(
                "UPDATE held_mail SET released = 1 WHERE account = ? AND released = 0", account));
  }
}
