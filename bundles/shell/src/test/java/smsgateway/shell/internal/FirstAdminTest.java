package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.karaf.jaas.modules.EncryptionService;
import org.apache.karaf.jaas.modules.encryption.BasicEncryption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdminTest {
  private static final String GROUP =
      "_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n";

  @TempDir Path base;
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private Path users;
  private Path passwordFile;

  @BeforeEach
  void folders() throws IOException {
    users = Files.createDirectory(base.resolve("etc")).resolve("users.properties");
    passwordFile = base.resolve("admin-password.txt");
  }

  @Test
  void withoutAUserTheAdminGetsARandomPasswordThatTheOwnerFindsInAFile() throws IOException {
    Files.writeString(users, "# no user\n" + GROUP);

    start(Optional.empty());

    String password = Files.readString(passwordFile).strip();
    assertThat(password).hasSize(20);
    assertThat(karafAccepts(password)).isTrue();
    assertThat(karafAccepts("another")).isFalse();
    assertThat(Files.readString(users)).startsWith("# no user\n" + GROUP);
    assertThat(printed()).contains(passwordFile.toString()).doesNotContain(password);
  }

  @Test
  void theAdminIsInTheAdministratorsGroup() throws IOException {
    Files.writeString(users, "# no newline at the end");

    start(Optional.empty());

    assertThat(entry("admin")).endsWith("{CRYPT},_g_:admingroup");
    assertThat(entry("_g_:admingroup")).contains("admin", "ssh");
  }

  @Test
  void theEnvironmentsPasswordIsUsedAndNotWrittenAnywhere() throws IOException {
    Files.writeString(users, GROUP);

    start(Optional.of("correct horse"));

    assertThat(karafAccepts("correct horse")).isTrue();
    assertThat(passwordFile).doesNotExist();
    assertThat(Files.readString(users)).doesNotContain("correct horse");
    assertThat(printed()).doesNotContain("correct horse");
  }

  @Test
  void aBlankPasswordInTheEnvironmentIsNone() throws IOException {
    start(Optional.of(" "));

    assertThat(karafAccepts(Files.readString(passwordFile).strip())).isTrue();
  }

  @Test
  void anExistingUserIsLeftAlone() throws IOException {
    Files.writeString(users, GROUP + "jane = secret,viewer\n");

    start(Optional.of("correct horse"));

    assertThat(Files.readString(users)).isEqualTo(GROUP + "jane = secret,viewer\n");
    assertThat(passwordFile).doesNotExist();
    assertThat(printed()).isEmpty();
  }

  @Test
  void aPasswordFileLeftByACrashIsReplaced() throws IOException {
    Files.writeString(passwordFile, "half");

    start(Optional.empty());

    assertThat(karafAccepts(Files.readString(passwordFile).strip())).isTrue();
  }

  @Test
  void withoutAPasswordFileThereIsNoAdmin() throws IOException {
    Files.writeString(users, GROUP);
    Files.createDirectories(passwordFile.resolve("in the way"));

    assertThatThrownBy(() -> start(Optional.empty())).isInstanceOf(IOException.class);

    assertThat(Files.readString(users)).isEqualTo(GROUP);
  }

  @Test
  void bothFilesAreClosedToOthers() throws IOException {
    assumeTrue(base.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.writeString(users, GROUP);

    start(Optional.empty());

    assertThat(permissions(passwordFile)).isEqualTo("rw-------");
    assertThat(permissions(users)).isEqualTo("rw-------");
    assertThat(users.resolveSibling("users.properties.new")).doesNotExist();
  }

  private void start(Optional<String> given) throws IOException {
    var out = new PrintStream(console, true, StandardCharsets.UTF_8);
    FirstAdmin.create(users, passwordFile, given, out);
  }

  private String printed() {
    return console.toString(StandardCharsets.UTF_8);
  }

  private String entry(String name) throws IOException {
    Properties entries = new Properties();
    try (Reader reader = Files.newBufferedReader(users)) {
      entries.load(reader);
    }
    return entries.getProperty(name);
  }

  /** Asks Karaf's own login code, configured by the file that the distribution ships. */
  private boolean karafAccepts(String password) throws IOException {
    Properties shipped = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("../../etc/org.apache.karaf.jaas.cfg"))) {
      shipped.load(reader);
    }
    assertThat(shipped).containsEntry("encryption.enabled", "true");
    assertThat(shipped).containsEntry("encryption.name", "basic");
    Map<String, String> options =
        Map.of(
            EncryptionService.ALGORITHM, shipped.getProperty("encryption.algorithm"),
            EncryptionService.ENCODING, shipped.getProperty("encryption.encoding"));
    String prefix = shipped.getProperty("encryption.prefix");
    String end = shipped.getProperty("encryption.suffix") + ",_g_:admingroup";
    String stored = entry("admin");
    assertThat(stored).startsWith(prefix).endsWith(end);
    return new BasicEncryption(options)
        .checkPassword(password, stored.substring(prefix.length(), stored.length() - end.length()));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
