package smsgateway.emulator;

import java.time.Instant;

/**
 * A message as a person sees it on a phone, parts joined.
 *
 * @param from number of the sender
 * @param to number of the phone
 * @param text whole text; hex when the message holds data
 * @param parts of how many segments it was made
 * @param dcs TP-DCS of the first segment, for example to see a flash message
 * @param time when the last part arrived
 */
public record Sms(String from, String to, String text, int parts, int dcs, Instant time) {
  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return "Sms[" + text.length() + " characters in " + parts + " part(s)]";
  }
}
