package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import smsgateway.api.driver.Transport;

/** A phone that takes longer for each answer than a quiet line is waited for. */
@Timeout(30)
class SlowModemTest {
  private static final long LATENCY_MILLIS = 150;
  private static final Timing TIMING = new Timing(Duration.ofMillis(250));

  /** Works on one command after the other. */
  private static final class Slow implements Transport {
    private static final Map<String, String> LINES =
        Map.of("AT+CGMI", "Maker", "AT+CGMM", "Model", "AT+CGMR", "1", "ATI", "Info");
    private final BlockingQueue<byte[]> out = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private long freeAt = System.nanoTime();

    @Override
    public int read(byte[] buffer) {
      try {
        byte[] octets = out.poll(10, TimeUnit.MILLISECONDS);
        int count = octets == null ? 0 : octets.length;
        if (count > 0) {
          System.arraycopy(octets, 0, buffer, 0, count);
        }
        return count;
      } catch (InterruptedException e) {
        return 0;
      }
    }

    @Override
    public synchronized void write(byte[] octets) {
      String command = new String(octets, StandardCharsets.ISO_8859_1).strip();
      if (command.startsWith("AT")) {
        long now = System.nanoTime();
        freeAt = Math.max(now, freeAt) + TimeUnit.MILLISECONDS.toNanos(LATENCY_MILLIS);
        String answer = LINES.containsKey(command) ? LINES.get(command) + "\r\nOK\r\n" : "OK\r\n";
        var unused =
            clock.schedule(
                () -> out.add(answer.getBytes(StandardCharsets.ISO_8859_1)),
                freeAt - now,
                TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }

  @Test
  void everyAnswerIsTakenForItsOwnCommand() throws Exception {
    try (AtChannel at = new AtChannel(new Slow(), new Events(), "test-reader", TIMING)) {
      Startup startup = new Startup(at, TIMING);
      assertThat(startup.sync()).isTrue();
      var identity = startup.identify("");
      assertThat(identity.manufacturer()).isEqualTo("Maker");
      assertThat(identity.model()).isEqualTo("Model");
      assertThat(identity.information()).isEqualTo("Info");
    }
  }
}
