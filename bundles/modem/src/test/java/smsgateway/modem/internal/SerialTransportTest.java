package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.Modem.State;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.modem.internal.MemoryQueue.Ended;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SerialTransportTest {
  @TempDir private Path folder;

  private static ModemSettings settings(Path port) {
    return new ModemSettings("north", port.toString(), 0, "auto", "", "", 0);
  }

  @Test
  void aRealPortSendsAndReceivesAndComesBackAfterAnUnplug() throws Exception {
    try (Bench bench = new Bench(folder)) {
      Path port = folder.resolve("ttyTest");
      try (PtyLine line = new PtyLine(bench.modem)) {
        Files.createSymbolicLink(port, Path.of(line.path()));
        bench.queue.add(1, "AABB");
        bench.start(settings(port), new Ports(List::of));
        assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(1, new Submitted(0)));
        bench.modem.store(3, "07911234");
        bench.modem.say("+CMTI: \"SM\",3");
        assertThat(bench.queue.nextReceived().hex()).isEqualTo("07911234");
      }
      Files.delete(port);
      bench.awaitState(State.RECOVERING);
      try (PtyLine line = new PtyLine(bench.modem)) {
        Files.createSymbolicLink(port, Path.of(line.path()));
        bench.queue.add(2, "AABB");
        assertThat(bench.queue.nextEnded()).isEqualTo(new Ended(2, new Submitted(1)));
        assertThat(bench.stop()).isTrue();
      }
    }
  }

  @Test
  void anAbsentPortIsToldInASentence() {
    assertThatThrownBy(() -> SerialTransport.open(folder.resolve("none").toString(), 9_600))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plug the modem in");
  }
}
