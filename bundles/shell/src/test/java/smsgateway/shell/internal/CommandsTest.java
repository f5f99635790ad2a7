package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import smsgateway.api.Directory;
import smsgateway.api.HeldMails;
import smsgateway.api.Journal;

/** What holds for every command of the bundle, also for those that are still to come. */
class CommandsTest {

  static List<Class<?>> classes() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/classes/smsgateway/shell/internal"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .toList();
    }
  }

  static List<Class<?>> commands() throws IOException {
    return classes().stream().filter(type -> type.isAnnotationPresent(Command.class)).toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("smsgateway.shell.internal." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theAccessListNamesExactlyTheCommands() throws IOException {
    Properties access = access();

    assertThat(access.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            commands().stream().map(type -> type.getAnnotation(Command.class).name()).toList());
    assertThat(access.values()).allMatch(roles -> roles.toString().endsWith("admin"));
  }

  @Test
  void viewersOnlyLookAndOperatorsSteerMessages() throws IOException {
    assertThat(allowed("viewer")).containsExactlyInAnyOrder("status", "modem-list", "why");
    assertThat(allowed("operator"))
        .containsExactlyInAnyOrder(
            "status", "modem-list", "why", "hold", "release", "cancel", "retry", "mailbox-release");
  }

  private static List<String> allowed(String role) throws IOException {
    Properties access = access();
    return access.stringPropertyNames().stream()
        .filter(name -> List.of(access.getProperty(name).split(",")).contains(role))
        .toList();
  }

  private static Properties access() throws IOException {
    Properties access = new Properties();
    Path shipped = Path.of("../../etc/org.apache.karaf.command.acl.sms.cfg");
    try (Reader reader = Files.newBufferedReader(shipped)) {
      access.load(reader);
    }
    return access;
  }

  /** Karaf holds back all commands of a bundle while one of them misses such a service. */
  @ParameterizedTest
  @MethodSource("classes")
  void noReferenceIsMandatory(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      Reference reference = field.getAnnotation(Reference.class);
      assertThat(reference == null || reference.optional()).as(field.toString()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsDescribedInTheScopeSms(Class<?> type) {
    Command command = type.getAnnotation(Command.class);

    assertThat(command.scope()).isEqualTo("sms");
    assertThat(command.description()).isNotBlank();
  }

  @Test
  void completionOffersWhatIsStored() {
    IdCompleter ids = new IdCompleter();
    ids.journal = answering(Journal.class, List.of(entry(17), entry(-5)));
    EmailCompleter emails = new EmailCompleter();
    emails.directory = answering(Directory.class, List.of(UserEdit.fresh("bob@x.org")));

    assertThat(ids.offers()).containsExactly("17", "in5");
    assertThat(StateCompleter.offers()).contains("HELD", "ROUTED").doesNotHaveDuplicates();
    assertThat(emails.offers()).containsExactly("bob@x.org");

    MailboxCompleter mailboxes = new MailboxCompleter();
    mailboxes.mails = answering(HeldMails.class, Map.of("north", 3));
    assertThat(mailboxes.offers()).containsExactly("north");
  }

  @Test
  void withoutStoreNothingIsOffered() {
    assertThat(new IdCompleter().offers()).isEmpty();
    assertThat(new EmailCompleter().offers()).isEmpty();
    assertThat(new MailboxCompleter().offers()).isEmpty();
  }

  @Test
  void theStatusWithoutReportingNamesTheBundle() {
    assertThatThrownBy(new StatusCommand()::execute)
        .hasMessageStartingWith("Bundle smsgateway.reporting is missing");
  }

  private static Journal.Entry entry(long id) {
    return new Journal.Entry(
        id, Journal.Direction.OUT, Instant.EPOCH, "", "+491701234567", "QUEUED", 1, "", "");
  }

  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
  }
}
