package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.ANN;
import static smsgateway.routing.internal.Requests.GATEWAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.Msisdn;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.api.User.Right;

/** How the phonebook learns numbers from mails. */
class PhonebookTest {
  private static final String BOB = "bob@example.com";
  private static final String NEW = "new@example.com";
  private static final String TO_BOB = "bob@sms.example.com";
  private static final String TO_NEW = "new@sms.example.com";

  private final FakeDirectory directory =
      new FakeDirectory()
          .add(FakeDirectory.user(BOB, "+3955667788", null, false, User.ConfirmPolicy.NEVER))
          .add(FakeDirectory.user(NEW));

  private Decision decide(Pending.Request request, Right... rights) throws StoreException {
    directory.add(FakeDirectory.user(ANN, rights));
    return new OutboundDecider(
            directory,
            new FakeCodec(),
            SettingsReader.read(Configs.usable()),
            new RuleChain(List::of))
        .decide(request);
  }

  private static Pending.Request mail(String to, String subject) {
    return Requests.mail(to, "", subject, "hello");
  }

  private Decision reply(String subject, String text, Right... rights) throws StoreException {
    Pending.Request reply = Requests.mail(GATEWAY, "", subject, text);
    directory.question(reply.id(), new Directory.Question(7, ANN, NEW, TO_NEW, true));
    return decide(reply, rights);
  }

  private static String reason(Decision decision) {
    return ((Decision.Refused) decision).reason();
  }

  @Test
  void theNumberOfAUserWithoutOneIsAskedFor() throws StoreException {
    Decision decision = decide(mail(TO_NEW, "news"), Right.USERS, Right.PHONEBOOK);

    assertThat(decision).isInstanceOf(Decision.NumberWanted.class);
    Decision.NumberWanted wanted = (Decision.NumberWanted) decision;
    assertThat(wanted.user()).isEqualTo(NEW);
    assertThat(wanted.text()).contains("Answer this mail with the number alone");
  }

  @Test
  void whoMayNotStoreNumbersIsReferredToTheAdministrator() throws StoreException {
    assertThat(reason(decide(mail(TO_NEW, "news"), Right.USERS)))
        .contains("Ask the administrator to store it");
    assertThat(reason(decide(mail(TO_NEW, "news"), Right.PHONEBOOK)))
        .contains("Ask the administrator for the right \"users\"");
  }

  @Test
  void aProgramIsNeverAsked() throws StoreException {
    Pending.Request mail = mail(TO_NEW, "news");
    Pending.Request machine =
        new Pending.Request(
            mail.id(),
            1,
            smsgateway.api.Submission.Origin.MACHINE,
            ANN,
            mail.recipient(),
            "news",
            "hello",
            false,
            mail.acceptedAt(),
            1,
            1);

    assertThat(decide(machine, Right.USERS, Right.PHONEBOOK, Right.MACHINE))
        .isInstanceOf(Decision.Refused.class);
  }

  @Test
  void aNumberAloneInTheSubjectIsStoredAndUsed() throws StoreException {
    Decision.Planned planned =
        (Decision.Planned)
            decide(mail(TO_NEW, "confirm +3911223344"), Right.USERS, Right.PHONEBOOK);

    assertThat(planned.destination()).isEqualTo(new Msisdn("+3911223344"));
    assertThat(planned.learned().orElseThrow().user()).isEqualTo(NEW);
    assertThat(planned.learned().orElseThrow().number()).isEqualTo(new Msisdn("+3911223344"));
    assertThat(planned.learned().orElseThrow().text()).isEmpty();
  }

  @Test
  void whoseNumberIsReplacedIsToldByWhomWithoutShowingIt() throws StoreException {
    Decision.Planned planned =
        (Decision.Planned) decide(mail(TO_BOB, "+3911223344"), Right.USERS, Right.PHONEBOOK);

    assertThat(planned.destination()).isEqualTo(new Msisdn("+3911223344"));
    assertThat(planned.learned().orElseThrow().text()).contains(ANN).doesNotContain("11223344");
  }

  @Test
  void theStoredNumberInTheSubjectTeachesNothing() throws StoreException {
    Decision.Planned planned =
        (Decision.Planned) decide(mail(TO_BOB, "+39 55667788"), Right.USERS, Right.PHONEBOOK);

    assertThat(planned.learned()).isEmpty();
    assertThat(planned.note()).isEmpty();
  }

  @Test
  void withoutTheRightTheStoredNumberCountsAndTheSenderIsTold() throws StoreException {
    Decision.Planned planned =
        (Decision.Planned) decide(mail(TO_BOB, "+3911223344"), Right.USERS, Right.EXTERNAL);

    assertThat(planned.destination()).isEqualTo(new Msisdn("+3955667788"));
    assertThat(planned.learned()).isEmpty();
    assertThat(planned.note()).contains("The number in the subject was ignored");
    assertThat(planned.confirm()).isEqualTo(Decision.Confirm.ALWAYS);
  }

  @Test
  void rightPhonebookDoesNotReplaceRightUsers() throws StoreException {
    assertThat(reason(decide(mail(TO_BOB, "+3911223344"), Right.PHONEBOOK)))
        .contains("the right \"users\"");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "+3911223344",
        "\n  +39 112 233 44 \n\nBest regards\nAnn",
        "> No telephone number is stored\n+3911223344\n> Answer this mail"
      })
  void anAnswerThatBeginsWithTheNumberGivesIt(String text) throws StoreException {
    assertThat(reply("Re: news [SMS 7-abcd]", text, Right.USERS, Right.PHONEBOOK))
        .isEqualTo(
            new Decision.NumberGiven(
                Requests.mail(GATEWAY, "", "", "").id(), NEW, new Msisdn("+3911223344")));
  }

  @Test
  void theNumberMayStandInTheSubjectOfTheAnswer() throws StoreException {
    assertThat(reply("Re: [SMS 7-abcd] +3911223344", "", Right.PHONEBOOK))
        .isInstanceOf(Decision.NumberGiven.class);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", "call her at +3911223344", "4444", "no idea\n+3911223344"})
  void anAnswerWithoutNumberIsAskedAgain(String text) throws StoreException {
    Decision decision = reply("Re: news [SMS 7-abcd]", text, Right.PHONEBOOK);

    assertThat(decision).isInstanceOf(Decision.NumberUnclear.class);
    assertThat(((Decision.NumberUnclear) decision).question()).isEqualTo(7);
    assertThat(((Decision.NumberUnclear) decision).text()).contains("Answer this mail with");
    assertThat(((Decision.NumberUnclear) decision).refusal()).contains("asked three times");
  }

  @Test
  void whatIsWrongWithTheNumberIsSaid() throws StoreException {
    Decision decision = reply("Re: news [SMS 7-abcd]", "4444", Right.PHONEBOOK);

    assertThat(((Decision.NumberUnclear) decision).text()).startsWith("The number 4444 is a short");
  }

  @Test
  void onlyWhoWasAskedCanAnswer() throws StoreException {
    Pending.Request reply = mail(GATEWAY, "Re: [SMS 7-abcd]");
    directory.question(reply.id(), new Directory.Question(7, BOB, NEW, TO_NEW, true));

    assertThat(reason(decide(reply, Right.PHONEBOOK))).contains("Only the person who was asked");
  }

  @Test
  void anAnswerThatComesTooLateIsExplained() throws StoreException {
    Pending.Request reply = mail(GATEWAY, "Re: [SMS 7-abcd]");
    directory.question(reply.id(), new Directory.Question(7, ANN, NEW, TO_NEW, false));

    assertThat(reason(decide(reply, Right.PHONEBOOK))).contains("does not wait for a number");
  }

  @Test
  void whoLostTheRightMeanwhileStoresNothing() throws StoreException {
    assertThat(reason(reply("Re: news [SMS 7-abcd]", "+3911223344", Right.USERS)))
        .contains("the right \"phonebook\"");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"Order, 10023456", "Rossi; 12.03.2026"})
  void aNumberBesideOtherWordsInTheSubjectOfAnAnswerIsNotTheNumber(String subject)
      throws StoreException {
    assertThat(
            reply(
                "Re: " + subject + " [SMS 7-abcd]", "I do not know it, ask Anna", Right.PHONEBOOK))
        .isInstanceOf(Decision.NumberUnclear.class);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"12.03.2026", "2026-03-12", "confirm 12/03/26"})
  void aDateInTheSubjectIsNobodysNumber(String subject) throws StoreException {
    Decision.Planned planned =
        (Decision.Planned) decide(mail(TO_BOB, subject), Right.USERS, Right.PHONEBOOK);
    assertThat(planned.destination()).isEqualTo(new Msisdn("+3955667788"));
    assertThat(planned.learned()).isEmpty();
    assertThat(decide(mail(TO_NEW, subject), Right.USERS, Right.PHONEBOOK))
        .isInstanceOf(Decision.NumberWanted.class);
  }

  @Test
  void aNumberInTheSubjectOfAMailToSeveralIsNobodys() throws StoreException {
    Decision.Planned planned =
        (Decision.Planned) decide(oneOfTwo(TO_BOB), Right.USERS, Right.PHONEBOOK);
    assertThat(planned.destination()).isEqualTo(new Msisdn("+3955667788"));
    assertThat(planned.learned()).isEmpty();
    assertThat(planned.note()).contains("has several recipients");
    assertThat(decide(oneOfTwo(TO_NEW), Right.USERS, Right.PHONEBOOK))
        .isInstanceOf(Decision.NumberWanted.class);
    assertThat(decide(oneOfTwo(TO_NEW), Right.USERS, Right.EXTERNAL))
        .isInstanceOf(Decision.Refused.class);
  }

  private static Pending.Request oneOfTwo(String to) {
    Pending.Request alone = mail(to, "+3911223344");
    return new Pending.Request(
        alone.id(),
        1,
        alone.origin(),
        alone.sender(),
        alone.recipient(),
        alone.subject(),
        alone.text(),
        false,
        alone.acceptedAt(),
        1,
        2);
  }
}
