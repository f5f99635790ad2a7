package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import smsgateway.api.PduCodec;

class PduCommandTest {
  @Test
  void namesAndMeaningsOfFieldsStandInColumns() {
    assertThat(answer("SMSC: set in the modem", "locking shift: language 1", "TP-UD: a: b"))
        .containsExactly(
            "SMSC           set in the modem", "locking shift  language 1", "TP-UD          a: b");
  }

  @Test
  void aLineWithoutNameStaysAndWhatSteersATerminalIsVisible() {
    assertThat(answer("nothing to say", "TP-UD: \u001B[2J"))
        .containsExactly("nothing to say", "TP-UD  \\u001B[2J");
  }

  @Test
  void aMissingCodecIsOneSentence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PduCommand().answer())
        .withMessageContaining("smsgateway.pdu is missing");
  }

  private static List<String> answer(String... explanation) {
    PduCommand command = new PduCommand();
    command.hex = "00AF";
    command.codec =
        (PduCodec)
            Proxy.newProxyInstance(
                PduCodec.class.getClassLoader(),
                new Class<?>[] {PduCodec.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("explain");
                  assertThat(arguments).containsExactly("00AF");
                  return List.of(explanation);
                });
    return command.answer();
  }
}
