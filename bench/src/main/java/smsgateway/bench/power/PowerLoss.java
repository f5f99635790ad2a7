package smsgateway.bench.power;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.LoggerFactory;
import smsgateway.api.MessageQueue;
import smsgateway.itests.Disk;
import smsgateway.store.internal.SqlQueue;

/**
 * Cuts the power under the store again and again, on one database that grows: after each cut the
 * platter is opened with the real file system, every promise of this and all former rounds is
 * looked for, every table is checked, and the next round begins on what was left. {@link Platter}
 * says what this covers and what not. PostgreSQL is not covered.
 *
 * <p>At the end the same is done with {@code derby.system.durability=test}, which leaves out the
 * flushes, and data must be lost: a layer that loses nothing then proves nothing.
 *
 * <p>Arguments: cuts (30), seed (of the clock). Ends with status 1 when something was lost, or when
 * nothing was lost without flushes.
 */
public final class PowerLoss {
  private static final int LONGEST = 4_000;
  private static final int ROUNDS_WITHOUT_FLUSH = 5;

  private final Path folder;
  private final Random random;
  private final List<String> promised = new ArrayList<>();

  private PowerLoss(Path folder, Random random) {
    this.folder = folder;
    this.random = random;
  }

  /** Runs all rounds and prints one line for each. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int cuts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("power loss: " + cuts + " cuts, seed " + seed);
    Path folder = Files.createTempDirectory("powerloss");
    List<String> faults = faults(folder.resolve("full"), cuts, seed, true);
    faults.forEach(System.out::println);
    System.out.println("without flushes:");
    List<String> bites = faults(folder.resolve("test"), ROUNDS_WITHOUT_FLUSH, seed, false);
    System.out.println(
        bites.isEmpty() ? "the layer lost nothing: it proves nothing" : "lost, as it must be");
    System.out.println(faults.isEmpty() ? "passed" : faults.size() + " faults");
    Disk.delete(folder);
    System.exit(faults.isEmpty() && !bites.isEmpty() ? 0 : 1);
  }

  /**
   * Cuts the power so often.
   *
   * @param folder that does not exist yet; holds the files of the trial
   * @param flushed false to have Derby leave out its flushes
   * @return the faults of the first round that has some
   */
  static List<String> faults(Path folder, int cuts, long seed, boolean flushed)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    String option = flushed ? "" : "-Dderby.system.durability=test";
    return new PowerLoss(folder, new Random(seed)).rounds(cuts, option);
  }

  private List<String> rounds(int cuts, String option) throws IOException, InterruptedException {
    Path survivor = folder.resolve("platter");
    Files.createDirectories(survivor);
    Survivor.create(survivor.resolve("database"));
    for (int i = 1; i <= cuts; i++) {
      Disk.delete(folder.resolve("cache"));
      copy(survivor, folder.resolve("cache"));
      long operations = 1L + random.nextInt(LONGEST);
      int before = promised.size();
      work(operations, option);
      // Opened as a copy: what the check itself writes is not part of the trial.
      copy(survivor, folder.resolve("opened"));
      List<String> faults = Survivor.check(folder.resolve("opened/database"), promised);
      Disk.delete(folder.resolve("opened"));
      System.out.printf(
          "cut %2d after %4d operations: %5d promises, %5d in all, %d faults%n",
          i, operations, promised.size() - before, promised.size(), faults.size());
      if (!faults.isEmpty()) {
        return faults;
      }
    }
    return List.of();
  }

  private void work(long operations, String option) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!option.isEmpty()) {
      command.add(option);
    }
    command.add("-Dlossy.cache=" + folder.resolve("cache"));
    command.add("-Dlossy.platter=" + folder.resolve("platter"));
    command.add("-Dlossy.operations=" + operations);
    command.add("-Dlossy.seed=" + random.nextLong());
    // The least that Derby takes: checkpoints and page writes in every round.
    command.add("-Dderby.storage.checkpointInterval=100000");
    command.add("-Dderby.storage.logSwitchInterval=100000");
    command.add("-Dderby.storage.pageCacheSize=40");
    command.add("-Dderby.stream.error.file=" + folder.resolve("derby.log"));
    command.add("-cp");
    command.add(classPath());
    command.add(StoreWriter.class.getName());
    command.add(folder.resolve("cache/database").toString());
    Process writer =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      said.lines().forEach(promised::add);
    }
    if (writer.waitFor() != Platter.STATUS) {
      throw new IllegalStateException("the writer failed before the power was cut");
    }
  }

  /** Where the writer's classes lie; Maven does not tell in a system property. */
  private static String classPath() {
    return Stream.of(
            StoreWriter.class,
            Disk.class,
            SqlQueue.class,
            MessageQueue.class,
            EmbeddedDataSource.class,
            LoggerFactory.class,
            LoggerFactory.getILoggerFactory().getClass())
        .map(
            type -> URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .map(location -> Path.of(location).toString())
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
