package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles need only the api, and each may be exchanged while messages flow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundlesTest {
  private static final int FEWEST = 20;
  private static final int MOST = 400;
  private GatewayFixture gateway;
  private int restarts;

  @BeforeAll
  void start() {
    gateway = new GatewayFixture("bundles").start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void everyBundleOfTheGatewayIsActive() {
    List<String> ours = lines("bundle:list -t 0 -s --no-format", "smsgateway.");
    assertThat(ours).hasSizeGreaterThanOrEqualTo(9).allMatch(line -> line.contains("Active"));
  }

  @Test
  void noBundleButTheApiExportsAPackageOrHasDependents() {
    assertThat(lines("bundle:capabilities smsgateway.api", "osgi.wiring.package; smsgateway."))
        .isNotEmpty();
    for (String bundle : bundles()) {
      String capabilities = gateway.container.shell("bundle:capabilities " + bundle);
      assertThat(capabilities)
          .as(bundle)
          .containsPattern("osgi.wiring.bundle; " + bundle + " \\S+ \\[UNUSED\\]")
          .doesNotContain("osgi.wiring.package; smsgateway.");
    }
  }

  private List<String> bundles() {
    return lines("bundle:list -t 0 -s --no-format", "smsgateway.").stream()
        .map(line -> line.substring(line.indexOf("smsgateway.")).strip())
        .filter(name -> !name.equals("smsgateway.api"))
        .toList();
  }

  private List<String> lines(String command, String containing) {
    return gateway.container.shell(command).lines().filter(l -> l.contains(containing)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smsgateway.pdu",
        "smsgateway.routing",
        "smsgateway.mail",
        "smsgateway.modem",
        "smsgateway.driver.generic"
      })
  void aRestartOfABundleLosesAndDoublesNothing(String bundle) {
    restarts++;
    List<String> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    CompletableFuture<String> restart = null;
    while (numbers.size() < FEWEST || (!restart.isDone() && numbers.size() < MOST)) {
      exchange(bundle, numbers, texts);
      if (numbers.size() == FEWEST / 4) {
        restart =
            CompletableFuture.supplyAsync(
                () -> gateway.container.shell("bundle:restart " + bundle));
      }
    }
    assertThat(restart.join()).doesNotContainIgnoringCase("error");
    awaitArrival(numbers, texts);
    gateway.ready();
    // What was doubled would be in front of this.
    exchange(bundle, numbers, texts);
    awaitArrival(numbers, texts);
    assertThat(numbers).allSatisfy(n -> assertThat(gateway.net.submits(n)).hasSize(1));
    assertThat(mailed(texts)).containsExactlyInAnyOrderElementsOf(texts);
  }

  /** One mail to a phone and one SMS to the user. */
  private void exchange(String bundle, List<String> numbers, List<String> texts) {
    String number = "+3933355%02d%03d".formatted(restarts, numbers.size());
    String text = "%s, number %d.".formatted(bundle, numbers.size());
    numbers.add(number);
    texts.add(text);
    mailUntilItIsTaken(number, text);
    gateway.net.send("+393338886000", text);
  }

  private void awaitArrival(List<String> numbers, List<String> texts) {
    Await.until(
        "all SMS have arrived",
        GatewayFixture.LIMIT,
        () -> numbers.stream().noneMatch(n -> gateway.net.submits(n).isEmpty()));
    Await.until(
        "all mails have arrived", GatewayFixture.LIMIT, () -> mailed(texts).containsAll(texts));
  }

  private List<String> mailed(List<String> texts) {
    return gateway.mailbox.mails().stream()
        .map(m -> m.text().strip())
        .filter(texts::contains)
        .toList();
  }

  /** As a mail server does: the same mail again until it is answered by 250. */
  private void mailUntilItIsTaken(String number, String text) {
    String recipient = number.substring(1) + "@sms.example.com";
    String mail =
        """
        From: <%s>
        To: <%s>
        Subject: while it restarts
        Message-ID: <%s@client.example.com>
        Date: Mon, 23 Nov 2026 10:00:00 +0100

        %s
        """
            .formatted(GatewayFixture.USER, recipient, number.substring(1), text);
    Await.until(
        "the mail is taken",
        GatewayFixture.LIMIT,
        () -> {
          try (Smtp smtp = new Smtp(gateway.smtpPort)) {
            String reply = smtp.send(GatewayFixture.USER, List.of(recipient), mail);
            assertThat(reply).matches("(250|4).*");
            return reply.startsWith("250");
          } catch (UncheckedIOException away) {
            return false;
          }
        });
  }
}
