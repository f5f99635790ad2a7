package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.Submitted;

/** A device that refuses three commands in ten, whatever they are. */
@Timeout(60)
class HostileModemTest {
  @TempDir private Path folder;

  private DriverStand stand() {
    return new DriverStand(new DriverStand.Plan(folder, "hostile", Map.of()), "auto", "", "");
  }

  @Test
  void everythingIsReceivedAllTheSame() throws Exception {
    try (DriverStand stand = stand()) {
      Set<String> sent = new HashSet<>(stand.phoneSends("at the start"));
      stand.ready();
      for (int i = 0; i < 10; i++) {
        sent.addAll(stand.phoneSends("text " + i));
      }
      Set<String> received = new HashSet<>();
      while (received.size() < sent.size()) {
        received.add(stand.received());
      }
      assertThat(received).isEqualTo(sent);
      stand.awaitNoneWaiting();
    }
  }

  @Test
  void noRefusalIsTakenForASuccess() throws Exception {
    try (DriverStand stand = stand()) {
      int accepted = 0;
      for (int i = 0; i < 20; i++) {
        for (SubmitOutcome outcome : stand.send("text " + i)) {
          accepted += outcome instanceof Submitted ? 1 : 0;
        }
      }
      assertThat(accepted).isBetween(1, 19).isEqualTo(stand.network().journal().size());
    }
  }
}
