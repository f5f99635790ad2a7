package smsgateway.itests.crash;

import java.util.ArrayList;
import java.util.List;

/** What clients and phones handed over and may rely on; safe for any number of threads. */
final class Ledger {
  private final List<Wanted> acknowledged = new ArrayList<>();
  private final List<String> sms = new ArrayList<>();
  private int repeats;

  /**
   * One recipient of a mail that got 250.
   *
   * @param number E.164 with {@code +}; every recipient has its own
   * @param text what the phone must show
   * @param messageId of the mail
   * @param confirm whether a confirmation was asked for
   */
  record Wanted(String number, String text, String messageId, boolean confirm) {}

  synchronized void acknowledged(List<Wanted> recipients) {
    acknowledged.addAll(recipients);
  }

  /** A phone sent this text, which no other SMS contains. */
  synchronized void sent(String text) {
    sms.add(text);
  }

  /** A mail was handed over again because its reply was lost. */
  synchronized void repeated() {
    repeats++;
  }

  synchronized List<Wanted> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized List<String> sms() {
    return List.copyOf(sms);
  }

  synchronized int repeats() {
    return repeats;
  }
}
