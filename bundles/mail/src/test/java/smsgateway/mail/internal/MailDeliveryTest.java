package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.MessageQueue.MailOutcome;
import smsgateway.api.OutgoingMail.Answer;
import smsgateway.api.OutgoingMail.InboundSms;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.WorkSignal.Kind;

/** The real delivery against a mail server. */
@Timeout(60)
class MailDeliveryTest {
  private final InMemoryQueue queue = new InMemoryQueue();
  private GreenMail server;
  private MailDelivery delivery;

  private static InboundSms sms(String to) {
    return new InboundSms(
        7,
        1,
        "sms-7",
        to,
        Instant.parse("2026-11-23T09:00:00Z"),
        "+393331234567",
        true,
        "Gr\u00fc\u00dfe \u20ac \ud83d\ude00\n.dot",
        Optional.empty(),
        "nickname");
  }

  private void server(boolean login) {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    if (login) {
      server.setUser("sms@example.com", "gate", "secret");
    }
  }

  private void delivery(Map<String, String> keys, int port) {
    Map<String, String> values = new HashMap<>(keys);
    values.put("host", "127.0.0.1");
    values.put("port", String.valueOf(port));
    values.put("from", "sms@example.com");
    delivery = new MailDelivery(Configs.delivery(values));
    delivery.queue = queue;
    delivery.wake(Kind.MAIL);
  }

  @AfterEach
  void stop() {
    if (delivery != null) {
      delivery.deactivate();
    }
    if (server != null) {
      server.stop();
    }
    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .noneMatch(name -> name.equals("smsgateway-mail-delivery"));
  }

  @Test
  void deliversAnInboundSmsAsAMailThatCanBeAnswered() throws Exception {
    server(false);
    queue.mail(sms("anna@example.com"));
    delivery(Map.of(), server.getSmtp().getPort());
    assertThat(queue.outcomes.take()).isEqualTo(new MailOutcome.Delivered());
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getHeader("From", null)).isEqualTo("\"+393331234567\" <sms@example.com>");
    assertThat(mail.getSubject()).isEqualTo("SMS from +393331234567");
    assertThat(mail.getMessageID()).isEqualTo("<sms-7.sms.phs35fx8n@example.com>");
    assertThat(mail.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo("Gr\u00fc\u00dfe \u20ac \ud83d\ude00\n.dot");
    assertThat(delivery.findings().get(0).level()).isEqualTo(Level.GREEN);
  }

  @ParameterizedTest
  @CsvSource({"'', <sms@example.com>", "none, <>", "bounce@example.com, <bounce@example.com>"})
  void putsTheEnvelopeSenderThatIsSet(String set, String reversePath) throws Exception {
    try (ScriptedServer scripted = new ScriptedServer("none", "")) {
      queue.mail(sms("anna@example.com"));
      delivery(Map.of("envelopeFrom", set), scripted.port());
      assertThat(queue.outcomes.take()).isEqualTo(new MailOutcome.Delivered());
      assertThat(scripted.reversePaths()).containsExactly(reversePath);
    }
  }

  @Test
  void sendsABurstAndLogsIn() throws Exception {
    server(true);
    for (int i = 0; i < 20; i++) {
      queue.mail(sms("anna@example.com"));
    }
    delivery(Map.of("username", "gate", "password", "secret"), server.getSmtp().getPort());
    for (int i = 0; i < 20; i++) {
      assertThat(queue.outcomes.take()).isEqualTo(new MailOutcome.Delivered());
    }
    assertThat(server.getReceivedMessages()).hasSize(20);
  }

  @Test
  void triesAgainLaterAndTurnsYellowWhenTheLoginIsWrong() throws Exception {
    server(true);
    queue.mail(sms("anna@example.com"));
    delivery(Map.of("username", "gate", "password", "wrong"), server.getSmtp().getPort());
    assertThat(queue.outcomes.take()).isInstanceOf(MailOutcome.Retry.class);
    assertThat(delivery.findings().get(0).level()).isEqualTo(Level.YELLOW);
    assertThat(delivery.findings().get(0).message())
        .contains("refuses the login", "smsgateway.mail.delivery.cfg");
  }

  @Test
  void triesAgainLaterWhenNoServerAnswers() throws Exception {
    queue.mail(sms("anna@example.com"));
    delivery(Map.of(), Configs.freePort());
    assertThat(queue.outcomes.take()).isInstanceOf(MailOutcome.Retry.class);
    assertThat(delivery.findings().get(0).level()).isEqualTo(Level.YELLOW);
  }

  @Test
  void failsAMailWhoseAddressIsNone() throws Exception {
    server(false);
    queue.mail(sms("anna@example.com>\r\nRCPT TO:<evil@example.com"));
    delivery(Map.of(), server.getSmtp().getPort());
    assertThat(queue.outcomes.take()).isInstanceOf(MailOutcome.Failed.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void mapsTheRepliesOfTheServerToOutcomes() throws Exception {
    assertThat(outcome("rcpt", "550 5.1.1 unknown")).isInstanceOf(MailOutcome.Failed.class);
    assertThat(outcome("rcpt", "451 4.2.0 greylisted")).isInstanceOf(MailOutcome.Retry.class);
    assertThat(outcome("mail", "550 5.7.1 not you")).isInstanceOf(MailOutcome.Retry.class);
    assertThat(outcome("mail", "530 5.7.0 login first")).isInstanceOf(MailOutcome.Retry.class);
    assertThat(outcome("data", "552 5.2.2 mailbox full")).isInstanceOf(MailOutcome.Failed.class);
    assertThat(outcome("data", "554 5.7.1 From not yours")).isInstanceOf(MailOutcome.Retry.class);
  }

  private MailOutcome outcome(String command, String reply) throws Exception {
    try (ScriptedServer scripted = new ScriptedServer(command, reply)) {
      queue.mail(sms("anna@example.com"));
      delivery(Map.of(), scripted.port());
      MailOutcome outcome = queue.outcomes.take();
      delivery.deactivate();
      boolean own = reply.contains("5.7.");
      assertThat(delivery.findings().get(0).level()).isEqualTo(own ? Level.YELLOW : Level.GREEN);
      return outcome;
    }
  }

  @Test
  void tellsTheOutcomeAgainWhenTheStoreWasAway() throws Exception {
    server(false);
    queue.mail(sms("anna@example.com"));
    queue.refuseOutcomes(1);
    delivery(Map.of(), server.getSmtp().getPort());
    assertThat(queue.outcomes.take()).isEqualTo(new MailOutcome.Delivered());
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void deliversAnAnswerInTheThreadOfTheRequest() throws Exception {
    server(false);
    RecipientResult result =
        new RecipientResult(
            "11223344", "DELIVERED", "", 2, false, Instant.parse("2026-11-23T09:00:00Z"));
    queue.mail(
        new Answer(
            8,
            1,
            "answer-8",
            "anna@example.com",
            Instant.parse("2026-11-23T09:00:00Z"),
            "hello",
            "<2@example.com>",
            "<1@example.com>",
            List.of(),
            List.of(result)));
    delivery(Map.of(), server.getSmtp().getPort());
    assertThat(queue.outcomes.take()).isEqualTo(new MailOutcome.Delivered());
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Re: hello");
    assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<2@example.com>");
    assertThat(mail.getHeader("References", null)).isEqualTo("<1@example.com> <2@example.com>");
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
    assertThat(mail.getContent().toString()).contains("To 11223344: delivered on", "2 SMS");
  }

  @Test
  void reportsEveryWrongValueAndSendsNothing() {
    delivery =
        new MailDelivery(Configs.delivery(Map.of("port", "0", "tls", "ssl", "username", "x")));
    delivery.queue = queue;
    assertThat(delivery.findings()).hasSize(5);
    assertThat(delivery.findings())
        .allMatch(f -> f.message().contains("MISCONFIGURED: etc/smsgateway.mail.delivery.cfg: "));
  }
}
