package smsgateway.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mails as people and programs write them, each with the SMS and the answer that it must give; see
 * {@code mails/README.md} beside them.
 */
public final class MailCorpus {
  private static final String FOLDER = "/mails/";

  /**
   * One mail.
   *
   * @param name of its file
   * @param what it shows
   * @param from envelope sender, empty for a bounce
   * @param to recipients of the envelope
   * @param sms that it gives, in any order
   * @param answer body of its answer mail without the last paragraph, {@code *} standing for
   *     anything; empty when there is none
   * @param mail with LF line ends; one character is one octet
   */
  public record Sample(
      String name,
      String what,
      String from,
      List<String> to,
      List<Sms> sms,
      Optional<String> answer,
      String mail) {
    /** The mail. */
    public byte[] octets() {
      return mail.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** An SMS, with {@code +} before the number. */
  public record Sms(String number, String text, boolean flash) {}

  private MailCorpus() {}

  /** All mails, in the order of their names. */
  public static List<Sample> samples() {
    return read("index.txt").lines().map(name -> sample(name, read(name))).toList();
  }

  private static String read(String name) {
    try (InputStream in = MailCorpus.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String name, String file) {
    int blank = file.indexOf("\n\n");
    String what = "";
    String from = "";
    String answer = null;
    List<String> to = new ArrayList<>();
    List<Sms> sms = new ArrayList<>();
    for (String line : file.substring(0, blank).lines().toList()) {
      String value = line.substring(Math.min(line.length(), line.indexOf(':') + 1)).strip();
      switch (line.split(":", 2)[0]) {
        case "what" -> what = value;
        case "from" -> from = value;
        case "to" -> to.add(value);
        case "sms" -> sms.add(sms(value, false));
        case "flash" -> sms.add(sms(value, true));
        case "answer" -> answer = lines(value);
        case "nothing" -> {}
        default -> throw new IllegalStateException(name + ": " + line);
      }
    }
    String mail = octets(file.substring(blank + 2));
    return new Sample(name, what, from, to, sms, Optional.ofNullable(answer), mail);
  }

  private static Sms sms(String value, boolean flash) {
    String[] parts = value.split(" ", 2);
    return new Sms(parts[0], lines(parts[1]), flash);
  }

  private static String lines(String value) {
    return value.replace("\\n", "\n").replace("\\\\", "\\");
  }

  /** {@code \xHH} is an octet and {@code \\} a backslash; all else is ASCII. */
  private static String octets(String text) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && text.charAt(i + 1) == 'x') {
        octets.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        i += c == '\\' ? 1 : 0;
        octets.append(c);
      }
    }
    return octets.toString();
  }
}
