package smsgateway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the operating system says about a running process; resident memory needs Linux. */
public final class ProcessFigures {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private ProcessFigures() {}

  /** Resident memory in MB (10^6 octets). */
  public static double residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          * 1024
          / 1e6;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time used so far. */
  public static Duration cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
  }

  /** Makes a Java process collect its garbage. */
  public static void collect(long pid) {
    jcmd(pid, "GC.run");
  }

  /** Heap in use of a Java process with the serial collector, in MB (10^6 octets). */
  public static double heapMegabytes(long pid) {
    return jcmd(pid, "GC.heap_info")
            .filter(line -> line.contains("total") && !line.contains("Metaspace"))
            .map(line -> USED.matcher(line))
            .filter(Matcher::find)
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum()
        * 1024
        / 1e6;
  }

  private static Stream<String> jcmd(long pid, String command) {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(tool, String.valueOf(pid), command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
