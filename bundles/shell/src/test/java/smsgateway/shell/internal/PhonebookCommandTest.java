package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.Directory;
import smsgateway.api.StoreException;
import smsgateway.api.User;

class PhonebookCommandTest {
  private static final User BOB =
      UserEdit.apply(UserEdit.fresh("bob@x.org"), Map.of("number", "+491701234567"));
  private static final User EVE =
      UserEdit.apply(UserEdit.fresh("eve@x.org"), Map.of("aliases", "eve@y.org"));

  private final List<Object> set = new ArrayList<>();
  private final PhonebookCommand command = command();

  private PhonebookCommand command() {
    PhonebookCommand made = new PhonebookCommand();
    made.directory =
        (Directory)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Directory.class},
                (proxy, method, values) -> answer(method.getName(), values));
    return made;
  }

  private Object answer(String method, Object[] values) {
    return switch (method) {
      case "users" -> List.of(BOB, EVE);
      case "byNumber" -> List.of(BOB);
      case "byEmail" ->
          values[0].equals("nobody@x.org")
              ? Optional.empty()
              : Optional.of(values[0].equals("bob@x.org") ? BOB : EVE);
      case "setNumber" -> set.addAll(Arrays.asList(values));
      default ->
          List.of(
              new Directory.NumberChange(
                  Instant.EPOCH, "bob@x.org", "jane", "+491701234***", "+491709876***"));
    };
  }

  @Test
  void numbersAreMaskedUnlessTheyAreAskedFor() throws StoreException {
    assertThat(command.answer()).hasSize(2).last().asString().contains("+491701234***");
    assertThat(String.join("", command.answer())).doesNotContain("4567");

    command.numbers = true;
    assertThat(command.answer()).last().asString().contains("+491701234567");
  }

  @Test
  void aNumberIsSetForTheUserOfTheAddressAndSharedOnesAreNamed() throws StoreException {
    command.action = "set";
    command.email = "Eve@y.org";
    command.number = "0049 170 1234567";

    assertThat(command.answer())
        .containsExactly(
            "The number of eve@x.org is +491701234***.", "Note: bob@x.org has the same number.");
    assertThat(set).startsWith("eve@x.org").endsWith("shell");
  }

  @Test
  void aNumberIsTakenAway() throws StoreException {
    command.action = "remove";
    command.email = "bob@x.org";

    assertThat(command.answer()).containsExactly("bob@x.org has no number any more.");
    assertThat(set).containsExactly("bob@x.org", Optional.empty(), "shell");
  }

  @Test
  void changesAreListedWithWhoMadeThem() throws StoreException {
    command.action = "changes";

    assertThat(command.answer()).last().asString().contains("jane", "+491709876***");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    command.action = "drop";
    assertThatThrownBy(command::answer).hasMessageContaining("list, set, remove, changes");
    command.action = "remove";
    command.email = "nobody@x.org";
    assertThatThrownBy(command::answer).hasMessageContaining("There is no user nobody@x.org");
    command.action = "set";
    command.email = "bob@x.org";
    assertThatThrownBy(command::answer).hasMessageContaining("is no phone number");
    assertThat(set).isEmpty();
  }
}
