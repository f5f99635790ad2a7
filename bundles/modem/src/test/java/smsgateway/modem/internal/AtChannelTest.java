package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.driver.Transport;

@Timeout(30)
class AtChannelTest {
  private final Script script = new Script();
  private final Events events = new Events();
  private final AtChannel at =
      new AtChannel(script, events, "test-reader", new Timing(Duration.ofMillis(50)));

  /** Answers each line that is written with the next of its texts. */
  private static final class Script implements Transport {
    final List<String> written = new ArrayList<>();
    final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> out = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    void now(String text) {
      out.add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      try {
        byte[] octets = out.poll(10, TimeUnit.MILLISECONDS);
        if (gone) {
          throw new IOException("gone");
        }
        int count = octets == null ? 0 : octets.length;
        if (count > 0) {
          System.arraycopy(octets, 0, buffer, 0, count);
        }
        return count;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public synchronized void write(byte[] octets) {
      written.add(new String(octets, StandardCharsets.ISO_8859_1));
      String reply = replies.poll();
      if (reply != null) {
        now(reply);
      }
    }

    @Override
    public void close() {
      gone = true;
    }
  }

  @AfterEach
  void close() {
    at.close();
  }

  private Answer ask(String command, String reply) throws IOException {
    script.replies.add(reply);
    return at.command(command, 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n+CREG: 0,1\r\n\r\nOK\r\n",
        "+CREG: 0,1\nOK\n",
        "AT+CREG?\r\r\n+CREG: 0,1\r\r\nOK\r\r\n",
        "\n\n\r+CREG:  0,1 \r\n\r\n\r\n\r\nOK\r",
        "at+creg?\r\n^RSSI: 17\r\n+CREG:0,1\r\nOK\r\n",
        "\u0000+CREG: 0,1\r\nOK\r\n"
      })
  void everyLineEndAndEchoGivesTheSameAnswer(String reply) throws IOException {
    Answer answer = ask("AT+CREG?", reply);
    assertThat(answer.ok()).isTrue();
    assertThat(answer.value("+CREG:")).contains("0,1");
    assertThat(answer.lines()).doesNotContain("AT+CREG?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR",
        "+CME ERROR: 3",
        "+CMS ERROR: 303",
        "+CMS ERROR:303",
        "NO CARRIER",
        "BUSY",
        "NO DIALTONE",
        "COMMAND NOT SUPPORT",
        "MODEM ERROR: 5",
        "+CME ERROR: SIM busy"
      })
  void everyFailureEndsACommand(String result) throws IOException {
    Answer answer = ask("AT+X", "\r\n" + result + "\r\n");
    assertThat(answer.ok()).isFalse();
    assertThat(answer.result().silent()).isFalse();
  }

  @Test
  void anAnswerMayComeInSingleOctets() throws IOException {
    script.replies.add("");
    "\r\n+CSQ: 20,99\r\n\r\nOK\r\n".chars().forEach(c -> script.now("" + (char) c));
    assertThat(at.command("AT+CSQ", 40).value("+CSQ:")).contains("20,99");
  }

  @Test
  void unsolicitedCodesInsideAnAnswerAreSetAside() throws IOException {
    Answer answer =
        ask(
            "AT+CMGR=1",
            "\r\n+CMGR: 0,,20\r\n+CMTI: \"ME\",7\r\n^SMMEMFULL: \"SM\"\r\n0791AABB\r\nOK\r\n");
    assertThat(answer.lines()).containsExactly("+CMGR: 0,,20", "0791AABB");
    assertThat(at.pollUrc()).isEqualTo(new Urc.Stored("ME", 7));
    assertThat(at.pollUrc()).isEqualTo(new Urc.Full());
  }

  @Test
  void aDirectPduIsTheNextLineThatIsNoResultCode() throws IOException {
    Answer answer = ask("AT+CSQ", "+CDS: 25\r\n\r\n^BOOT:123,0\r\n+CSQ: 9,99\r\n07AAZZ\r\nOK\r\n");
    assertThat(answer.value("+CSQ:")).contains("9,99");
    assertThat(at.pollUrc()).isEqualTo(new Urc.Direct("07AAZZ"));
  }

  @Test
  void aCellBroadcastIsNoMessage() throws IOException {
    assertThat(ask("AT", "+CBM: 88\r\n001000DD\r\nOK\r\n").lines()).isEmpty();
    assertThat(at.hasUrc()).isFalse();
  }

  @Test
  void aLateAnswerIsNotTakenForThatOfTheNextCommand() throws IOException {
    assertThat(at.command("AT+SLOW", 0.5).result().silent()).isTrue();
    script.replies.add("+CMGS: 5\r\nOK\r\nOK\r\n");
    script.replies.add("\r\n+CSQ: 9,99\r\nOK\r\n");
    Answer answer = at.command("AT+CSQ", 40);
    assertThat(answer.lines()).containsExactly("+CSQ: 9,99");
    assertThat(script.written).containsExactly("AT+SLOW\r", "AT\r", "AT+CSQ\r");
  }

  @Test
  void aModemThatStaysSilentIsGivenUp() throws IOException {
    assertThat(at.command("AT+SLOW", 0.5).result().silent()).isTrue();
    assertThatThrownBy(() -> at.command("AT", 1)).isInstanceOf(IOException.class);
    assertThat(script.written).contains("\u001b\r");
  }

  @Test
  void aLongLineIsDroppedWholeAndTheNextIsRead() throws IOException {
    script.replies.add("");
    for (int i = 0; i < 100; i++) {
      script.now("x".repeat(1_000));
    }
    script.now("\r\nOK\r\n");
    assertThat(at.command("AT", 100).lines()).isEmpty();
  }

  @Test
  void aLineOfTheLongestLengthIsKept() {
    List<Events.Event> events = new ArrayList<>();
    LineFramer framer = new LineFramer(events::add);
    for (int length : new int[] {LineFramer.LONGEST, LineFramer.LONGEST + 1}) {
      byte[] octets = ("x".repeat(length) + "\r").getBytes(StandardCharsets.ISO_8859_1);
      framer.accept(octets, octets.length);
    }
    assertThat(events).containsExactly(new Events.Line("x".repeat(LineFramer.LONGEST)));
  }

  @Test
  void garbageNeverBreaksTheChannel() throws IOException {
    Random random = new Random(42);
    byte[] garbage = new byte[1_000];
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(garbage);
      script.out.add(garbage.clone());
    }
    at.idle(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
    at.pause(2);
    at.doubt();
    script.replies.add("\r\nOK\r\n");
    script.replies.add("\r\n+CSQ: 9,99\r\nOK\r\n");
    assertThat(at.command("AT+CSQ", 40).value("+CSQ:")).contains("9,99");
  }

  @Test
  void aStopLetsNoFurtherCommandBegin() throws IOException {
    events.stop();
    assertThatThrownBy(() -> at.command("AT", 1)).isInstanceOf(StopRequested.class);
    assertThat(script.written).isEmpty();
  }

  @Test
  void aLostPortIsToldAfterWhatCameBefore() throws Exception {
    script.replies.add("");
    script.now("\r\nOK\r\n");
    assertThat(at.command("AT", 40).ok()).isTrue();
    script.gone = true;
    assertThatThrownBy(() -> at.command("AT", 40)).hasMessage("gone");
    assertThatThrownBy(() -> at.command("AT", 40)).hasMessage("gone");
  }
}
