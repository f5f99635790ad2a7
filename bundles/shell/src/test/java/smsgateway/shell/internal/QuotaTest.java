package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.User;

class QuotaTest {
  private static User with(String quota) {
    return UserEdit.apply(UserEdit.fresh("bob@x.org"), Map.of("quota", quota));
  }

  private static Object changed(String before, String typed) {
    return Quota.shown(UserEdit.apply(with(before), Map.of("quota", typed)));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 7, 7",
    "100, 100/Month, 100/month",
    "100/day, 5/week, 5/week",
    "100/day, 5, 5",
    "100, +50, 150",
    "100/day, +50, 150/day",
    "999999999, +1, 999999999",
    "100/day, unlimited,",
    "100, '',"
  })
  void aQuotaIsSetOrAddedTo(String before, String typed, String after) {
    Object shown = changed(before, typed);
    assertThat(shown == null ? null : shown.toString()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"100, 5/year", "100, -5", "100, +5/day", "unlimited, +5", "100, 1000000000"})
  void whatIsNoQuotaIsRefused(String before, String typed) {
    assertThatThrownBy(() -> changed(before, typed)).hasMessageContaining(typed);
  }

  @Test
  void otherFieldsLeaveQuotaAndPeriodAlone() {
    assertThat(Quota.shown(UserEdit.apply(with("9/week"), Map.of("name", "Bob"))))
        .isEqualTo("9/week");
  }
}
