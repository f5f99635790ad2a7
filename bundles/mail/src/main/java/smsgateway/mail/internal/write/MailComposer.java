package smsgateway.mail.internal.write;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.Answer;
import smsgateway.api.OutgoingMail.InboundSms;
import smsgateway.api.OutgoingMail.OperatorNotice;
import smsgateway.api.OutgoingMail.Question;
import smsgateway.api.OutgoingMail.RecipientResult;

/**
 * Gives outgoing mails their words. Pure: the same row gives the same octets, Message-ID included,
 * so a mail that is sent twice after a crash is recognisable as one. Safe for any number of
 * threads.
 */
public final class MailComposer {
  private static final Pattern ADDRESS =
      Pattern.compile("[!-~&&[^\"(),:;<>@\\[\\\\\\]]]{1,64}@[A-Za-z0-9.-]{1,189}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{3,20}");
  private static final Pattern ID = Pattern.compile("<[!-~&&[^<>]]{1,250}>");
  private static final Pattern REPLY = Pattern.compile("(?i)re\\s?:.*");
  private static final int REFERENCES = 20;
  private static final int ROOT_CHARS = 16;
  private static final int NAMED = 10;

  private final String from;
  private final ZoneId zone;
  private final ResourceBundle words =
      ResourceBundle.getBundle(
          "smsgateway.mail.internal.write.messages",
          Locale.ROOT,
          MailComposer.class.getClassLoader(),
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  /**
   * @param from mail address of the gateway
   * @param zone in which times are written
   */
  public MailComposer(String from, ZoneId zone) {
    this.from = from;
    this.zone = zone;
  }

  /** Whether this is an address that mail can be sent to or from. */
  public static boolean isAddress(String address) {
    return ADDRESS.matcher(address).matches();
  }

  /**
   * Composes a mail: header and body with CRLF line ends, ASCII.
   *
   * @throws IllegalArgumentException when the recipient's address is none
   */
  public byte[] compose(OutgoingMail mail) {
    if (!isAddress(mail.to())) {
      throw new IllegalArgumentException("the recipient is no valid mail address");
    }
    byte[] octets;
    if (mail instanceof InboundSms sms) {
      octets = inbound(sms);
    } else if (mail instanceof Answer answer) {
      octets = answer(answer);
    } else if (mail instanceof Question question) {
      octets = question(question);
    } else {
      OperatorNotice notice = (OperatorNotice) mail;
      octets = start(mail, "", notice.subject(), "auto-generated").body(notice.text());
    }
    return octets;
  }

  private MailWriter start(OutgoingMail mail, String name, String subject, String automatic) {
    return new MailWriter()
        .address("From", name, from)
        .address("To", "", mail.to())
        .field("Subject", subject)
        .raw(
            "Date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(mail.createdAt().atOffset(ZoneOffset.UTC)))
        .raw("Message-ID", id(token(mail)))
        .raw("Auto-Submitted", automatic)
        .raw("X-Auto-Response-Suppress", "All")
        .raw("X-Loop", from);
  }

  private String token(OutgoingMail mail) {
    if (mail instanceof InboundSms sms) {
      return sms.messageToken() + ".sms." + thread(sms);
    }
    return mail instanceof Question question
        ? question.messageToken() + ".ask." + question.code()
        : mail.messageToken();
  }

  /** Mails of one number share a root in References, so that mail clients show one thread. */
  private byte[] inbound(InboundSms sms) {
    MailWriter mail =
        start(sms, sms.originator(), say("inbound.subject", sms.originator()), "auto-generated")
            .raw("References", id("sms." + thread(sms)))
            .field("X-SMS-Reason", sms.reason());
    sms.sentAt().ifPresent(at -> mail.raw("X-SMS-Sent", at.toString()));
    String note = sms.answerable() ? "" : "\n\n" + say("inbound.unanswerable");
    return mail.body(sms.text() + note);
  }

  /** See {@link InboundSms}; a number that takes no answer is only told apart from others. */
  private String thread(InboundSms sms) {
    String sign = sms.originator().startsWith("+") ? "p" : "n";
    String digits = sms.originator().replaceFirst("^\\+", "");
    return sms.answerable() && NUMBER.matcher(digits).matches()
        ? sign + new BigInteger("1" + digits).toString(Character.MAX_RADIX)
        : digest(from + ' ' + sms.originator());
  }

  private byte[] answer(Answer answer) {
    MailWriter mail = start(answer, "", reply(answer.subject()), "auto-replied");
    thread(mail, answer.inReplyTo(), answer.references());
    List<String> paragraphs = new ArrayList<>();
    together(answer.results()).forEach(result -> paragraphs.add(result(result)));
    if (!answer.attachments().isEmpty()) {
      paragraphs.add(say("answer.attachments", attachments(answer.attachments())));
    }
    paragraphs.add(say("answer.end"));
    return mail.body(String.join("\n\n", paragraphs));
  }

  private byte[] question(Question question) {
    String subject = reply(question.subject()) + " [SMS " + question.code() + "]";
    MailWriter mail = start(question, "", subject, "auto-replied");
    thread(mail, question.inReplyTo(), question.references());
    return mail.body(question.text() + "\n\n" + say("answer.end"));
  }

  private String reply(String asked) {
    String subject = asked.isBlank() ? say("answer.subject") : asked;
    return REPLY.matcher(subject.strip()).lookingAt() ? subject : "Re: " + subject;
  }

  private static void thread(MailWriter mail, String inReplyTo, String references) {
    List<String> parent = ids(inReplyTo);
    List<String> thread = new ArrayList<>(ids(references));
    parent.stream().filter(id -> !thread.contains(id)).forEach(thread::add);
    parent.stream().findFirst().ifPresent(id -> mail.raw("In-Reply-To", id));
    if (!thread.isEmpty()) {
      int first = Math.max(0, thread.size() - REFERENCES);
      mail.raw("References", String.join(" ", thread.subList(first, thread.size())));
    }
  }

  /** Recipients that were refused for one reason are told of in one paragraph. */
  private static List<RecipientResult> together(List<RecipientResult> results) {
    Map<String, RecipientResult> together = new LinkedHashMap<>();
    for (RecipientResult result : results) {
      String key = result.state().equals("REFUSED") ? result.reason() : "\n" + together.size();
      together.merge(key, result, MailComposer::and);
    }
    return List.copyOf(together.values());
  }

  private static RecipientResult and(RecipientResult first, RecipientResult other) {
    return new RecipientResult(
        first.recipient() + ", " + other.recipient(),
        first.state(),
        first.reason(),
        first.segments(),
        first.possibleDuplicate(),
        first.at());
  }

  private static String attachments(List<String> names) {
    String named =
        names.stream().limit(NAMED).map(MailWriter::clean).collect(Collectors.joining(", "));
    return names.size() > NAMED ? named + ", …" : named;
  }

  private String result(RecipientResult result) {
    StringBuilder text = new StringBuilder();
    String state = "state." + result.state();
    String key = words.containsKey(state) ? state : "state.other";
    text.append(
        say(
            key,
            MailWriter.clean(result.recipient()),
            time(result.at()),
            result.segments(),
            result.state()));
    // Why a message was delivered is no news to its sender.
    if (!result.reason().isBlank() && !result.state().equals("DELIVERED")) {
      text.append('\n').append(result.reason().strip());
    }
    if (words.containsKey("advice." + result.state())) {
      text.append('\n').append(say("advice." + result.state()));
    }
    if (!result.note().isBlank()) {
      text.append('\n').append(result.note().strip());
    }
    if (result.possibleDuplicate()) {
      String duplicate = "duplicate." + result.state();
      text.append('\n').append(say(words.containsKey(duplicate) ? duplicate : "duplicate.other"));
    }
    return text.toString();
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ENGLISH)
        .format(at.atZone(zone));
  }

  private String id(String token) {
    String safe = token.replaceAll("[^A-Za-z0-9._-]", "_");
    return '<' + safe + '@' + from.substring(from.lastIndexOf('@') + 1) + '>';
  }

  private static List<String> ids(String field) {
    return ID.matcher(field).results().map(m -> m.group()).toList();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, ROOT_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private String say(String key, Object... values) {
    try {
      return new MessageFormat(words.getString(key), Locale.ENGLISH).format(values);
    } catch (MissingResourceException e) {
      throw new IllegalStateException("no text for " + key, e);
    }
  }
}
