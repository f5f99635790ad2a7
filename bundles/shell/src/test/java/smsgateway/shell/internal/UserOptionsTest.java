package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserOptionsTest {
  private final UserSetCommand command = new UserSetCommand();

  @Test
  void optionsMayFollowTheAddress() {
    command.language = "de";
    command.following = List.of("--quota", "5", "--default", "--rights=users+reply", "--name", "");

    assertThat(command.fields())
        .containsEntry("language", "de")
        .containsEntry("quota", "5")
        .containsEntry("default", "true")
        .containsEntry("rights", "users+reply")
        .containsEntry("name", "")
        .containsEntry("number", null);
  }

  @Test
  void theDefaultIsTakenAwayWithFalse() {
    command.following = List.of("--default=false");

    assertThat(command.fields()).containsEntry("default", "false");
  }

  @ParameterizedTest
  @CsvSource({"--colour,Unknown option --colour.", "quota,Unknown option quota.", "--quota,needs"})
  void whatIsNoOptionIsRefused(String word, String complaint) {
    command.following = List.of(word);

    assertThatThrownBy(command::fields).hasMessageContaining(complaint);
  }
}
