package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two files in which MDaemon keeps or exports its accounts. */
class MdaemonUsersTest {
  private static final String HEADER =
      "\"Email\", \"MailBox\", \"Domain\", \"FullName\", \"MailDir\", \"Password\","
          + " \"AutoDecode\", \"AccessType\", \"FwdAddress\", \"Disabled\"\r\n";

  @TempDir Path folder;

  private MdaemonUsers read(String text, Charset charset) throws IOException {
    Path file = Files.write(folder.resolve("users"), text.getBytes(charset));
    return MdaemonUsers.read(file).orElseThrow();
  }

  @Test
  void theExportGivesAddressAndNameInSpiteOfItsBlanksBackslashesAndCommas() throws IOException {
    MdaemonUsers users =
        read(
            HEADER
                + "\"bob@x.org\",\"bob\",\"x.org\",\"Bob M\u00fcller\",\"C:\\MDaemon\\x.org\\bob\\\","
                + "\"s3cret\",0,\"Y\",\"a@x.org,b@x.org\",0\r\n"
                + "\"\",\"eve\",\"x.org\",\"Eve\",\"C:\\\",\"t0psecret\",0,\"Y\",\"\",N\r\n",
            StandardCharsets.ISO_8859_1);

    assertThat(users.leftOut()).isEmpty();
    UserFile file = UserFile.read(users.text(), List.of());
    assertThat(file.errors()).isEmpty();
    assertThat(file.users()).extracting(u -> u.email()).containsExactly("bob@x.org", "eve@x.org");
    assertThat(file.users()).extracting(u -> u.name()).containsExactly("Bob M\u00fcller", "Eve");
  }

  @Test
  void noPasswordIsKept() throws IOException {
    MdaemonUsers export =
        read(
            HEADER + "\"b@x.org\",\"b\",\"x.org\",\"B\",\"\",\"s3cret\",0,\"Y\",\"\",0\r\n",
            utf8());
    MdaemonUsers list = read(account("x.org", "b", "B", 'Y'), utf8());

    assertThat(export.text() + export.leftOut() + list.text() + list.leftOut())
        .doesNotContain("s3cret")
        .doesNotContain("obfuscated");
  }

  @Test
  void closedAndDisabledAccountsAreLeftOutAndNamed() throws IOException {
    MdaemonUsers users =
        read(
            HEADER
                + "\"a@x.org\",\"a\",\"x.org\",\"A\",\"\",\"\",0,\"C\",\"\",0\r\n"
                + "\"b@x.org\",\"b\",\"x.org\",\"B\",\"\",\"\",0,\"Y\",\"\",1\r\n"
                + "\"c@x.org\",\"c\",\"x.org\",\"C\",\"\",\"\",0,\"Y\",\"\",0\r\n",
            utf8());

    assertThat(users.leftOut())
        .containsExactly(
            "Row 2: a@x.org is closed: left out.", "Row 3: b@x.org is closed: left out.");
    assertThat(UserFile.read(users.text(), List.of()).users())
        .extracting(u -> u.email())
        .containsExactly("c@x.org");
  }

  @Test
  void userListHasItsFieldsInFixedColumns() throws IOException {
    MdaemonUsers users =
        read(
            account("x.org", "bob", "Bob M\u00fcller", 'Y')
                + account("y.example", "old", "Old One", 'C')
                + account("y.example", "eve", "", 'P'),
            StandardCharsets.ISO_8859_1);

    assertThat(users.leftOut()).containsExactly("Row 2: old@y.example is closed: left out.");
    UserFile file = UserFile.read(users.text(), List.of());
    assertThat(file.errors()).isEmpty();
    assertThat(file.users())
        .extracting(u -> u.email() + " " + u.name())
        .containsExactly("bob@x.org Bob M\u00fcller", "eve@y.example ");
  }

  @Test
  void anErrorNamesTheRowOfTheOriginal() throws IOException {
    MdaemonUsers list =
        read(account("x.org", "bob", "Bob", 'Y') + account("x.org", "b\"ad", "Bad", 'Y'), utf8());
    MdaemonUsers export =
        read(HEADER + "\"nope\",\"b\",\"x.org\",\"B\",\"\",\"\",0,\"Y\",\"\",0\r\n", utf8());

    assertThat(list.users(List.of()).errors())
        .singleElement()
        .satisfies(e -> assertThat(e).startsWith("Row 2: "));
    assertThat(export.users(List.of()).errors())
        .singleElement()
        .satisfies(e -> assertThat(e).startsWith("Row 2: "));
  }

  @Test
  void aSecondImportChangesNothing() throws IOException {
    String text = read(account("x.org", "bob", "Bob", 'Y'), utf8()).text();
    UserFile first = UserFile.read(text, List.of());

    assertThat(UserFile.read(text, first.users()).users()).isEqualTo(first.users());
  }

  @Test
  void otherFilesAreNotTakenForMdaemons() throws IOException {
    for (String text : List.of("", "email,name\nbob@x.org,Bob\n", "x".repeat(300))) {
      Path file = Files.writeString(folder.resolve("other"), text);
      assertThat(MdaemonUsers.read(file)).isEqualTo(Optional.empty());
    }
  }

  private static Charset utf8() {
    return StandardCharsets.UTF_8;
  }

  private static String account(String domain, String mailbox, String name, char access) {
    return "%-45s%-30s%-30s%-90s%-20sYN%cNNNNNNN%4d%6d\r\n"
        .formatted(
            domain, mailbox, name, "C:\\MDaemon\\" + mailbox + "\\", "obfuscated", access, 0, 0);
  }
}
