package smsgateway.mail.internal.intake;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.HeldMails;
import smsgateway.api.StoreException;
import smsgateway.mail.internal.read.MailAge;
import smsgateway.mail.internal.read.MailReader;

/**
 * Looks through a mailbox once and takes what is new. One thread.
 *
 * <p>Order, power failing after any line: a mail is taken, which commits, and only then moved. Cut
 * off between the two, the mail lies there at the next look, the store knows this copy, and it is
 * only moved. Moved before the commit it would be lost. A mail that is delivered, restored or
 * renumbered once more is another copy, whose recipients the store knows by the mail's content.
 *
 * <p>What lay in a mailbox when it was seen first, or when its ids became invalid, is held: its
 * rows are written before any mail of the mailbox is taken. A mail of more than a week ago is held
 * too: somebody may have put back an old mailbox, whose mails the store has forgotten.
 */
final class IntakePass {
  private static final Logger LOG = LoggerFactory.getLogger(IntakePass.class);

  /** Mails of one command. */
  private static final int CHUNK = 100;

  /** Octets that are fetched at once, unless a single mail is larger. */
  private static final int BATCH_OCTETS = 1_000_000;

  private static final int REMEMBERED = 1_000;

  private static final Duration OLD = Duration.ofDays(7);

  private final Account account;
  private final Taker taker;
  private final InstantSource clock;
  private final BooleanSupplier stopping;

  /** Mails that were taken and could not be moved; a new process finds out by taking them again. */
  private final Map<String, Verdict> unfiled = new LinkedHashMap<>();

  /** Attempts by source key that failed for lack of a store, which is no fault of the mail. */
  private final Map<String, Integer> excused = new HashMap<>();

  private final Map<Verdict, Integer> filed = new EnumMap<>(Verdict.class);

  private String mailbox = "";
  private Set<String> released = Set.of();
  private int taken;

  IntakePass(Account account, Taker taker, InstantSource clock, BooleanSupplier stopping) {
    this.account = account;
    this.taker = taker;
    this.clock = clock;
    this.stopping = stopping;
  }

  /**
   * What a look showed.
   *
   * @param taken mails that were taken
   * @param held mails that wait for an administrator
   * @param unfiled mails that were taken and cannot be moved
   */
  record Look(int taken, int held, int unfiled) {}

  /** Number of mails that were moved for this reason since the start. */
  int filed(Verdict verdict) {
    return filed.getOrDefault(verdict, 0);
  }

  /** Takes all mails that are not held. */
  Look run(Inbox inbox, HeldMails ledger) throws MessagingException, StoreException {
    taken = 0;
    if (!mailbox.equals(inbox.identity())) {
      mailbox = inbox.identity();
      unfiled.clear();
    }
    List<String> ids = inbox.ids();
    Set<String> held = held(ledger, ids);
    List<String> fresh =
        ids.stream().filter(id -> !held.contains(id) && !unfiled.containsKey(id)).toList();
    fileAgain(inbox, ledger, ids);
    for (int i = 0; i < fresh.size() && !stopping.getAsBoolean(); i += CHUNK) {
      chunk(inbox, ledger, fresh.subList(i, Math.min(fresh.size(), i + CHUNK)));
    }
    return new Look(taken, held.size(), unfiled.size());
  }

  private Set<String> held(HeldMails ledger, List<String> ids) throws StoreException {
    if (!ledger.seen(mailbox)) {
      ledger.firstSight(account.name(), mailbox, ids);
      LOG.info("mailbox {} is seen for the first time; {} mails held", account.name(), ids.size());
    }
    Set<String> held = new LinkedHashSet<>(ledger.held(mailbox));
    released = ledger.released(mailbox);
    Set<String> gone = new LinkedHashSet<>(held);
    gone.addAll(released);
    gone.removeAll(Set.copyOf(ids));
    ledger.gone(mailbox, gone);
    held.removeAll(gone);
    return held;
  }

  private void fileAgain(Inbox inbox, HeldMails ledger, List<String> ids)
      throws MessagingException, StoreException {
    unfiled.keySet().retainAll(Set.copyOf(ids));
    Map<Verdict, List<String>> waiting = new EnumMap<>(Verdict.class);
    unfiled.forEach((id, v) -> waiting.computeIfAbsent(v, any -> new ArrayList<>()).add(id));
    file(inbox, ledger, waiting);
  }

  private void chunk(Inbox inbox, HeldMails ledger, List<String> ids)
      throws MessagingException, StoreException {
    List<String> batch = new ArrayList<>();
    long octets = 0;
    for (Map.Entry<String, Integer> mail : inbox.sizes(ids).entrySet()) {
      if (mail.getValue() > account.maxOctets()) {
        LOG.warn("mailbox {}: a mail of {} octets is too large", account.name(), mail.getValue());
        batch(inbox, ledger, List.of(mail.getKey()), false);
        continue;
      }
      if (octets + mail.getValue() > BATCH_OCTETS) {
        batch(inbox, ledger, batch, true);
        batch = new ArrayList<>();
        octets = 0;
      }
      batch.add(mail.getKey());
      octets += mail.getValue();
    }
    batch(inbox, ledger, batch, true);
  }

  /** Moves in one command what was taken, also when the store fails halfway. */
  private void batch(Inbox inbox, HeldMails ledger, List<String> ids, boolean whole)
      throws MessagingException, StoreException {
    Map<Verdict, List<String>> done = new EnumMap<>(Verdict.class);
    try {
      if (whole && ids.size() > 1) {
        fetchAndTake(inbox, ids, done);
      } else {
        for (String id : ids) {
          alone(inbox, id, whole, done);
        }
      }
    } catch (StoreException e) {
      file(inbox, ledger, done);
      throw e;
    }
    file(inbox, ledger, done);
  }

  private void fetchAndTake(Inbox inbox, List<String> ids, Map<Verdict, List<String>> done)
      throws MessagingException, StoreException {
    Map<String, byte[]> mails;
    try {
      mails = inbox.fetch(ids, account.maxOctets());
    } catch (Inbox.RefusedException e) {
      // One mail that the server cannot give out must not keep back the others.
      for (String id : ids) {
        alone(inbox, id, true, done);
      }
      return;
    }
    for (Map.Entry<String, byte[]> mail : mails.entrySet()) {
      take(mail.getKey(), mail.getValue(), true, done);
    }
  }

  private void alone(Inbox inbox, String id, boolean whole, Map<Verdict, List<String>> done)
      throws MessagingException, StoreException {
    try {
      Optional<byte[]> octets =
          whole
              ? Optional.ofNullable(inbox.fetch(List.of(id), account.maxOctets()).get(id))
              : inbox.header(id, MailReader.MOST_HEADER_OCTETS);
      if (octets.isPresent()) {
        take(id, octets.get(), whole, done);
      }
    } catch (Inbox.RefusedException e) {
      LOG.warn("mailbox {}: the server does not give out mail {}", account.name(), id);
      if (taker.givenUp(Ids.copy(mailbox, id, new byte[0]))) {
        done.computeIfAbsent(Verdict.FAILED, any -> new ArrayList<>()).add(id);
      }
    }
  }

  private void take(String id, byte[] octets, boolean whole, Map<Verdict, List<String>> done)
      throws StoreException {
    if (stopping.getAsBoolean()) {
      return;
    }
    if (!released.contains(id) && MailAge.isBefore(octets, clock.instant().minus(OLD))) {
      done.computeIfAbsent(Verdict.HELD, any -> new ArrayList<>()).add(id);
      return;
    }
    String key = Ids.copy(mailbox, id, octets);
    try {
      Verdict verdict = taker.take(key, octets, whole, excused.getOrDefault(key, 0));
      excused.remove(key);
      taken++;
      done.computeIfAbsent(verdict, any -> new ArrayList<>()).add(id);
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        excuse(key);
        throw e;
      }
      LOG.error("mailbox {}: the store does not take mail {}", account.name(), id, e);
    } catch (RuntimeException e) {
      // The attempt is counted: after the third the mail is given up.
      LOG.error("mailbox {}: mail {} cannot be taken", account.name(), id, e);
    }
  }

  private void excuse(String key) {
    if (excused.size() >= REMEMBERED) {
      excused.clear();
    }
    excused.merge(key, 1, Integer::sum);
  }

  /** Without folders only what was taken is deleted; the rest stays and is held. */
  private void file(Inbox inbox, HeldMails ledger, Map<Verdict, List<String>> done)
      throws MessagingException, StoreException {
    for (Map.Entry<Verdict, List<String>> mails : done.entrySet()) {
      boolean stays = !inbox.hasFolders() && mails.getKey() != Verdict.PROCESSED;
      if (stays || mails.getKey() == Verdict.HELD) {
        ledger.hold(account.name(), mailbox, mails.getValue());
        continue;
      }
      try {
        inbox.file(mails.getKey(), mails.getValue());
        mails.getValue().forEach(unfiled::remove);
        filed.merge(mails.getKey(), mails.getValue().size(), Integer::sum);
      } catch (Inbox.RefusedException e) {
        // A full mailbox, for example: taking mails goes on.
        mails.getValue().forEach(id -> unfiled.put(id, mails.getKey()));
      }
    }
  }
}
