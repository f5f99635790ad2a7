package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.ANN;
import static smsgateway.routing.internal.Requests.GATEWAY;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.Decision;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.api.User.Right;

class RightsTest {
  private static final Pending.Request TO_USER = Requests.to("bob@sms.example.com");
  private static final Pending.Request TO_NUMBER = Requests.to("11223344@sms.example.com");
  private static final Pending.Request IN_SUBJECT =
      Requests.mail(GATEWAY, "", "Re: 11223344", "hello");
  private static final Pending.Request IN_NAME = Requests.mail(GATEWAY, "11223344", "", "hello");

  private final FakeDirectory directory = new FakeDirectory();

  private Decision decide(Pending.Request request, Right... rights) throws StoreException {
    directory.add(FakeDirectory.user(ANN, rights));
    directory.add(
        FakeDirectory.user(
            "bob@example.com", "+3955667788", null, false, User.ConfirmPolicy.NEVER));
    return new OutboundDecider(
            directory,
            new FakeCodec(),
            SettingsReader.read(Configs.usable()),
            new RuleChain(List::of))
        .decide(request);
  }

  static Stream<Arguments> everyRightAndFormat() {
    List<Arguments> cases = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      Set<Right> rights = EnumSet.noneOf(Right.class);
      Right[] three = {Right.USERS, Right.EXTERNAL, Right.PHONEBOOK};
      for (int i = 0; i < three.length; i++) {
        if ((bits & 1 << i) != 0) {
          rights.add(three[i]);
        }
      }
      cases.add(Arguments.of(rights, TO_USER, rights.contains(Right.USERS)));
      for (Pending.Request request : List.of(TO_NUMBER, IN_SUBJECT, IN_NAME)) {
        cases.add(Arguments.of(rights, request, rights.contains(Right.EXTERNAL)));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("everyRightAndFormat")
  void eachFormatNeedsItsRight(Set<Right> rights, Pending.Request request, boolean allowed)
      throws StoreException {
    Decision decision = decide(request, rights.toArray(Right[]::new));

    assertThat(decision).isInstanceOf(allowed ? Decision.Planned.class : Decision.Refused.class);
    assertThat(told(decision)).doesNotContain("55667788");
  }

  /** What the sender gets to read. */
  private static String told(Decision decision) {
    return decision instanceof Decision.Planned planned
        ? planned.recipient() + planned.note()
        : ((Decision.Refused) decision).recipient() + ((Decision.Refused) decision).reason();
  }

  @Test
  void aNumberForAUserWithoutOneNeedsTheRightsForUsersAndForNumbers() throws StoreException {
    directory.add(
        FakeDirectory.user("new@example.com", null, null, false, User.ConfirmPolicy.NEVER));
    Pending.Request request = Requests.mail("new@sms.example.com", "", "11223344", "hello");

    assertThat(decide(request, Right.USERS, Right.EXTERNAL)).isInstanceOf(Decision.Planned.class);
    assertThat(((Decision.Refused) decide(request, Right.USERS)).reason())
        .contains("Ask the administrator for the right \"external\"");
    assertThat(((Decision.Refused) decide(request, Right.EXTERNAL)).reason())
        .isEqualTo(((Decision.Refused) decide(TO_USER)).reason());
  }

  @Test
  void theRefusalNamesTheRightAndWhatToDo() throws StoreException {
    assertThat(((Decision.Refused) decide(TO_USER, Right.EXTERNAL)).reason())
        .contains("Ask the administrator for the right \"users\"");
    assertThat(((Decision.Refused) decide(TO_NUMBER, Right.USERS)).reason())
        .contains("Ask the administrator for the right \"external\"");
  }

  @Test
  void aUserWithRightReplyMayAnswerANumberThatWroteToThem() throws StoreException {
    directory.wrote("+3911223344", ANN);

    assertThat(decide(IN_NAME, Right.REPLY)).isInstanceOf(Decision.Planned.class);
  }

  @Test
  void aNumberThatTheNetworkShowedWithoutCountryCodeMayBeAnswered() throws StoreException {
    directory.wrote("11223344", ANN);

    assertThat(decide(IN_NAME, Right.REPLY)).isInstanceOf(Decision.Planned.class);
  }

  @Test
  void rightReplyCoversNeitherStrangersNorAnotherUsersCorrespondents() throws StoreException {
    directory.wrote("+3911223344", "bob@example.com");
    directory.wrote("+3999999999", ANN);

    assertThat(decide(IN_NAME, Right.REPLY)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void rightReplyCoversOnlyTheFormatOfReplies() throws StoreException {
    directory.wrote("+3911223344", ANN);

    assertThat(decide(TO_NUMBER, Right.REPLY)).isInstanceOf(Decision.Refused.class);
    assertThat(decide(IN_SUBJECT, Right.REPLY)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void withoutRightReplyNobodyMayAnswer() throws StoreException {
    directory.wrote("+3911223344", ANN);

    assertThat(decide(IN_NAME)).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void whoIsAUserIsToldOnlyToThoseWhoMayWriteToUsers() throws StoreException {
    Pending.Request unknown = Requests.to("nobody@sms.example.com");

    assertThat(((Decision.Refused) decide(unknown)).reason())
        .isEqualTo(((Decision.Refused) decide(TO_USER)).reason());
    assertThat(((Decision.Refused) decide(unknown, Right.USERS)).reason())
        .contains("There is no user nobody@sms.example.com");
  }
}
