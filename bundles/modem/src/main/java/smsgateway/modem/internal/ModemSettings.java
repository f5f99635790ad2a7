package smsgateway.modem.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checked configuration of one modem.
 *
 * @param port device path, COM name or {@code scheme:address}
 * @param baud bit/s; 0 to find
 * @param driver family, or {@code auto}
 * @param pin 4 to 8 digits, or empty
 * @param smsc service centre number, or empty to leave what the SIM has
 * @param perMinute most submits a minute; 0 for no limit
 * @param perHour most submits in any hour; 0 for no limit
 * @param perDay most submits in any 24 hours; 0 for no limit
 * @param imei identity of the device, 14 to 16 digits, or empty to take the one at the port
 */
record ModemSettings(
    String name,
    String port,
    int baud,
    String driver,
    String pin,
    String smsc,
    int perMinute,
    int perHour,
    int perDay,
    String imei) {
  static final String AUTO = "auto";
  private static final String TCP = TcpTransport.SCHEME + ":";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern PIN = Pattern.compile("([0-9]{4,8})?");
  private static final Pattern SMSC = Pattern.compile("(\\+?[0-9]{3,15})?");
  private static final Pattern IMEI = Pattern.compile("([0-9]{14,16})?");
  private static final int FASTEST_LINE = 4_000_000;
  private static final int FASTEST_PACE = 6_000;
  private static final int MOST_AN_HOUR = 100_000;
  private static final int MOST_A_DAY = 100_000;

  /** Without limits of an hour and a day. */
  ModemSettings(
      String name, String port, int baud, String driver, String pin, String smsc, int perMinute) {
    this(name, port, baud, driver, pin, smsc, perMinute, 0, 0, "");
  }

  /** Collects what is wrong with a file, as sentences that name it. */
  static final class Faults {
    private final String file;
    private final List<String> sentences = new ArrayList<>();

    Faults(String name) {
      this.file = fileOf(name);
    }

    void add(String key, String reason) {
      sentences.add(file + ": " + key + " " + reason);
    }

    /** The sentences; empty when the settings are usable. */
    List<String> sentences() {
      return List.copyOf(sentences);
    }
  }

  /** The file that configures the modem of this name. */
  static String fileOf(String name) {
    return "etc/" + SerialModem.PID + "-" + name + ".cfg";
  }

  String file() {
    return fileOf(name);
  }

  /** The settings, or nothing when {@code faults} has got something to say. */
  static Optional<ModemSettings> of(String name, SerialModem.Config config, Faults faults) {
    if (!NAME.matcher(name).matches()) {
      faults.add("name", "must be 1 to 40 letters, digits, dots, hyphens or underscores");
    }
    String port = text("port", config.port(), faults);
    if (port.isEmpty()) {
      faults.add("port", "is missing");
    } else if (port.startsWith(TCP) && !TcpTransport.valid(port.substring(TCP.length()))) {
      faults.add("port", "must be tcp://host:port");
    }
    int baud = number("baud", config.baud(), FASTEST_LINE, faults);
    String driver = text("driver", config.driver(), faults);
    String pin = matching("pin", config.pin(), PIN, "must be 4 to 8 digits", faults);
    String smsc = matching("smsc", config.smsc(), SMSC, "must be 3 to 15 digits, + first", faults);
    int perMinute = number("perMinute", config.perMinute(), FASTEST_PACE, faults);
    int perHour = number("perHour", config.perHour(), MOST_AN_HOUR, faults);
    int perDay = number("perDay", config.perDay(), MOST_A_DAY, faults);
    String imei = matching("imei", config.imei(), IMEI, "must be 14 to 16 digits", faults);
    String family = driver.isEmpty() ? AUTO : driver;
    return faults.sentences().isEmpty()
        ? Optional.of(
            new ModemSettings(
                name, port, baud, family, pin, smsc, perMinute, perHour, perDay, imei))
        : Optional.empty();
  }

  private static String text(String key, String value, Faults faults) {
    String text = value.strip();
    if (CONTROL.matcher(text).find()) {
      faults.add(key, "holds a control character; write / instead of a backslash");
    }
    return text;
  }

  private static String matching(
      String key, String value, Pattern pattern, String rule, Faults faults) {
    String text = text(key, value, faults);
    if (!pattern.matcher(text).matches()) {
      faults.add(key, rule);
    }
    return text;
  }

  private static int number(String key, String value, int most, Faults faults) {
    String text = text(key, value, faults);
    try {
      int number = text.isEmpty() ? 0 : Integer.parseInt(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    faults.add(key, "must be a number from 0 to " + most);
    return 0;
  }

  /** Holds a secret. */
  @Override
  public String toString() {
    return "modem " + name;
  }
}
