package smsgateway.shell.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Karaf's file of users, one {@code name = password,role...} per line; names that begin with {@code
 * _g_:} are groups.
 *
 * @param path the file itself, behind symbolic links
 * @param text its content, empty when there is no file
 */
record UsersProperties(Path path, String text) {
  private static final String GROUP = "_g_:";
  private static final String ADMINS = GROUP + "admingroup";

  /** Reads the file. */
  static UsersProperties read(Path path) throws IOException {
    if (!Files.exists(path)) {
      return new UsersProperties(path, "");
    }
    // Latin-1 keeps every byte as it is, whatever the encoding.
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    return new UsersProperties(path.toRealPath(), text);
  }

  /** Whether there is any user. */
  boolean namesUser() throws IOException {
    return entries().stringPropertyNames().stream().anyMatch(name -> !name.startsWith(GROUP));
  }

  /**
   * Appends user {@code admin}, and the administrators' group when it is missing. The file is
   * replaced in one step, so that a reader sees it without or with the whole line.
   */
  void addAdmin(String hash) throws IOException {
    StringBuilder content = new StringBuilder(text);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      content.append('\n');
    }
    if (!entries().containsKey(ADMINS)) {
      content.append("_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
    }
    content.append("admin = ").append(hash).append(',').append(ADMINS).append('\n');
    Path next = path.resolveSibling(path.getFileName() + ".new");
    OwnerFile.create(next, content.toString());
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    OwnerFile.syncFolder(path);
  }

  private Properties entries() throws IOException {
    Properties entries = new Properties();
    entries.load(new StringReader(text));
    return entries;
  }
}
