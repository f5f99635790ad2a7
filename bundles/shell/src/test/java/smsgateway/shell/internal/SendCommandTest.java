package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.MessageQueue;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;

class SendCommandTest {
  private final List<Submission> accepted = new ArrayList<>();
  private final SendCommand command = new SendCommand();

  @BeforeEach
  void queue() {
    command.queue =
        (MessageQueue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MessageQueue.class},
                (proxy, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("accept");
                  accepted.add((Submission) arguments[0]);
                  return List.of(17L);
                });
    command.number = "0049 170 1234567";
    command.text = List.of("Pump", "3 stopped");
  }

  @Test
  void aMessageIsAcceptedFromTheShellAndItsIdIsTold() throws StoreException {
    assertThat(command.answer()).containsExactly("Accepted as message 17; see sms:why 17.");

    Submission submission = accepted.get(0);
    assertThat(submission.origin()).isEqualTo(Submission.Origin.SHELL);
    assertThat(submission.text()).isEqualTo("Pump 3 stopped");
    assertThat(submission.recipients())
        .containsExactly(new Submission.Recipient("+491701234567", ""));
  }

  @Test
  void theSameTextTwiceIsTwoMessages() throws StoreException {
    command.answer();
    command.answer();

    assertThat(accepted).extracting(Submission::mailKey).doesNotHaveDuplicates();
    assertThat(accepted).extracting(Submission::sourceKey).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyTextIsRefused() {
    command.text = List.of(" ");

    assertThatThrownBy(command::execute).hasMessageContaining("1 to 100000 characters");
    assertThat(accepted).isEmpty();
  }

  @Test
  void aMissingServiceIsOneSentenceThatNamesItsBundle() {
    command.queue = null;

    assertThatThrownBy(command::execute)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("Bundle smsgateway.store is missing");
  }
}
