package smsgateway.emulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.StatusSource.Level;
import smsgateway.api.driver.Transport;

final class DemoTest {
  private static final Map<String, String> NO_MAILBOX = Map.of("mailPort", "0");
  private EmulatedNetwork network;
  private Demo demo;

  private void start(Map<String, String> values) {
    DemoConfig config = DemoFixture.config(values);
    network = new EmulatedNetwork(config);
    demo = new Demo(network, config);
  }

  @AfterEach
  void stop() {
    if (demo != null) {
      demo.deactivate();
      network.deactivate();
    }
  }

  @Test
  void anAnswerWaitsForTheModemAndStandsInTheConversation() throws IOException {
    start(NO_MAILBOX);
    demo.answer("+393332000123", "ciao");

    assertThat(demo.entries()).singleElement().matches(Demo.Entry::fromPhone);
    try (Transport transport = new EmulatorTransports(network).open("generic", 0)) {
      transport.write("AT+CMGL=4\r".getBytes(StandardCharsets.US_ASCII));
      assertThat(read(transport, "OK\r\n")).contains("04E374F80D"); // four septets: ciao
    }
  }

  private static String read(Transport transport, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[1000];
    for (int i = 0; i < 20 && text.indexOf(end) < 0; i++) {
      text.append(new String(buffer, 0, transport.read(buffer), StandardCharsets.US_ASCII));
    }
    return text.toString();
  }

  @Test
  void aModemIsOpenedOnceAndUnknownOnesAreNamedInASentence() throws IOException {
    start(Map.of("mailPort", "0", "number", "+393339990001"));
    EmulatorTransports transports = new EmulatorTransports(network);
    try (Transport first = transports.open("generic-2", 0)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> transports.open("generic-2", 0))
          .hasMessage("The emulated modem generic-2 is in use.");
    }
    transports.open("generic-2", 0).close();

    assertThatThrownBy(() -> transports.open("nokia", 0)).hasMessageContaining("emulator:generic");
    assertThat(network.modem("generic-2").number()).isEqualTo("+393339990003");
  }

  @Test
  void aWrongValueIsReportedWithFileAndKeyAndNothingIsOpened() {
    start(Map.of("mailPort", "abc", "number", "12"));

    assertThat(demo.findings())
        .extracting(f -> f.level() + " " + f.message())
        .containsExactly(
            "YELLOW MISCONFIGURED: etc/smsgateway.emulator.cfg: number must be + and 3 to 15"
                + " digits.",
            "YELLOW MISCONFIGURED: etc/smsgateway.emulator.cfg: mailPort must be a number from 0"
                + " to 65535.");
    assertThat(demo.mails()).isEmpty();
  }

  @Test
  void aTakenPortIsReported() {
    Mailbox other = new Mailbox(0);
    other.start();
    try {
      start(Map.of("mailPort", Integer.toString(other.port())));
      assertThat(demo.findings()).singleElement().matches(f -> f.message().contains("in use"));
      assertThat(demo.findings().get(0).level()).isEqualTo(Level.YELLOW);
    } finally {
      other.stop();
    }
  }

  @Test
  void aWrittenMailIsReadAsItWasMeant() throws IOException {
    Mailbox mailbox = new Mailbox(0);
    mailbox.start();
    try {
      new MailWriter(mailbox.port())
          .send("me@example.com", "+39333@sms.example.com", "Grüße\r\nBcc: x", "one\r\n.\r\n€");

      assertThat(mailbox.mails())
          .singleElement()
          .extracting(Mail::from, Mail::to, Mail::subject, m -> m.text().strip())
          .containsExactly(
              "<me@example.com>", "+39333@sms.example.com", "Grüße  Bcc: x", "one\r\n.\r\n€");
    } finally {
      mailbox.stop();
    }
  }

  @Test
  void theFirstPlainTextOfAMailIsShownAndABrokenMailIsShownToo() {
    String mail =
        """
        From: =?UTF-8?Q?J=C3=B6rg?= <j@example.com>
        Subject: s
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain; charset=ISO-8859-1
        Content-Transfer-Encoding: quoted-printable

        f=FCr
        --b
        Content-Type: text/html

        <b>no</b>
        --b--
        """;
    Mail read = MailReader.read("to@x", mail.getBytes(StandardCharsets.US_ASCII));

    assertThat(read.from()).isEqualTo("Jörg <j@example.com>");
    assertThat(read.text().strip()).isEqualTo("für");
    assertThat(MailReader.read("to@x", new byte[] {0, 1, (byte) 0xFF}).to()).isEqualTo("to@x");
  }

  @Test
  void everyValueOnThePageIsEscaped() {
    start(Map.of("mailPort", "0", "sender", "\"><script>"));
    demo.answer("+393332000123", "<i>'&");
    String page = new DemoPage(demo, "t").whole("<b>");

    assertThat(page)
        .contains("&lt;i&gt;&#39;&amp;", "&quot;&gt;&lt;script&gt;", "&lt;b&gt;")
        .doesNotContain("<i>", "\"><script>", "<b>");
  }
}
