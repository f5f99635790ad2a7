package smsgateway.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import smsgateway.emulator.Fault;

/** What an administrator does about messages, typed as he types it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminTest {
  /** +CMS ERROR 1, unassigned number (3GPP TS 24.011 annex E-2): nobody tries that again. */
  private static final int UNASSIGNED = 1;

  private static final String PASSWORD = "itests-other-password";
  private final GatewayFixture gateway = new GatewayFixture("admin");

  @BeforeAll
  void start() {
    gateway.start();
    gateway.container.logins(
        "olga = " + PASSWORD + ",operator,ssh", "viktor = " + PASSWORD + ",viewer,ssh");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private String shell(String command) {
    return gateway.container.shell(command);
  }

  private String as(String user, String command) {
    return gateway.container.shell(user, PASSWORD, command);
  }

  private String why(String number) {
    return shell("sms:why " + gateway.newest(number));
  }

  private void awaitWhy(String number, String text) {
    Await.until(
        "the story of " + number + " says " + text,
        GatewayFixture.LIMIT,
        () -> shell("sms:list -n 200").contains(number) && why(number).contains(text));
  }

  /** An SMS from a phone becomes a mail: the modem has worked in the meantime. */
  private void modemWorks(String text) {
    gateway.net.send("+393338890000", text);
    gateway.mailbox.await("with " + text, m -> m.text().contains(text));
  }

  @Test
  void stoppedSendingAcceptsMailsAndSendsThemAfterTheRelease() {
    assertThat(as("olga", "sms:hold")).contains("All sending is stopped", "by olga");
    assertThat(shell("sms:status")).startsWith("YELLOW").contains("stopped since");
    gateway.mail("39333880001@sms.example.com", "", "held back");
    awaitWhy("+39333880001", "All sending is stopped: sms:release");
    modemWorks("received while sending is stopped");
    assertThat(gateway.net.submits("+39333880001")).isEmpty();
    assertThat(as("olga", "sms:release")).contains("Sending goes on");
    gateway.net.awaitText("+39333880001", "held back");
    awaitWhy("+39333880001", "DELIVERED: message");
    assertThat(shell("sms:status")).doesNotContain("stopped since");
  }

  @Test
  void aCancelledMessageIsNotSentAndItsSenderIsTold() {
    shell("sms:hold");
    gateway.mail("39333880002@sms.example.com", "confirm", "never to arrive");
    awaitWhy("+39333880002", "QUEUED");
    String id = gateway.newest("+39333880002");
    assertThat(shell("sms:cancel " + id)).contains("Message " + id + " is cancelled.");
    Mailbox.Mail told =
        gateway.mailbox.await("about the cancelled message", m -> m.text().contains("39333880002"));
    assertThat(told.text()).contains("NOT sent", "cancelled");
    assertThat(shell("sms:cancel " + id)).contains("is cancelled already");
    shell("sms:release");
    gateway.mail("39333880003@sms.example.com", "", "after the cancel");
    gateway.net.awaitText("+39333880003", "after the cancel");
    assertThat(gateway.net.submits("+39333880002")).isEmpty();
    assertThat(shell("sms:list --state cancelled")).contains("+39333880002");
  }

  @Test
  void aFailedMessageThatIsRetriedArrivesAndBothTellOfEachOther() {
    gateway.net.modem().fault(new Fault.CmsError(UNASSIGNED, false, 1));
    gateway.mail("39333880004@sms.example.com", "", "second try");
    awaitWhy("+39333880004", "FAILED: message");
    String former = gateway.newest("+39333880004");
    assertThat(shell("sms:why " + former)).contains("sms:retry " + former);
    assertThat(as("olga", "sms:retry " + former)).contains("is sent again as");
    gateway.net.awaitText("+39333880004", "second try");
    awaitWhy("+39333880004", "DELIVERED: message");
    String later = gateway.newest("+39333880004");
    assertThat(shell("sms:why " + later))
        .contains("sends message " + former + " again", "administrator olga");
    assertThat(shell("sms:why " + former)).contains("sent again as message " + later);
    assertThat(shell("sms:retry " + former)).contains("was sent again as " + later);
    assertThat(shell("sms:retry " + later)).contains("DELIVERED and cannot be sent again");
    assertThat(gateway.net.texts("+39333880004")).containsExactly("second try");
  }

  @Test
  void aPduIsExplainedFieldByField() {
    assertThat(shell("sms:pdu 0011000B913366611568F60004AD0154"))
        .contains("TP-MTI  SMS-SUBMIT", "TP-DA   +33661651866");
    assertThat(shell("sms:pdu 00GG")).contains("no hexadecimal digit");
  }

  @Test
  void aViewerSeesNoPersonsAndGivesNoOrders() {
    gateway.mail("39333880005@sms.example.com", "", "looked at");
    awaitWhy("+39333880005", "DELIVERED: message");
    String id = gateway.newest("+39333880005");
    assertThat(shell("sms:why " + id)).contains("+39333880005", GatewayFixture.USER);
    assertThat(as("viktor", "sms:why " + id))
        .contains("DELIVERED: message " + id, "+39333880***")
        .doesNotContain("39333880005", "anna@");
    assertThat(as("viktor", "sms:hold")).doesNotContain("stopped");
    assertThat(as("viktor", "sms:show " + id)).doesNotContain("looked at");
    assertThat(as("olga", "sms:show " + id)).doesNotContain("looked at");
    assertThat(shell("sms:status")).doesNotContain("stopped since");
  }
}
