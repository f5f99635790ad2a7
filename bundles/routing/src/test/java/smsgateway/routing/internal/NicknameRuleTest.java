package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.RoutingRule.Inbound;
import smsgateway.api.RoutingRule.Target;
import smsgateway.api.User;

class NicknameRuleTest {
  private static final List<User> USERS =
      List.of(
          nicknamed("bo@x", "bo"),
          nicknamed("bob@x", "Bob"),
          nicknamed("big@x", "Bob Big"),
          nicknamed("joerg@x", "Jörg"),
          nicknamed("strasse@x", "Straße"),
          nicknamed("sigma@x", "ΝΙΚΟΣ"),
          nicknamed("cn@x", "小明"),
          FakeDirectory.user("none@x"));

  private static User nicknamed(String email, String nickname) {
    return FakeDirectory.user(email, null, nickname, false, User.ConfirmPolicy.NEVER);
  }

  private static Optional<Target> route(String text) {
    return new NicknameRule().inbound(new Inbound("+391", text, Optional.empty(), USERS));
  }

  @ParameterizedTest(name = "[{0}] goes to {1} as [{2}]")
  @CsvSource({
    "Bob hello,          bob@x,     hello",
    "BOB hello,          bob@x,     hello",
    "'  bob: hello',     bob@x,     hello",
    "'bob , hello',      bob@x,     hello",
    "'bob,hello, you',   bob@x,     'hello, you'",
    "'bob\nhello',       bob@x,     hello",
    "'bo b hello',       bo@x,      b hello",
    "bob big hello,      big@x,     hello",
    "bob bigger hello,   bob@x,     bigger hello",
    "bob,                bob@x,     bob",
    "JÖRG hallo,         joerg@x,   hallo",
    "jo\u0308rg hallo,   joerg@x,   hallo",
    "STRASSE hallo,      strasse@x, hallo",
    "νικος γεια,         sigma@x,   γεια",
    "小明\u3000你好,       cn@x,      你好",
    "bob\u00a0hello,     bob@x,     hello"
  })
  void theLongestNicknameAtTheBeginningWinsAndIsRemoved(String text, String email, String rest) {
    assertThat(route(text)).hasValueSatisfying(t -> assertThat(t.recipients()).containsOnly(email));
    assertThat(route(text).map(Target::text)).contains(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Bobby hello", "hello Bob", "bob-hello", "bob.", ": bob hi"})
  void otherBeginningsAreLeftToTheNextRule(String text) {
    assertThat(route(text)).isEmpty();
  }

  @Test
  void aNicknameIsSeenInAVeryLongText() {
    String rest = "x".repeat(50_000);
    assertThat(route("bob " + rest).map(Target::text)).contains(rest);
  }
}
