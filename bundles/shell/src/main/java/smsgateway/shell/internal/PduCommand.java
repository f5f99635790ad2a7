package smsgateway.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import smsgateway.api.PduCodec;

/** {@code sms:pdu}: explains a PDU field by field. */
@Service
@Command(
    scope = "sms",
    name = "pdu",
    description =
        "Explains a PDU field by field: a received or an own one, with or without the address of"
            + " the service centre")
public class PduCommand extends SmsCommand {
  private static final String BORDER = ": ";

  @Reference(optional = true)
  PduCodec codec;

  @Argument(
      name = "HEX",
      required = true,
      description = "The PDU as the modem prints it, hexadecimal digits in one word")
  String hex = "";

  /** Names of fields in one column, what they say in another. */
  @Override
  List<String> answer() {
    List<String> lines = need(codec, "pdu").explain(hex);
    int width = lines.stream().mapToInt(line -> line.indexOf(BORDER)).max().orElse(0);
    return lines.stream().map(line -> aligned(line, width)).map(Visible::of).toList();
  }

  private static String aligned(String line, int width) {
    int border = line.indexOf(BORDER);
    return border < 0
        ? line
        : line.substring(0, border)
            + " ".repeat(width - border + BORDER.length())
            + line.substring(border + BORDER.length());
  }
}
