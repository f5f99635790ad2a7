package smsgateway.api.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings of a modem family by key; a key that is absent has the runtime's default. Immutable.
 * Lists are separated by commas, commands by semicolons; patterns are regular expressions that
 * ignore case and need to match a part only.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code core}</td><td>family whose profile lies under this one (an alias)</td></tr>
 * <tr><td>{@code match.model}</td><td>models, each the whole answer to {@code AT+CGMM}</td></tr>
 * <tr><td>{@code match.cgmm}, {@code .cgmi}, {@code .ati}</td><td>patterns</td></tr>
 * <tr><td>{@code match.usb}</td><td>{@code vid} or {@code vid:pid}, lower case</td></tr>
 * <tr><td>{@code init}</td><td>commands after {@code ATE0}; refused ones are passed over</td></tr>
 * <tr><td>{@code optional.seconds}</td><td>patience with each command that a modem may not know (5);
 * its silence is no fault</td></tr>
 * <tr><td>{@code radio}</td><td>{@code false}: {@code AT+CFUN} is never sent while setting up
 * (true)</td></tr>
 * <tr><td>{@code write.chunk}, {@code write.chunkMillis}</td><td>most octets written at once (0 =
 * all) and the pause after each (0)</td></tr>
 * <tr><td>{@code cpin.noOk}</td><td>{@code AT+CPIN?} is answered without {@code OK} (false)</td></tr>
 * <tr><td>{@code pin}</td><td>{@code manual}: no PIN command is ever sent (auto)</td></tr>
 * <tr><td>{@code pin.counter}, {@code pin.counterPattern}</td><td>command that tells the tries left
 * ({@code AT+CPINR}) and the pattern whose first group is the number</td></tr>
 * <tr><td>{@code pin.settleSeconds}</td><td>rest after a PIN was accepted (0)</td></tr>
 * <tr><td>{@code cnmi.mode}, {@code .mt}, {@code .ds}, {@code .bfr}</td><td>preferred values, best
 * first (2,1,3,0 / 1,0 / 2,1,0 where reports can be read back, else 1,2,0 / 0,1); only what {@code
 * AT+CNMI=?} offers is used</td></tr>
 * <tr><td>{@code cnmi}</td><td>{@code false}: nothing is announced, storages are polled (true)</td></tr>
 * <tr><td>{@code receive}</td><td>{@code false}: it only sends; nothing is announced or read, and
 * reports do not come (true)</td></tr>
 * <tr><td>{@code cnmi.verifySeconds}</td><td>time between two looks whether {@code AT+CNMI} and the
 * SIM still
 * stand (600)</td></tr>
 * <tr><td>{@code storage}</td><td>preferred storages (SM,ME,MT)</td></tr>
 * <tr><td>{@code storage.arguments}</td><td>most arguments of {@code AT+CPMS} (3)</td></tr>
 * <tr><td>{@code storage.sweep}</td><td>storages that are emptied (those that the modem lists)</td></tr>
 * <tr><td>{@code list}</td><td>{@code cmgl}, or {@code cmgr}: the slots are read one by one (cmgl,
 * and cmgr once it is refused)</td></tr>
 * <tr><td>{@code list.seconds}</td><td>longest wait for {@code AT+CMGL} (60)</td></tr>
 * <tr><td>{@code refresh}</td><td>commands before each submit and each sweep (none)</td></tr>
 * <tr><td>{@code submit.beforePduMillis}, {@code submit.beforeEndMillis}</td><td>pauses after the
 * prompt and before Ctrl-Z (0)</td></tr>
 * <tr><td>{@code submit.seconds}</td><td>longest wait for {@code +CMGS} (60)</td></tr>
 * <tr><td>{@code submit.probe}</td><td>whether {@code AT} may be sent while a submit is unanswered
 * (true)</td></tr>
 * <tr><td>{@code errors}</td><td>{@code code:class} of {@code +CMS ERROR}: {@code P} wrong message,
 * {@code T} passes, {@code R} modem, {@code S} SIM or account (3GPP TS 27.005 §3.2.5)</td></tr>
 * <tr><td>{@code urc.ignore}, {@code .reboot}, {@code .full}</td><td>patterns of lines that mean
 * nothing, a restart, a full storage, beside the known ones</td></tr>
 * <tr><td>{@code reset}</td><td>command that restarts the modem ({@code AT+CFUN=1,1}); empty =
 * none</td></tr>
 * </table>
 */
public final class ModemProfile {
  private final Map<String, String> values;

  /** Takes a copy of the values. */
  public ModemProfile(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** A profile from a {@code .properties} resource. */
  public static ModemProfile of(Properties properties) {
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).trim()));
    return new ModemProfile(values);
  }

  /** This profile with another one under it: a key of this one wins. */
  public ModemProfile over(ModemProfile core) {
    Map<String, String> both = new TreeMap<>(core.values);
    both.putAll(values);
    return new ModemProfile(both);
  }

  /** The value of a key, or the default. */
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** A whole number. */
  public int number(String key, int otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    String value = values.get(key);
    return value == null ? otherwise : Boolean.parseBoolean(value);
  }

  /** Values separated by {@code separator}, trimmed; empty when the key is absent. */
  public List<String> list(String key, String separator) {
    String value = values.get(key);
    return value == null || value.isBlank()
        ? List.of()
        : Arrays.stream(value.split(java.util.regex.Pattern.quote(separator), -1))
            .map(String::trim)
            .toList();
  }
}
