package smsgateway.shell.internal;

import java.util.regex.Pattern;
import smsgateway.api.Journal;
import smsgateway.api.Msisdn;

/** Hides whom a message concerns from people who may not know. */
final class Hidden {
  private static final Pattern PDU = Pattern.compile("[0-9A-Fa-f]{17,}");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<]+@([^\\s@]+)");

  /** Six digits and more, as people write numbers; but no id of a message and nothing masked. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<!message )(?<!\\bin)(?<![0-9])\\+?[0-9]([ ./()-]?[0-9]){5,}(?![0-9*])");

  private Hidden() {}

  /** The text with numbers masked, without PDUs, and without the persons of mail addresses. */
  static String of(String text) {
    String withoutPdus = PDU.matcher(text).replaceAll("***");
    String withoutPersons = ADDRESS.matcher(withoutPdus).replaceAll("***@$1");
    return NUMBER.matcher(withoutPersons).replaceAll(found -> Msisdn.mask(found.group()));
  }

  /** The story without persons. */
  static Journal.Story of(Journal.Story story) {
    Journal.Entry entry = story.entry();
    return new Journal.Story(
        new Journal.Entry(
            entry.id(),
            entry.direction(),
            entry.at(),
            of(entry.party()),
            entry.number().isEmpty() ? "" : Msisdn.mask(entry.number()),
            entry.state(),
            entry.segments(),
            entry.modem(),
            of(entry.reason())),
        story.steps().stream()
            .map(s -> new Journal.Step(s.at(), s.subject(), s.what(), of(s.cause())))
            .toList(),
        story.nextTry(),
        story.validUntil(),
        story.sendingStopped(),
        story.former(),
        story.later(),
        story.over());
  }
}
