package smsgateway.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What another Java process holds, asked of it through {@code jcmd}.
 *
 * @param threads live threads by name, those of pools and sessions by their kind
 * @param loaders class loaders by a class that each of them has defined
 * @param handles open files, sockets and pipes (Linux; elsewhere 0)
 * @param classes loaded classes
 */
public record Inspection(
    Map<String, Long> threads, Map<String, Long> loaders, int handles, long classes) {
  private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*)\" #\\d+ ");

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total = \\d+\\s+(\\d+) ");

  /** Inspects after a full collection; the classes are those whose loaders are counted. */
  public static Inspection of(Container container, List<String> classes) {
    long pid = container.pid();
    // The first collection enqueues what cleaners then release for the second.
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    String loaders = jcmd(pid, "VM.classloaders", "show-classes=true");
    Map<String, Long> counts = new TreeMap<>();
    for (String name : classes) {
      counts.put(name, count(loaders, "(?m)\\s" + Pattern.quote(name) + "\\s*$"));
    }
    File[] handles = new File("/proc/" + pid + "/fd").listFiles();
    return new Inspection(
        threads(pid), counts, handles == null ? 0 : handles.length, loadedClasses(pid));
  }

  /** Whether a thread of the process is in this method, given as {@code Class.method}. */
  public static boolean isIn(Container container, String method) {
    return jcmd(container.pid(), "Thread.print").contains(method + "(");
  }

  /** Threads that the gateway has named. */
  public Map<String, Long> ownThreads() {
    Map<String, Long> own = new TreeMap<>(threads);
    own.keySet().removeIf(name -> !name.startsWith("smsgateway-"));
    return own;
  }

  private static Map<String, Long> threads(long pid) {
    return THREAD
        .matcher(jcmd(pid, "Thread.print"))
        .results()
        .map((MatchResult r) -> r.group(1).replaceAll("[0-9a-f]*\\d[0-9a-f]*", "N"))
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static long loadedClasses(long pid) {
    Matcher total = TOTAL.matcher(jcmd(pid, "VM.classloader_stats"));
    return total.find() ? Long.parseLong(total.group(1)) : 0;
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  private static String jcmd(long pid, String... command) {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String[] all = new String[command.length + 2];
    all[0] = tool;
    all[1] = String.valueOf(pid);
    System.arraycopy(command, 0, all, 2, command.length);
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Arrays.toString(all) + " says " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
