package smsgateway.mail.internal.read;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the reading of mails costs that are made to cost much. As a program it prints a table; the
 * milliseconds are the median of eleven readings after eleven others.
 */
public final class HostileMailCost {
  private static final int RUNS = 11;
  private static final String HEADER =
      "From: eve@example.com\r\nTo: 393331110001@sms.example.com\r\n";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private HostileMailCost() {}

  /** Prints what each mail costs. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.out.println("| mail | octets | ms (goal 200) | MB allocated (goal 20) |");
    System.out.println("|---|---:|---:|---:|");
    mails()
        .forEach(
            (name, mail) ->
                System.out.printf(
                    "| %-22s | %10d | %8.1f | %6.2f |%n",
                    name, mail.length, milliseconds(mail), allocated(mail) / 1e6));
  }

  /** Hostile mails by name. */
  static Map<String, byte[]> mails() {
    String mixed = HEADER + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    String zeros = ("A".repeat(76) + "\r\n").repeat(640_000);
    Map<String, String> mails = new LinkedHashMap<>();
    mails.put(
        "50 MB attachment",
        mixed
            + "--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
            + "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + zeros
            + "--b--\r\n");
    mails.put("1,000,000 parts", mixed + "--b\r\n\r\nx\r\n".repeat(1_000_000));
    mails.put(
        "10,000 levels",
        HEADER
            + IntStream.range(0, 10_000)
                .mapToObj(i -> "Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i)
                .collect(Collectors.joining("\r\n")));
    mails.put("1 MB header", HEADER + "X-Long: " + "x".repeat(1_000_000) + "\r\n\r\nhi");
    mails.put(
        "10 MB HTML",
        HEADER + "Content-Type: text/html\r\n\r\n" + "<p><b>hello</b> <i>you".repeat(500_000));
    mails.put(
        "10 MB HTML in base64",
        HEADER
            + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + "PGI+aGVsbG8gPGI+aGVsbG8gPGI+aGVsbG8gPGI+aGVsbG8gPGI+aGVsbG8g\r\n".repeat(160_000));
    mails.put(
        "zip bomb",
        mixed
            + "--b\r\n\r\nhello\r\n--b\r\nContent-Type: application/zip; name=42.zip\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\nUEsDBBQ\r\n"
            + zeros.substring(0, 1_000_000)
            + "--b--\r\n");
    mails.put("10 MB in one line", HEADER + "\r\n" + "x".repeat(10_000_000));
    Map<String, byte[]> octets = new LinkedHashMap<>();
    mails.forEach((name, mail) -> octets.put(name, mail.getBytes(StandardCharsets.US_ASCII)));
    return octets;
  }

  /** Octets that reading a mail takes from the heap, the mail itself not counted. */
  static long allocated(byte[] mail) {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    Reading reading = MailReader.read(mail, Optional.empty());
    long after = THREADS.getThreadAllocatedBytes(id);
    if (reading instanceof Reading.Automatic) {
      throw new IllegalStateException("not read at all");
    }
    return after - before;
  }

  private static double milliseconds(byte[] mail) {
    double[] times = new double[2 * RUNS];
    for (int run = 0; run < times.length; run++) {
      long begun = System.nanoTime();
      allocated(mail);
      times[run] = (System.nanoTime() - begun) / 1e6;
    }
    double[] warm = Arrays.copyOfRange(times, RUNS, times.length);
    Arrays.sort(warm);
    return warm[RUNS / 2];
  }
}
