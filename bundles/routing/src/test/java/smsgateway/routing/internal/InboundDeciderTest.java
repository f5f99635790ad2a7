package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.FakeCodec.text;
import static smsgateway.routing.internal.Requests.ANN;
import static smsgateway.routing.internal.Requests.NOON;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Decision;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.RoutingRule;
import smsgateway.api.StoreException;
import smsgateway.api.User.ConfirmPolicy;

class InboundDeciderTest {
  private static final String PHONE = "+393331234567";
  private static final String DESK = "desk@example.com";

  private final FakeDirectory directory = new FakeDirectory();
  private final FakeCodec codec = new FakeCodec().means("PDU", text(PHONE, "Annie hello"));
  private Map<String, Object> keys = Map.of();
  private List<RoutingRule> rules =
      List.of(new NicknameRule(), new LastSenderRule(), new DefaultRecipientRule());

  private void user(String email, String nickname, boolean fallback) {
    directory.add(FakeDirectory.user(email, null, nickname, fallback, ConfirmPolicy.ASKED));
  }

  private InboundDecider decider() {
    RoutingSettings settings = SettingsReader.read(Configs.with(keys));
    return new InboundDecider(directory, codec, settings, new RuleChain(() -> rules));
  }

  private Decision decide() throws StoreException {
    return decider().decide(Requests.pdu(1, "PDU"));
  }

  private Decision.ToMail mail() throws StoreException {
    return (Decision.ToMail) decide();
  }

  @Test
  void nicknameComesBeforeLastSenderAndDefault() throws StoreException {
    user(ANN, "Annie", false);
    user("bob@example.com", null, false);
    user(DESK, null, true);
    directory.sent(PHONE, "bob@example.com", NOON);

    assertThat(mail().recipients()).containsExactly(ANN);
    assertThat(mail().text()).isEqualTo("hello");
    assertThat(mail().reason()).isEqualTo("begins with your nickname");
  }

  @Test
  void lastSenderComesBeforeDefault() throws StoreException {
    user("bob@example.com", null, false);
    user(DESK, null, true);
    directory.sent(PHONE, DESK, NOON.minusSeconds(9));
    directory.sent(PHONE, "bob@example.com", NOON.minusSeconds(8));

    assertThat(mail().recipients()).containsExactly("bob@example.com");
    assertThat(mail().text()).isEqualTo("Annie hello");
  }

  @ParameterizedTest(name = "written {0} s before: answer goes to {1}")
  @CsvSource({"3599, ann@example.com", "3600, ann@example.com", "3601, desk@example.com"})
  void theWindowIncludesItsLastSecond(long seconds, String email) throws StoreException {
    user(ANN, null, false);
    user(DESK, null, true);
    directory.sent(PHONE, ANN, NOON.minusSeconds(seconds));

    assertThat(mail().recipients()).containsExactly(email);
  }

  @Test
  void theWindowIsConfigurable() throws StoreException {
    keys = Map.of("smartReplyMinutes", "1");
    user(ANN, null, false);
    user(DESK, null, true);
    directory.sent(PHONE, ANN, NOON.minusSeconds(61));

    assertThat(mail().recipients()).containsExactly(DESK);
  }

  @Test
  void aLastSenderWhoIsNoLongerAUserGetsNothing() throws StoreException {
    user(DESK, null, true);
    directory.sent(PHONE, "gone@example.com", NOON);

    assertThat(mail().recipients()).containsExactly(DESK);
  }

  @Test
  void anAlphanumericSenderIsNeverAnAnswerAndCannotBeAnswered() throws StoreException {
    codec.means("PDU", text("Bank", "hello"));
    user(ANN, null, false);
    user(DESK, null, true);
    directory.sent("Bank", ANN, NOON);

    assertThat(mail().recipients()).containsExactly(DESK);
    assertThat(mail().answerable()).isFalse();
  }

  @Test
  void aNumberShownWithoutCountryCodeIsFoundAmongTheDialled() throws StoreException {
    codec.means(
        "PDU",
        new PduCodec.Deliver("3331234567", true, "hi", Optional.empty(), Optional.empty(), false));
    user(ANN, null, false);
    directory.sent(PHONE, ANN, NOON);

    assertThat(mail().recipients()).containsExactly(ANN);
    assertThat(mail().originator()).isEqualTo("3331234567");
    assertThat(mail().answerable()).isTrue();
  }

  @Test
  void everyDefaultRecipientGetsWhatNobodyElseGets() throws StoreException {
    user(DESK, null, true);
    user("night@example.com", null, true);

    assertThat(mail().recipients()).containsExactly(DESK, "night@example.com");
    assertThat(mail().answerable()).isTrue();
  }

  @Test
  void withoutDefaultRecipientTheOperatorGetsItAndElseItIsKept() throws StoreException {
    assertThat(decide()).isInstanceOf(Decision.Postponed.class);

    keys = Map.of("operatorAddress", "root@example.com");
    assertThat(mail().recipients()).containsExactly("root@example.com");
  }

  @Test
  void aRuleThatNamesNobodyIsPassedOver() throws StoreException {
    user(DESK, null, true);
    rules =
        List.of(
            new RoutingRule() {
              @Override
              public Optional<Target> inbound(Inbound message) {
                return Optional.of(new Target(List.of(), "", ""));
              }
            },
            new DefaultRecipientRule());

    assertThat(mail().recipients()).containsExactly(DESK);
  }

  @Test
  void theTimeOfTheServiceCentreIsKept() throws StoreException {
    OffsetDateTime sent = OffsetDateTime.parse("2026-01-01T13:00:00+02:00");
    codec.means(
        "PDU", new PduCodec.Deliver(PHONE, true, "hi", Optional.empty(), Optional.of(sent), false));
    user(DESK, null, true);

    assertThat(mail().sentAt()).contains(sent.toInstant());
  }

  @Test
  void octetsAreMailedInHexAndNotSearchedForNicknames() throws StoreException {
    codec.means(
        "PDU", new PduCodec.Deliver(PHONE, true, "ABBA", Optional.empty(), Optional.empty(), true));
    user(ANN, "abba", false);
    user(DESK, null, true);

    assertThat(mail().recipients()).containsExactly(DESK);
    assertThat(mail().text()).startsWith("This SMS holds data").endsWith("\nABBA");
  }

  @Test
  void aSegmentWaitsForTheOthersAndOneOfOneDoesNot() throws StoreException {
    user(DESK, null, true);
    codec.means("PDU", part(new PduCodec.Concatenation(9, 2, 1)));
    assertThat(decide())
        .isEqualTo(new Decision.Filed(1, PHONE, new PduCodec.Concatenation(9, 2, 1)));

    codec.means("PDU", part(new PduCodec.Concatenation(9, 1, 1)));
    assertThat(decide()).isInstanceOf(Decision.ToMail.class);
  }

  private static PduCodec.Deliver part(PduCodec.Concatenation concatenation) {
    return new PduCodec.Deliver(
        PHONE, true, "Annie", Optional.of(concatenation), Optional.empty(), false);
  }

  @Test
  void segmentsAreRoutedOnceWithTheJoinedText() throws StoreException {
    user("ab@example.com", "ab", false);
    codec.means("A", text(PHONE, "a")).means("B", text(PHONE, "b hello"));

    Decision.ToMail mail = (Decision.ToMail) decider().decide(segments(false, "A", "B"));

    assertThat(mail.recipients()).containsExactly("ab@example.com");
    assertThat(mail.text()).isEqualTo("hello");
  }

  @Test
  void anIncompleteMessageIsRoutedAndItsSupplementSaysSo() throws StoreException {
    user(DESK, null, true);
    codec.means("B", text(PHONE, "hello"));

    Decision.ToMail partial = (Decision.ToMail) decider().decide(segments(false, null, "B"));
    assertThat(partial.text()).isEqualTo("[missing]hello");
    assertThat(partial.reason()).doesNotContain("whole text");

    Decision.ToMail whole = (Decision.ToMail) decider().decide(segments(true, "B", "B"));
    assertThat(whole.reason()).contains("this is the whole text");
  }

  private static Pending.Segments segments(boolean supplement, String... hex) {
    return new Pending.Segments(1, 1, "north", Arrays.asList(hex), NOON, supplement);
  }

  @Test
  void aStatusReportIsClassified() throws StoreException {
    PduCodec.StatusReport report =
        new PduCodec.StatusReport(3, PHONE, Optional.empty(), Optional.empty(), 0x46);
    codec.means("PDU", report);

    assertThat(decide()).isEqualTo(new Decision.Report(1, report, Decision.ReportClass.EXPIRED));
  }

  @Test
  void whatCannotBeDecodedIsShownToTheOperatorWithItsHex() throws StoreException {
    keys = Map.of("operatorAddress", "root@example.com");
    user(DESK, null, true);

    Decision.Notice notice = (Decision.Notice) decider().decide(Requests.pdu(1, "XYZ"));

    assertThat(notice.recipients()).containsExactly("root@example.com");
    assertThat(notice.subject()).contains("north");
    assertThat(notice.text()).contains("deliver.udl at octet 7", "\nXYZ\nexplained XYZ\n");
  }

  @Test
  void withoutOperatorDefaultRecipientsAreToldAndElseItIsKept() throws StoreException {
    assertThat(decider().decide(Requests.pdu(1, "XYZ"))).isInstanceOf(Decision.Postponed.class);

    user(DESK, null, true);
    Decision.Notice notice = (Decision.Notice) decider().decide(Requests.pdu(1, "XYZ"));
    assertThat(notice.recipients()).containsExactly(DESK);
  }

  @Test
  void anotherKindOfTpduIsANotice() throws StoreException {
    user(DESK, null, true);
    codec.means("PDU", new PduCodec.Other("a stored SMS-SUBMIT"));

    assertThat(((Decision.Notice) decide()).text()).contains("a stored SMS-SUBMIT", "\nPDU\n");
  }

  @Test
  void segmentsThatCannotBeDecodedAreANoticeWithAllOfThem() throws StoreException {
    user(DESK, null, true);

    Decision.Notice notice = (Decision.Notice) decider().decide(segments(false, "X", null, "Y"));

    assertThat(notice.text()).contains("\nX\nexplained X\n", "\nY\nexplained Y\n");
  }

  @Test
  void usersAreReadOncePerRound() throws StoreException {
    user(DESK, null, true);
    InboundDecider decider = decider();
    Decision first = decider.decide(Requests.pdu(1, "PDU"));
    user("late@example.com", null, true);

    assertThat(decider.decide(Requests.pdu(1, "PDU"))).isEqualTo(first);
  }
}
