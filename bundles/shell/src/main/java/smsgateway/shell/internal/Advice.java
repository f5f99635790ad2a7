package smsgateway.shell.internal;

import java.time.Instant;
import smsgateway.api.Journal.Direction;
import smsgateway.api.Journal.Story;

/** Says in whole sentences what the state of a message means and what to do next. */
final class Advice {
  private Advice() {}

  /** One or more sentences; reasons in it may hold numbers. */
  static String of(Story story) {
    return story.entry().direction() == Direction.OUT ? outbound(story) : inbound(story);
  }

  private static String outbound(Story story) {
    long id = story.entry().id();
    String retry =
        story
            .later()
            .map(later -> "It was sent again: sms:why " + later + ".")
            .orElse("sms:retry " + id + " sends it again as a new message.");
    return switch (story.entry().state()) {
      case "ACCEPTED" -> "It waits for its decision; if it stays so, sms:status says why.";
      case "WAITING_NUMBER" ->
          "Its sender was asked for the number; enter it with sms:user-set to send it now.";
      case "NOTED" -> "It was the answer to a question of the gateway. Nothing is to be done.";
      case "REFUSED" ->
          "It was not sent, for the reason above. Remove the cause and have it sent again.";
      case "QUARANTINED" ->
          "The gateway failed on it: "
              + sentence(story)
              + " Look into data/log/karaf.log, then "
              + lower(retry);
      case "QUEUED" -> queued(story);
      case "HELD" ->
          "An administrator holds it"
              + until(story)
              + ": sms:release "
              + id
              + " or sms:cancel "
              + id
              + ".";
      default -> ofSegments(story, id, retry);
    };
  }

  private static String ofSegments(Story story, long id, String retry) {
    return switch (story.entry().state()) {
      case "SUBMITTING" -> "A modem is submitting it now; sms:modem-list shows how that one is.";
      case "UNKNOWN" ->
          "The modem gave no answer, so it may have been sent or not. A status report settles that;"
              + " without one it is sent once more or given up, as etc/smsgateway.routing.cfg says."
              + " sms:cancel "
              + id
              + " forbids to send it once more.";
      case "SUBMITTED" -> "The network has it; a status report is awaited" + until(story) + ".";
      case "DELIVERED" -> "The phone has it. Nothing is to be done.";
      case "SENT_NO_REPORT" ->
          "The network took it and never reported; most phones have it then. Ask the recipient"
              + " first, because the phone may show it twice: "
              + retry;
      case "UNDETERMINED" ->
          "It is not known whether it was sent. Ask the recipient first, because the phone may show"
              + " it twice: "
              + retry;
      case "FAILED" -> "It was not delivered: " + sentence(story) + " Check the number. " + retry;
      case "EXPIRED" ->
          "Its validity ended first: " + sentence(story) + " See sms:modem-list. " + retry;
      case "CANCELLED" -> "An administrator cancelled it. " + retry;
      default -> "";
    };
  }

  private static String queued(Story story) {
    if (story.sendingStopped()) {
      return "All sending is stopped: sms:release without ID lets it go on.";
    }
    boolean later = story.nextTry().filter(at -> at.isAfter(Instant.now())).isPresent();
    return later
        ? "It is tried again at "
            + Table.local(story.nextTry().get())
            + until(story)
            + "."
            + (story.over().isEmpty() ? "" : " It goes " + story.over() + ".")
        : "It waits for a modem"
            + until(story)
            + (story.over().isEmpty() ? "" : ", and goes " + story.over())
            + "; sms:modem-list shows them. Earlier messages to the number go first.";
  }

  private static String until(Story story) {
    return story.validUntil().map(at -> ", until " + Table.local(at) + " at most").orElse("");
  }

  private static String inbound(Story story) {
    MessageId id = new MessageId(story.entry().id());
    return switch (story.entry().state()) {
      case "RECEIVED" ->
          "It waits for its decision"
              + (story.entry().reason().isBlank() ? "" : ": " + sentence(story))
              + "; if it stays so, sms:status says why.";
      case "WAITING", "PARTIAL" -> "Parts of it are missing and may still come.";
      case "ROUTED" -> "It was given to mail, for this reason: " + sentence(story);
      case "NOTICED" -> "The operator got a notice about it; sms:pdu HEX explains a PDU.";
      case "DROPPED" -> "It needs no mail: " + sentence(story);
      case "QUARANTINED" ->
          "The gateway failed on it: "
              + sentence(story)
              + " Look into data/log/karaf.log, then sms:retry "
              + id
              + " has it decided again; sms:pdu HEX explains a PDU.";
      case "FILED" -> "It is one part of a longer message.";
      case "DUPLICATE" -> "The same part came before.";
      case "MATCHED" -> "It is a status report: " + sentence(story);
      case "PARKED" -> "It is a status report that fits no message yet.";
      case "UNMATCHED" -> "It is a status report that never fitted a message.";
      default -> "";
    };
  }

  private static String sentence(Story story) {
    String reason = story.entry().reason().strip();
    if (reason.isEmpty()) {
      return "no reason is known.";
    }
    return reason.matches("(?s).*[.!?]") ? reason : reason + ".";
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
