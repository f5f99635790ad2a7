package smsgateway.reporting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource.Level;

class MetricsTextTest {
  private static MetricsText.ModemSample modem(String name, Modem.State state) {
    return new MetricsText.ModemSample(name, new TestModem(name, state).status());
  }

  @Test
  void everySampleLineIsANameLabelsAndANumber() {
    MetricsText text = new MetricsText();
    text.health(Level.YELLOW);
    text.modems(
        List.of(modem("north \"1\"", Modem.State.READY), modem("south", Modem.State.RECOVERING)));
    text.counts(
        Map.of("segment.QUEUED", 5L, "request.PLANNED", 4L, "mail.failed", 1L, "pdu.waiting", 2L),
        Optional.empty());
    assertThat(text.toString().lines().filter(line -> !line.startsWith("#")))
        .allMatch(
            line -> line.matches("smsgateway_[a-z_]+(\\{[a-z]+=\"(\\\\\"|[^\"])*\"\\})? -?[0-9]+"))
        .contains(
            "smsgateway_health 1",
            "smsgateway_modem_up{modem=\"south\"} 0",
            "smsgateway_modem_submitted_total{modem=\"south\"} 7",
            "smsgateway_segments{state=\"QUEUED\"} 5",
            "smsgateway_requests{state=\"PLANNED\"} 4",
            "smsgateway_mails{state=\"failed\"} 1",
            "smsgateway_pdus_waiting 2",
            "smsgateway_queue_oldest_age_seconds 0");
  }

  @Test
  void theSimIsNoLabel() {
    MetricsText text = new MetricsText();
    text.modems(List.of(modem("north", Modem.State.READY)));
    assertThat(text.toString()).doesNotContain("22201");
  }
}
