package smsgateway.reporting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource.Level;

/** Builds the metrics page line by line. */
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  /** A modem as it was asked once, so that its lines agree with each other. */
  record ModemSample(String name, Modem.Status status) {}

  /** The judgement as a number. */
  void health(Level level) {
    head("smsgateway_health", "gauge", "0 is GREEN, 1 is YELLOW, 2 is RED");
    sample("smsgateway_health", "", level == Level.GREEN ? 0 : level == Level.YELLOW ? 1 : 2);
  }

  /** State, counters and signal of each modem. */
  void modems(List<ModemSample> modems) {
    head("smsgateway_modem_up", "gauge", "1 when the modem sends and receives");
    modems.forEach(
        m ->
            sample(
                "smsgateway_modem_up", modem(m), m.status().state() == Modem.State.READY ? 1 : 0));
    head(
        "smsgateway_modem_submitted_total",
        "counter",
        "SMS accepted by the network since the modem started");
    modems.forEach(
        m -> sample("smsgateway_modem_submitted_total", modem(m), m.status().submitted()));
    head("smsgateway_modem_received_total", "counter", "PDUs received since the modem started");
    modems.forEach(m -> sample("smsgateway_modem_received_total", modem(m), m.status().received()));
    head("smsgateway_modem_signal_dbm", "gauge", "received signal strength");
    modems.stream()
        .filter(m -> m.status().signalDbm().isPresent())
        .forEach(
            m ->
                sample("smsgateway_modem_signal_dbm", modem(m), m.status().signalDbm().getAsInt()));
  }

  /** The store's numbers, see {@link smsgateway.api.Journal#counts}. */
  void counts(Map<String, Long> counts, Optional<Instant> oldestQueued) {
    head("smsgateway_store_up", "gauge", "1 when the database answers");
    sample("smsgateway_store_up", "", 1);
    head("smsgateway_requests", "gauge", "accepted recipients by state");
    group(counts, "request.", "smsgateway_requests");
    head("smsgateway_segments", "gauge", "outbound SMS by state");
    group(counts, "segment.", "smsgateway_segments");
    head("smsgateway_pdus_waiting", "gauge", "received PDUs without a decision");
    sample("smsgateway_pdus_waiting", "", counts.getOrDefault("pdu.waiting", 0L));
    head("smsgateway_mails", "gauge", "outgoing mails that wait or failed");
    group(counts, "mail.", "smsgateway_mails");
    head(
        "smsgateway_queue_oldest_age_seconds",
        "gauge",
        "age of the oldest SMS that waits for a modem");
    long age =
        oldestQueued
            .map(at -> Math.max(0, Duration.between(at, Instant.now()).toSeconds()))
            .orElse(0L);
    sample("smsgateway_queue_oldest_age_seconds", "", age);
  }

  /** Says that there are no numbers of the store. */
  void storeAbsent() {
    head("smsgateway_store_up", "gauge", "1 when the database answers");
    sample("smsgateway_store_up", "", 0);
  }

  private void group(Map<String, Long> counts, String prefix, String metric) {
    new TreeMap<>(counts)
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                sample(metric, "{state=\"" + key.substring(prefix.length()) + "\"}", value);
              }
            });
  }

  private static String modem(ModemSample m) {
    String name =
        m.name().replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    return "{modem=\"" + name + "\"}";
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, String labels, long value) {
    text.append(name).append(labels).append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
