package smsgateway.bench.power;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk behind a cache. The process reads and writes the files of one folder, the cache; a second
 * folder, the platter, gets only what was flushed. At the n-th operation the power is cut: of all
 * writes that were not flushed a random choice reaches the platter, in any order of loss, a write
 * in hand reaches it in part, and the process ends at once. Whoever opens the platter's folder then
 * sees what a machine would find after its restart.
 *
 * <p>Covered: lost and reordered writes of every file, and a torn write where each write is flushed
 * by itself (Derby's log). Not covered: creation, deletion, renaming and length of files are taken
 * as flushed at once; a cached write is kept whole or not at all, so no torn data page; a disk that
 * lies about a flush; bad sectors.
 *
 * <p>Safe for any number of threads: one operation at a time, so none returns after the cut.
 */
final class Platter {
  static final int STATUS = 137;
  private static final double[] KEPT = {0, 0, 0.5, 0.9};

  private final Path cache;
  private final Path platter;
  private final Random random;
  private final Map<Path, List<Write>> unflushed = new HashMap<>();
  private long left;

  private record Write(long offset, ByteBuffer octets) {}

  /** Writes into the cache. */
  interface Cached {
    void write(byte[] octets) throws IOException;
  }

  /**
   * @param cache folder of the files that the process sees
   * @param platter folder of what survives; holds the same files at the beginning
   * @param operations writes and flushes until the power is cut
   */
  Platter(Path cache, Path platter, long operations, long seed) {
    this.cache = cache.toAbsolutePath();
    this.platter = platter.toAbsolutePath();
    this.left = operations;
    this.random = new Random(seed);
  }

  private Path durable(Path file) {
    Path path = file.toAbsolutePath();
    if (!path.startsWith(cache)) {
      throw new IllegalArgumentException(file + " is not in the cache");
    }
    return platter.resolve(cache.relativize(path).toString());
  }

  /**
   * Writes to a file.
   *
   * @param position in the file
   * @param flushed whether the write is on the platter when this returns
   */
  synchronized void write(File name, long position, byte[] octets, boolean flushed, Cached cached)
      throws IOException {
    Write write = new Write(position, ByteBuffer.wrap(octets));
    if (--left == 0) {
      if (flushed) {
        byte[] part = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
        store(name.toPath(), new Write(position, ByteBuffer.wrap(part)));
      }
      cut();
    }
    cached.write(octets);
    if (flushed) {
      store(name.toPath(), write);
    } else {
      unflushed.computeIfAbsent(name.toPath().toAbsolutePath(), f -> new ArrayList<>()).add(write);
    }
  }

  /** Flushes a file. */
  synchronized void flush(File name) throws IOException {
    if (--left == 0) {
      cut();
    }
    List<Write> writes = unflushed.remove(name.toPath().toAbsolutePath());
    if (writes != null) {
      for (Write write : writes) {
        store(name.toPath(), write);
      }
    }
  }

  private void store(Path file, Write write) throws IOException {
    try (RandomAccessFile durable = new RandomAccessFile(durable(file).toFile(), "rw")) {
      durable.seek(write.offset());
      durable.write(write.octets().array());
    }
  }

  private void cut() throws IOException {
    double share = KEPT[random.nextInt(KEPT.length)];
    int all = 0;
    int kept = 0;
    for (Map.Entry<Path, List<Write>> file : unflushed.entrySet()) {
      for (Write write : file.getValue()) {
        all++;
        if (random.nextDouble() < share && Files.exists(durable(file.getKey()))) {
          store(file.getKey(), write);
          kept++;
        }
      }
    }
    System.err.printf("  %d writes were not flushed, %d of them survive%n", all, kept);
    Runtime.getRuntime().halt(STATUS);
  }

  /** Changes the length of a file. */
  synchronized void length(File name, long length) throws IOException {
    for (File each : new File[] {name, durable(name.toPath()).toFile()}) {
      try (RandomAccessFile file = new RandomAccessFile(each, "rw")) {
        file.setLength(length);
      }
    }
  }

  /** Makes an empty file; false when it is there already. */
  synchronized boolean create(File name) throws IOException {
    boolean made = name.createNewFile();
    return durable(name.toPath()).toFile().createNewFile() || made;
  }

  synchronized boolean makeFolder(File name) {
    boolean made = name.mkdirs();
    return durable(name.toPath()).toFile().mkdirs() || made;
  }

  synchronized boolean delete(File name) {
    unflushed.remove(name.toPath().toAbsolutePath());
    boolean deleted = name.delete();
    return durable(name.toPath()).toFile().delete() || deleted;
  }

  /** Renames; the target is replaced. */
  synchronized boolean rename(File from, File to) {
    try {
      Files.move(from.toPath(), to.toPath(), StandardCopyOption.REPLACE_EXISTING);
      Files.move(durable(from.toPath()), durable(to.toPath()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return false;
    }
    List<Write> writes = unflushed.remove(from.toPath().toAbsolutePath());
    if (writes != null) {
      unflushed.put(to.toPath().toAbsolutePath(), writes);
    }
    return true;
  }
}
