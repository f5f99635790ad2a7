package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.Journal;
import smsgateway.api.Journal.Direction;
import smsgateway.api.RequestState;
import smsgateway.api.SegmentState;

class WhyCommandTest {
  private static final String PDU =
      "07917283010010F5040BC87238880900F10000993092516195800AE8329BFD";

  private static Journal.Story story(Direction direction, String state, String reason) {
    Journal.Entry entry =
        new Journal.Entry(
            direction == Direction.OUT ? 17 : -5,
            direction,
            Instant.EPOCH,
            "anna@example.com",
            "+491701234567",
            state,
            1,
            "north",
            reason);
    return new Journal.Story(
        entry,
        List.of(
            new Journal.Step(Instant.EPOCH, "message", "ACCEPTED", "MAIL"),
            new Journal.Step(
                Instant.EPOCH, "segment 1", "SUBMITTING", "attempt 1, SIM 262010000000***"),
            new Journal.Step(Instant.EPOCH, "PDU", "RECEIVED", "modem north: " + PDU),
            new Journal.Step(Instant.EPOCH, "mail", "DELIVERED", "to anna@example.com")),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of(1234567L),
        Optional.empty(),
        state.equals("QUEUED") ? "over modem north only" : "");
  }

  static Stream<String> outboundStates() {
    return Stream.concat(
            Arrays.stream(RequestState.values())
                .filter(state -> state != RequestState.PLANNED)
                .map(Enum::name),
            Arrays.stream(SegmentState.values()).map(Enum::name))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("outboundStates")
  void everyStateOfAMessageToAPhoneHasAnAdvice(String state) {
    assertThat(Advice.of(story(Direction.OUT, state, "Because."))).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("smsgateway.shell.internal.StateCompleter#inbound")
  void everyStateOfAMessageFromAPhoneHasAnAdvice(String state) {
    assertThat(Advice.of(story(Direction.IN, state, "because"))).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, sms:retry 17",
    "UNDETERMINED, sms:retry 17",
    "EXPIRED, sms:retry 17",
    "CANCELLED, sms:retry 17",
    "SENT_NO_REPORT, sms:retry 17",
    "QUARANTINED, sms:retry 17",
    "HELD, sms:release 17",
    "UNKNOWN, sms:cancel 17",
    "REFUSED, reason above"
  })
  void whatNeedsAPersonNamesTheNextCommand(String state, String command) {
    assertThat(Advice.of(story(Direction.OUT, state, "No right"))).contains(command);
  }

  @Test
  void theStoryIsAHeadAlignedStepsAndAnAdvice() {
    List<String> lines = WhyCommand.told(story(Direction.OUT, "FAILED", "No such number."), false);

    assertThat(lines.get(0))
        .isEqualTo(
            "FAILED: message 17 from anna@example.com to +491701234567"
                + " (sends message 1234567 again)");
    assertThat(lines.get(2)).startsWith("TIME                 WHAT       STATE       CAUSE");
    assertThat(lines.get(3)).endsWith("message    ACCEPTED    MAIL");
    assertThat(lines.get(lines.size() - 1)).startsWith("It was not delivered: No such number.");
  }

  @Test
  void theStoryIsAlsoJson() {
    assertThat(WhyCommand.told(story(Direction.IN, "ROUTED", "nickname"), true).get(0))
        .startsWith("{\"id\":\"in5\",\"state\":\"ROUTED\",\"advice\":\"")
        .contains("\"sent_again_as\":null")
        .contains("\"what\":\"PDU\"");
  }

  @Test
  void whoIsNoAdministratorSeesNoPersons() {
    Journal.Story hidden =
        Hidden.of(story(Direction.OUT, "REFUSED", "+49 170 1234567 is not allowed."));
    String all = String.join("\n", WhyCommand.told(hidden, false));

    assertThat(all + WhyCommand.told(hidden, true))
        .doesNotContain("anna@", "1234567 is", "491701234567", PDU.substring(0, 20))
        .contains(
            "***@example.com",
            "+491701234***",
            "message 1234567 again",
            "SIM 262010000000***",
            "1970-01-01");
  }

  @Test
  void onlyTheRoleAdminIsAnAdministrator() {
    Subject viewer = subject(new UserPrincipal("admin"), new RolePrincipal("viewer"));
    Subject admin = subject(new UserPrincipal("jane"), new RolePrincipal("admin"));

    assertThat(Operator.admin(viewer)).isFalse();
    assertThat(Operator.admin(admin)).isTrue();
    assertThat(Operator.admin()).isFalse();
  }

  private static Subject subject(java.security.Principal... principals) {
    return new Subject(true, Set.of(principals), Set.of(), Set.of());
  }
}
