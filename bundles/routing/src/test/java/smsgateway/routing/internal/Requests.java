package smsgateway.routing.internal;

import java.time.Instant;
import smsgateway.api.Pending;
import smsgateway.api.Submission;

/** Requests for tests, from user ann unless said otherwise. */
final class Requests {
  static final String ANN = "ann@example.com";
  static final String GATEWAY = "sms@example.com";
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Requests() {}

  static Pending.Request to(String address) {
    return mail(address, "", "", "hello");
  }

  static Pending.Request mail(String address, String displayName, String subject, String text) {
    return new Pending.Request(
        1,
        1,
        Submission.Origin.MAIL,
        ANN,
        new Submission.Recipient(address, displayName),
        subject,
        text,
        false,
        NOON,
        7,
        1);
  }

  static Pending.Request urgent(String address) {
    return new Pending.Request(
        1,
        1,
        Submission.Origin.MAIL,
        ANN,
        new Submission.Recipient(address, ""),
        "",
        "hello",
        true,
        NOON,
        7,
        1);
  }

  static Pending.Request machine() {
    return new Pending.Request(
        1,
        1,
        Submission.Origin.MACHINE,
        ANN,
        new Submission.Recipient("11223344@sms.example.com", ""),
        "",
        "hello",
        false,
        NOON,
        7,
        1);
  }

  static Pending.Request shell(String number) {
    return new Pending.Request(
        1,
        1,
        Submission.Origin.SHELL,
        "",
        new Submission.Recipient(number, ""),
        "",
        "hello",
        false,
        NOON,
        7,
        1);
  }

  static Pending.Pdu pdu(long id, String hex) {
    return new Pending.Pdu(id, 1, "north", hex, NOON);
  }
}
