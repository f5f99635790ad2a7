package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.ANN;
import static smsgateway.routing.internal.Requests.GATEWAY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.RoutingRule;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.api.Via;

class OutboundDeciderTest {
  private static final Pending.Request TO_NUMBER = Requests.to("11223344@sms.example.com");

  private final FakeDirectory directory =
      new FakeDirectory().add(FakeDirectory.user(ANN, User.Right.EXTERNAL));
  private final FakeCodec codec = new FakeCodec();
  private Map<String, Object> keys = Map.of();
  private List<RoutingRule> rules = List.of();

  private Decision decide(Pending.Request request) throws StoreException {
    RoutingSettings settings = SettingsReader.read(Configs.with(keys));
    return new OutboundDecider(directory, codec, settings, new RuleChain(() -> rules))
        .decide(request);
  }

  private String refusal(Pending.Request request) throws StoreException {
    Decision decision = decide(request);
    assertThat(decision).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).reason();
  }

  private static RoutingRule answers(RoutingRule.Verdict verdict) {
    return new RoutingRule() {
      @Override
      public Optional<Verdict> outbound(Outbound message) {
        return Optional.of(verdict);
      }
    };
  }

  @Test
  void aRequestBecomesSegmentsThatItsSenderPays() throws StoreException {
    assertThat(decide(TO_NUMBER))
        .isEqualTo(
            new Decision.Planned(
                1,
                new Msisdn("+3911223344"),
                "11223344@sms.example.com",
                List.of("TPDU"),
                Duration.ofHours(24),
                Optional.of(ANN),
                Confirm.NEVER,
                false));
    assertThat(codec.planned)
        .contains(new PduCodec.PlanRequest(new Msisdn("+3911223344"), "hello", false, true, 7));
  }

  @Test
  void aRuleNamesTheModemsAndLeavesTheRightsAsTheyAre() throws StoreException {
    Via north = new Via(List.of(List.of("north")), true, Duration.ZERO, 0, "rule one");
    rules = List.of(answers(north), answers(Via.ANY));
    assertThat(((Decision.Planned) decide(TO_NUMBER)).via()).isEqualTo(north);
    assertThat(((Decision.Planned) decide(Requests.shell("+39123456789"))).via()).isEqualTo(north);

    directory.add(FakeDirectory.user(ANN, User.Right.USERS));
    assertThat(refusal(TO_NUMBER)).contains("\"external\"");

    rules = List.of(answers(north), answers(new RoutingRule.Verdict.Allowed()));
    assertThat(((Decision.Planned) decide(TO_NUMBER)).via()).isEqualTo(north);
  }

  private static User with(Optional<User.LongText> longText, User.Urgent urgent) {
    User ann = FakeDirectory.user(ANN, User.Right.EXTERNAL);
    return new User(
        ann.email(),
        ann.name(),
        ann.number(),
        ann.nickname(),
        ann.rights(),
        ann.quota(),
        ann.used(),
        ann.confirm(),
        ann.fallback(),
        ann.language(),
        List.of(),
        User.Period.NONE,
        longText,
        urgent);
  }

  @ParameterizedTest
  @CsvSource({"FLASH,true,0", "PRIORITY,false,5", "BOTH,true,5", "NONE,false,0"})
  void theUserSaysWhatHighPriorityMeans(User.Urgent urgent, boolean flash, int priority)
      throws StoreException {
    directory.add(with(Optional.empty(), urgent));
    Decision.Planned planned =
        (Decision.Planned) decide(Requests.urgent("11223344@sms.example.com"));
    assertThat(planned.flash()).isEqualTo(flash);
    assertThat(planned.via().priority()).isEqualTo(priority);
    assertThat(codec.planned.orElseThrow().flash()).isEqualTo(flash);

    Decision.Planned normal = (Decision.Planned) decide(TO_NUMBER);
    assertThat(normal.flash()).isFalse();
    assertThat(normal.via()).isEqualTo(Via.ANY);
  }

  @Test
  void theUserSaysWhatHappensToLongTexts() throws StoreException {
    codec.parts = 2;
    directory.add(with(Optional.of(User.LongText.REFUSE), User.Urgent.FLASH));
    assertThat(refusal(TO_NUMBER)).contains("at most 1");

    keys = Map.of("longText", "refuse");
    directory.add(with(Optional.of(User.LongText.CONCATENATED), User.Urgent.FLASH));
    assertThat(decide(TO_NUMBER)).isInstanceOf(Decision.Planned.class);
  }

  @Test
  void theCharactersThatMadeItSeveralSmsAreNoted() throws StoreException {
    codec.ucs2Because = Optional.of("ł");
    assertThat(((Decision.Planned) decide(TO_NUMBER)).note()).isEmpty();
    codec.parts = 2;
    assertThat(((Decision.Planned) decide(TO_NUMBER)).note()).contains("(ł)");
  }

  @Test
  void theMailOfAProgramNeedsTheRightMachineBesides() throws StoreException {
    assertThat(((Decision.Refused) decide(Requests.machine())).reason()).contains("\"machine\"");

    directory.add(FakeDirectory.user(ANN, User.Right.EXTERNAL, User.Right.MACHINE));
    assertThat(decide(Requests.machine())).isInstanceOf(Decision.Planned.class);

    directory.add(FakeDirectory.user(ANN, User.Right.MACHINE));
    assertThat(decide(Requests.machine())).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void anUrgentMailBecomesAFlashSms() throws StoreException {
    Decision decision = decide(Requests.urgent("11223344@sms.example.com"));

    assertThat(((Decision.Planned) decision).flash()).isTrue();
    assertThat(codec.planned.orElseThrow().flash()).isTrue();
  }

  @Test
  void answersNeverShowANumberThatTheSenderDidNotWrite() throws StoreException {
    directory.add(FakeDirectory.user(ANN, User.Right.USERS));
    directory.add(
        FakeDirectory.user("bob@example.com", "+39111", null, false, ConfirmPolicy.NEVER));

    assertThat(((Decision.Planned) decide(Requests.to("bob@sms.example.com"))).recipient())
        .isEqualTo("bob@sms.example.com");
  }

  @Test
  void whoIsNoUserIsRefused() throws StoreException {
    directory.remove(ANN);

    assertThat(refusal(TO_NUMBER)).contains(ANN + " is not a user of this SMS gateway");
  }

  @ParameterizedTest(name = "policy {0}, subject [{1}]: {2}")
  @CsvSource({
    "NEVER,   confirm, NEVER",
    "NEVER,   '',      NEVER",
    "ASKED,   confirm, ALWAYS",
    "ASKED,   '',      NEVER",
    "ALWAYS,  confirm, ALWAYS",
    "ALWAYS,  '',      ALWAYS",
    "FAILURE, CONFIRM, ALWAYS",
    "FAILURE, '',      FAILURE"
  })
  void confirmationFollowsPolicyAndKeyword(ConfirmPolicy policy, String subject, Confirm confirm)
      throws StoreException {
    directory.add(FakeDirectory.user(ANN, null, null, false, policy, User.Right.EXTERNAL));
    Decision decision = decide(Requests.mail("11223344@sms.example.com", "", subject, "hello"));

    assertThat(((Decision.Planned) decision).confirm()).isEqualTo(confirm);
  }

  @Test
  void theFormerKeywordStopsWorkingWhenAnotherIsSet() throws StoreException {
    keys = Map.of("confirmKeyword", "bestätigen");
    Pending.Request old = Requests.mail(GATEWAY, "11223344", "confirm", "hello");

    assertThat(((Decision.Planned) decide(old)).confirm()).isEqualTo(Confirm.NEVER);
  }

  @Test
  void aMailWithoutTextIsRefused() throws StoreException {
    assertThat(refusal(Requests.mail("11223344@sms.example.com", "", "", " \n")))
        .contains("The mail has no text");
  }

  @Test
  void aTextOfAsManySmsAsAllowedGoesAndOneMoreIsRefused() throws StoreException {
    codec.parts = 6;
    assertThat(decide(TO_NUMBER)).isInstanceOf(Decision.Planned.class);

    codec.parts = 7;
    codec.ucs2Because = Optional.of("я");
    assertThat(refusal(TO_NUMBER)).contains("needs 7 SMS", "at most 6", "(я)");
  }

  @Test
  void longTextsMayBeRefusedAltogether() throws StoreException {
    keys = Map.of("longText", "refuse");
    codec.parts = 2;

    assertThat(refusal(TO_NUMBER)).contains("needs 2 SMS", "at most 1");
  }

  @Test
  void aTextThatNoConcatenationCanCarryIsRefused() throws StoreException {
    codec.parts = 256;

    assertThat(refusal(TO_NUMBER)).contains("far longer than SMS can carry");
  }

  @Test
  void anAdministratorNeedsNoRightsAndPaysNothing() throws StoreException {
    Decision.Planned planned = (Decision.Planned) decide(Requests.shell("+39 11223344"));

    assertThat(planned.destination()).isEqualTo(new Msisdn("+3911223344"));
    assertThat(planned.recipient()).isEqualTo("+39 11223344");
    assertThat(planned.quotaUser()).isEmpty();
    assertThat(planned.confirm()).isEqualTo(Confirm.NEVER);
  }

  @Test
  void anAdministratorIsToldWhatIsNoNumber() throws StoreException {
    assertThat(refusal(Requests.shell("bob"))).contains("bob is no telephone number");
    assertThat(refusal(Requests.shell("112"))).contains("112 is a short code");
  }

  @Test
  void aRuleMayRefuseWhatTheRightsAllow() throws StoreException {
    rules = List.of(answers(new RoutingRule.Verdict.Refused("Not at night.")));

    assertThat(refusal(TO_NUMBER)).isEqualTo("Not at night.");
    assertThat(refusal(Requests.shell("+3911223344"))).isEqualTo("Not at night.");
  }

  @Test
  void aRuleMayAllowWhatTheRightsRefuse() throws StoreException {
    directory.add(FakeDirectory.user(ANN));
    rules = List.of(answers(new RoutingRule.Verdict.Allowed()));

    assertThat(decide(TO_NUMBER)).isInstanceOf(Decision.Planned.class);
  }
}
