package smsgateway.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.subethamail.smtp.server.SMTPServer;
import smsgateway.mail.internal.smtp.SessionLimits;
import smsgateway.mail.internal.smtp.SmtpEngine;

@Timeout(60)
class SlowClientTest {
  @Test
  void isCutWhenItsNextStepTakesTooLongWhateverElseItSends() throws Exception {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    SessionLimits limits = new SessionLimits(clock::get);
    SmtpEngine.Setup setup =
        new SmtpEngine.Setup(InetAddress.getLoopbackAddress(), 0, "", "", 100_000);
    SMTPServer server =
        SmtpEngine.create(
            setup,
            limits,
            session -> {
              throw new IllegalStateException("no mail is sent here");
            });
    server.start();
    try (SmtpClient client = new SmtpClient(server.getPortAllocated())) {
      limits.closeOverdue();
      assertThat(client.command("NOOP")).startsWith("250");
      clock.addAndGet(SessionLimits.COMMAND.toNanos() + 1);
      limits.closeOverdue();
      assertThat(client.command("NOOP")).isEqualTo("closed");
    } finally {
      server.stop();
    }
  }
}
