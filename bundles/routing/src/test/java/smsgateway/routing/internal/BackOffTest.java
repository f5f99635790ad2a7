package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Test
  void pausesDoubleUpToEightSecondsAndStartAnewAfterSuccess() {
    BackOff backOff = new BackOff();

    assertThat(Stream.generate(backOff::next).limit(5).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 8L);

    backOff.reset();
    assertThat(backOff.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
