package smsgateway.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code mails/*.eml} beside the facts that must be found in it. */
class MailReaderTest {
  private static final Optional<String> OWN = Optional.of("sms@example.com");

  static List<String> mails() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".eml"))
          .sorted()
          .toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(MailReaderTest.class.getResource("/mails").toURI());
  }

  @ParameterizedTest
  @MethodSource("mails")
  void findsTheFactsOfAMail(String file) throws Exception {
    Path mail = folder().resolve(file);
    String expected =
        Files.readString(mail.resolveSibling(file.replace(".eml", ".txt"))).replace("\r\n", "\n");
    assertThat(describe(MailReader.read(Files.readAllBytes(mail), OWN)).strip())
        .isEqualTo(expected.strip());
  }

  private static String describe(Reading reading) {
    if (reading instanceof Reading.Automatic automatic) {
      return "automatic: " + automatic.reason();
    }
    if (reading instanceof Reading.Refused refused) {
      return "refused: " + refused.sentence();
    }
    Reading.Mail mail = (Reading.Mail) reading;
    String to =
        mail.addressees().stream()
            .map(m -> (m.name() + " <" + m.address() + ">").strip())
            .collect(Collectors.joining("; "));
    return String.join(
        "\n",
        "from: " + mail.from(),
        "subject: " + mail.subject(),
        "to: " + to,
        "high: " + mail.highPriority() + (mail.machine() ? " machine" : ""),
        "attachments: " + String.join("|", mail.attachments()),
        "",
        mail.text());
  }

  @Test
  @Timeout(60)
  void staysTotalWhenMailsAreDamagedAtRandom() throws Exception {
    Random random = new Random(1);
    for (String file : mails()) {
      byte[] original = Files.readAllBytes(folder().resolve(file));
      for (int round = 0; round < 200; round++) {
        byte[] damaged = original.clone();
        for (int i = 0; i < 1 + round / 10; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        Reading reading = MailReader.read(damaged, OWN);
        assertThat(describe(reading)).doesNotContain("Exception").doesNotContain("Error)");
        MailKeys.source(damaged, List.of("a@b"));
        if (reading instanceof Reading.Mail mail) {
          assertThat(mail.text()).doesNotContainPattern("[\\p{Cc}&&[^\n]]");
          assertThat(mail.subject()).doesNotContainPattern("\\p{Cc}");
        }
      }
    }
  }
}
