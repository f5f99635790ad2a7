package smsgateway.shell.internal;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Passwords as Karaf's login module checks them with {@code etc/org.apache.karaf.jaas.cfg}. */
final class Password {
  /** Without the letters and digits that are easily taken for one another. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 20;

  private Password() {}

  /** Twenty random characters, 116 bits. */
  static String random() {
    return new SecureRandom()
        .ints(LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** SHA-256 in hex between the marks, as the configured encryption {@code basic} makes it. */
  static String hash(String password) {
    try {
      // Karaf digests the bytes of the platform's charset, so anything else would not verify.
      byte[] bytes = password.getBytes(Charset.defaultCharset());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "{CRYPT}" + HexFormat.of().formatHex(digest) + "{CRYPT}";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
