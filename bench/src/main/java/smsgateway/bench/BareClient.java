package smsgateway.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import smsgateway.itests.PhoneNet;

/**
 * The fastest correct client there can be: it submits the same PDU again and again and waits for
 * nothing else. With reports it lets the modem send it the status reports, which take their share
 * of the line, and reads past them.
 */
final class BareClient {
  private BareClient() {}

  /** SMS per second from the first to the last Ctrl-Z. */
  static double rate(PhoneNet net, String tpduHex, int count, boolean reports) {
    try (RandomAccessFile port = new RandomAccessFile(net.path().toFile(), "rw")) {
      command(port, "ATE0\r", "OK");
      command(port, "AT+CMGF=0\r", "OK");
      command(port, reports ? "AT+CNMI=2,1,0,1,0\r" : "AT+CNMI=0,0,0,0,0\r", "OK");
      net.forget();
      for (int i = 0; i < count; i++) {
        command(port, "AT+CMGS=" + tpduHex.length() / 2 + "\r", "> ");
        command(port, "00" + tpduHex + "\u001A", "OK\r\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long[] times = net.ctrlZ();
    return (count - 1) / ((times[count - 1] - times[0]) / 1e9);
  }

  private static void command(RandomAccessFile port, String command, String end)
      throws IOException {
    port.write(command.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[512];
    while (answer.indexOf(end) < 0) {
      int count = port.read(buffer);
      if (count < 0) {
        throw new IOException("the modem hung up");
      }
      answer.append(new String(buffer, 0, count, StandardCharsets.US_ASCII));
      if (answer.indexOf("ERROR") >= 0) {
        throw new IOException("the modem says: " + answer.toString().strip());
      }
    }
  }
}
