package smsgateway.shell.internal;

import java.util.List;
import java.util.UUID;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.MessageQueue;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;

/** {@code sms:send}: sends one message; when it answers, the message is stored. */
@Service
@Command(scope = "sms", name = "send", description = "Sends an SMS")
public class SendCommand extends SmsCommand {
  private static final int LONGEST = 100_000;

  @Reference(optional = true)
  MessageQueue queue;

  @Argument(index = 0, name = "NUMBER", required = true, description = "Such as +491701234567")
  String number = "";

  @Argument(
      index = 1,
      name = "TEXT",
      required = true,
      multiValued = true,
      description = "The text; in quotes it keeps its blanks")
  List<String> text = List.of();

  @Override
  List<String> answer() throws StoreException {
    String key = "shell:" + UUID.randomUUID();
    var to = new Submission.Recipient(NumberInput.parse(number).value(), "");
    var submission =
        new Submission(
            key, key, Submission.Origin.SHELL, "", "", "", "", body(), false, List.of(to));
    return need(queue, "store").accept(submission).stream()
        .map(id -> "Accepted as message " + id + "; see sms:why " + id + ".")
        .toList();
  }

  private String body() {
    String body = String.join(" ", text);
    if (body.isBlank() || body.length() > LONGEST) {
      throw new IllegalArgumentException("The text must have 1 to 100000 characters.");
    }
    return body;
  }
}
