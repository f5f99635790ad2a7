package smsgateway.mail.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import smsgateway.api.HeldMails;

/** Held mails in memory, with the promises of the real ones; one account. */
public final class InMemoryHeldMails implements HeldMails {
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Set<String>> held = new HashMap<>();
  private final Map<String, Set<String>> released = new HashMap<>();

  @Override
  public synchronized boolean seen(String mailbox) {
    return seen.contains(mailbox);
  }

  @Override
  public synchronized void firstSight(String account, String mailbox, Collection<String> mails) {
    held.clear();
    released.clear();
    hold(account, mailbox, mails);
    seen.add(mailbox);
  }

  @Override
  public synchronized void hold(String account, String mailbox, Collection<String> mails) {
    held.computeIfAbsent(mailbox, any -> new HashSet<>()).addAll(mails);
    released.getOrDefault(mailbox, new HashSet<>()).removeAll(mails);
  }

  @Override
  public synchronized Set<String> held(String mailbox) {
    return Set.copyOf(held.getOrDefault(mailbox, Set.of()));
  }

  @Override
  public synchronized Set<String> released(String mailbox) {
    return Set.copyOf(released.getOrDefault(mailbox, Set.of()));
  }

  @Override
  public synchronized void gone(String mailbox, Collection<String> mails) {
    released.getOrDefault(mailbox, new HashSet<>()).removeAll(mails);
    held.getOrDefault(mailbox, new HashSet<>()).removeAll(mails);
  }

  @Override
  public synchronized Map<String, Integer> counts() {
    int all = held.values().stream().mapToInt(Set::size).sum();
    return all == 0 ? Map.of() : Map.of("north", all);
  }

  @Override
  public synchronized int release(String account) {
    int all = held.values().stream().mapToInt(Set::size).sum();
    held.forEach(
        (mailbox, mails) ->
            released.computeIfAbsent(mailbox, any -> new HashSet<>()).addAll(mails));
    held.clear();
    return all;
  }
}
