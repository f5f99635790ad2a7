package smsgateway.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Exchanges bundles of a running gateway as an operator does. Not for several threads. */
public final class Swap {
  /** The bundle of the driver that every modem can use. */
  public static final String DRIVER = "driver.generic";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PROFILE = "smsgateway/driver/generic/internal/generic.properties";

  private final Container container;
  private final Path copies;
  private int number;

  public Swap(Container container) {
    this.container = container;
    this.copies = container.base().resolve("copies");
  }

  /** What the modem of a driver of this version is told when it is set up. */
  public static String mark(String version) {
    return "AT+MARK=" + version;
  }

  /** A version that was not used before, higher than the shipped one. */
  public String nextVersion() {
    number++;
    return "0.2." + number;
  }

  /** A version that was not used before, higher than every {@link #nextVersion}. */
  public String nextHigherVersion() {
    number++;
    return "0.3." + number;
  }

  /** Updates a bundle; ends with the command's output, which is empty when all went well. */
  public CompletableFuture<String> update(String name, String version) {
    ShippedBundle shipped = ShippedBundle.of(name);
    String id = id(shipped.symbolicName());
    String url = copy(shipped, version).toUri().toString();
    return CompletableFuture.supplyAsync(() -> container.shell("bundle:update " + id + " " + url));
  }

  /** A driver of this version; its modems are told {@link #mark}. */
  public Path driver(String version) {
    return copy(ShippedBundle.of(DRIVER), version);
  }

  private Path copy(ShippedBundle shipped, String version) {
    return shipped.copy(copies, version, Map.of(PROFILE, "init = " + mark(version) + "\n"));
  }

  /** Drops a driver of this version into deploy and returns the file; it is taken up later. */
  public Path deploy(String version) {
    Path source = driver(version);
    Path target = container.base().resolve("deploy").resolve(source.getFileName());
    try {
      return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a bundle of the name and version is active. */
  public void awaitActive(String name, String version) {
    Await.until(
        name + " " + version + " is active",
        LIMIT,
        () -> list().lines().anyMatch(l -> isOf(l, name, version) && l.contains("Active")));
  }

  /** Waits until no bundle of the name and version is installed. */
  public void awaitGone(String name, String version) {
    Await.until(
        name + " " + version + " is gone",
        LIMIT,
        () -> list().lines().noneMatch(l -> isOf(l, name, version)));
  }

  private static boolean isOf(String line, String name, String version) {
    String[] words = line.strip().split("[\\s│]+", -1);
    return words[words.length - 1].equals("smsgateway." + name)
        && words[words.length - 2].equals(version);
  }

  /** Identifier of the first bundle of a symbolic name. */
  public String id(String symbolicName) {
    return list()
        .lines()
        .map(l -> l.strip().split("[\\s│]+", -1))
        .filter(words -> words[words.length - 1].equals(symbolicName))
        .map(words -> words[0])
        .findFirst()
        .orElseThrow();
  }

  private String list() {
    return container.shell("bundle:list -t 0 -s --no-format");
  }
}
