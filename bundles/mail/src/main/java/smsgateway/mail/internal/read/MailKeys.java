package smsgateway.mail.internal.read;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The two keys under which the store recognises a mail that comes again. A mail without Message-ID
 * or Date (a script's) gets random ones: two equal texts from a script are two messages.
 */
public final class MailKeys {
  private MailKeys() {}

  /**
   * Key of this copy of a mail, computed without parsing it so that it cannot fail: a mail that
   * kills the parser must already have been counted. Header fields that relays add do not matter.
   *
   * @param recipients recipients of the envelope, in any order
   */
  public static String source(byte[] octets, List<String> recipients) {
    HeaderFields header = HeaderFields.ofMail(octets);
    MessageDigest digest = sha256();
    update(digest, header.first("message-id"), header.first("from"), header.first("date"));
    recipients.stream().sorted().forEach(recipient -> update(digest, recipient));
    digest.update(octets, header.bodyStart(), octets.length - header.bodyStart());
    return "smtp:" + key(header, digest);
  }

  /** Key of a mail's content over every way it may arrive. */
  public static String content(Reading.Mail mail) {
    MessageDigest digest = sha256();
    HeaderFields header = mail.header();
    update(digest, mail.messageId(), header.first("from"), header.first("date"), mail.text());
    return "mail:" + key(header, digest);
  }

  /**
   * As {@link #content}, for a mail from a mailbox, where the same mail may turn up again under
   * another id: where Message-ID or Date is missing, the topmost Received tells it from its like.
   *
   * @param copy key of this copy, for a mail that has neither
   */
  public static String stored(Reading.Mail mail, String copy) {
    HeaderFields header = mail.header();
    String received = header.first("received");
    if (!header.first("message-id").isEmpty() && !header.first("date").isEmpty()) {
      return content(mail);
    }
    MessageDigest digest = sha256();
    update(
        digest,
        received.isEmpty() ? copy : received,
        header.first("message-id"),
        header.first("from"),
        header.first("date"),
        header.first("subject"),
        mail.text());
    return "mail:" + HexFormat.of().formatHex(digest.digest());
  }

  private static String key(HeaderFields header, MessageDigest digest) {
    return header.first("message-id").isEmpty() || header.first("date").isEmpty()
        ? UUID.randomUUID().toString()
        : HexFormat.of().formatHex(digest.digest());
  }

  /** Each value ends in a NUL, which no header field holds after decoding, so none runs over. */
  private static void update(MessageDigest digest, String... values) {
    for (String value : values) {
      digest.update(value.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
