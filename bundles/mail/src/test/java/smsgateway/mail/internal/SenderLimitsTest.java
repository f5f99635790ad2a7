package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import smsgateway.api.Submission;
import smsgateway.mail.internal.SenderLimits.Verdict;

/** F24: a mail bomb of one sender. F29: two programs that answer each other. */
class SenderLimitsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final SenderLimits limits = new SenderLimits(60, nanos::get);

  private Verdict count(String sender, String references, String text) {
    return limits.count(
        new Submission(
            "s",
            "k",
            Submission.Origin.MAIL,
            sender,
            "",
            references,
            "",
            text,
            false,
            List.of(new Submission.Recipient("sms@example.com", "+393331234567"))));
  }

  private void pass(String sender, int mails) {
    for (int i = 0; i < mails; i++) {
      assertThat(count(sender, "", "text")).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void whoSendsMoreThanAllowedIsToldOnceInTheHourAndOthersAreTaken() {
    pass("anna@example.com", 60);
    assertThat(count("anna@example.com", "", "text")).isEqualTo(Verdict.TELL);
    for (int i = 0; i < 10_000; i++) {
      assertThat(count("anna@example.com", "", "text")).isEqualTo(Verdict.DROP);
    }
    pass("bob@example.com", 60);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    pass("anna@example.com", 60);
    assertThat(count("anna@example.com", "", "text")).isEqualTo(Verdict.TELL);
  }

  @Test
  void theFourthEqualAnswerWithinTenMinutesIsDropped() {
    for (int i = 0; i < 3; i++) {
      assertThat(count("anna@example.com", "<1@x>", "I am away")).isEqualTo(Verdict.PASS);
    }
    assertThat(count("anna@example.com", "<9@x>", "I am away")).isEqualTo(Verdict.DROP);
    assertThat(count("anna@example.com", "<9@x>", "I am back")).isEqualTo(Verdict.PASS);
    assertThat(count("bob@example.com", "<9@x>", "I am away")).isEqualTo(Verdict.PASS);
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    assertThat(count("anna@example.com", "<1@x>", "I am away")).isEqualTo(Verdict.PASS);
  }

  @Test
  void equalMailsThatAnswerNothingAreTaken() {
    pass("monitor@example.com", 20);
  }

  @Test
  void withoutALimitAnyNumberIsTaken() {
    SenderLimits none = new SenderLimits(0, nanos::get);
    Submission mail =
        new Submission("s", "k", Submission.Origin.MAIL, "a@b", "", "", "", "t", false, List.of());
    for (int i = 0; i < 1_000; i++) {
      assertThat(none.count(mail)).isEqualTo(Verdict.PASS);
    }
  }
}
