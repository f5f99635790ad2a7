package smsgateway.bench.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;
import smsgateway.pdu.RpContext;
import smsgateway.pdu.Tpdu;

/**
 * Decodes millions of inputs, half of them mutations of real PDUs, half made up, and ends with
 * status 1 at the first one that gives anything but a message or the one exception, or a message
 * that does not come back from its own octets. Arguments: number of inputs, seed, folder of the
 * corpus.
 */
public final class FuzzDriver {
  private static final Pattern HEX = Pattern.compile("\"pdu_hex\": *\"([0-9A-F]*)\"");

  private final List<byte[]> corpus;
  private final Random random;
  private long mutations;
  private long mutationsDecoded;
  private long madeUp;
  private long madeUpDecoded;
  private long slowest;

  private FuzzDriver(List<byte[]> corpus, long seed) {
    this.corpus = corpus;
    this.random = new Random(seed);
  }

  /** Runs on four threads. */
  public static void main(String[] args) throws IOException {
    long inputs = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 23040;
    Path folder =
        Path.of(args.length > 2 ? args[2] : "../../bundles/pdu/src/test/resources/corpus");
    List<byte[]> corpus = corpus(folder);
    int threads = 4;
    long start = System.nanoTime();
    List<FuzzDriver> drivers =
        IntStream.range(0, threads)
            .parallel()
            .mapToObj(i -> new FuzzDriver(corpus, seed + i).run(inputs / threads))
            .toList();
    print(drivers, System.nanoTime() - start);
  }

  private static void print(List<FuzzDriver> drivers, long nanos) {
    long mutations = drivers.stream().mapToLong(d -> d.mutations).sum();
    long mutationsDecoded = drivers.stream().mapToLong(d -> d.mutationsDecoded).sum();
    long madeUp = drivers.stream().mapToLong(d -> d.madeUp).sum();
    long madeUpDecoded = drivers.stream().mapToLong(d -> d.madeUpDecoded).sum();
    System.out.printf(
        "%d inputs in %d s: of %d mutations %.1f %% decoded, of %d made up %.1f %%, of all %.1f %%%n",
        mutations + madeUp,
        nanos / 1_000_000_000,
        mutations,
        100.0 * mutationsDecoded / mutations,
        madeUp,
        100.0 * madeUpDecoded / madeUp,
        100.0 * (mutationsDecoded + madeUpDecoded) / (mutations + madeUp));
    System.out.printf(
        "slowest input %d us%n", drivers.stream().mapToLong(d -> d.slowest).max().orElse(0) / 1000);
  }

  private FuzzDriver run(long inputs) {
    for (long i = 0; i < inputs / 2; i++) {
      mutations++;
      mutationsDecoded += check(mutation()) ? 1 : 0;
      madeUp++;
      madeUpDecoded += check(madeUp()) ? 1 : 0;
    }
    return this;
  }

  private byte[] mutation() {
    byte[] octets = corpus.get(random.nextInt(corpus.size())).clone();
    for (int n = 1 + random.nextInt(3); n > 0 && octets.length > 0; n--) {
      int at = random.nextInt(octets.length);
      switch (random.nextInt(5)) {
        case 0 -> octets[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> octets[at] = (byte) random.nextInt(256);
        case 2 -> octets = Arrays.copyOf(octets, at);
        case 3 -> octets = Arrays.copyOf(octets, octets.length + random.nextInt(4));
        default -> octets[at] += (byte) (random.nextInt(3) - 1);
      }
    }
    return octets;
  }

  /** Random octets behind a beginning that is often plausible. */
  private byte[] madeUp() {
    byte[] octets = new byte[random.nextInt(200)];
    random.nextBytes(octets);
    if (octets.length > 4 && random.nextBoolean()) {
      octets[0] = 0;
      octets[2] = (byte) random.nextInt(21);
      octets[3] = (byte) random.nextInt(21);
    }
    return octets;
  }

  private boolean check(byte[] octets) {
    Direction direction = random.nextBoolean() ? Direction.SC_TO_MS : Direction.MS_TO_SC;
    RpContext rp = random.nextBoolean() ? RpContext.ACK : RpContext.ERROR;
    long start = System.nanoTime();
    try {
      if (random.nextInt(4) == 0) {
        Tpdu.decode(octets, direction, rp, Mode.LENIENT);
        return true;
      }
      Decoded<AtPdu> lenient = AtPdu.decode(octets, direction, rp, Mode.LENIENT);
      slowest = Math.max(slowest, System.nanoTime() - start);
      Decoded<AtPdu> again = AtPdu.decode(lenient.value().encode(), direction, rp, Mode.STRICT);
      if (!again.value().equals(lenient.value())) {
        throw new IllegalStateException("it does not come back from its octets");
      }
      return true;
    } catch (PduException refused) {
      if (refused.offset() < 0 || refused.offset() > octets.length) {
        throw failure(octets, direction, rp, refused);
      }
      return false;
    } catch (RuntimeException | StackOverflowError fault) {
      throw failure(octets, direction, rp, fault);
    }
  }

  private static AssertionError failure(
      byte[] octets, Direction direction, RpContext rp, Throwable fault) {
    return new AssertionError(HexFormat.of().formatHex(octets) + " " + direction + " " + rp, fault);
  }

  private static List<byte[]> corpus(Path folder) throws IOException {
    List<byte[]> pdus = new ArrayList<>();
    for (String name : List.of("decode.jsonl", "malformed.jsonl")) {
      Matcher hex = HEX.matcher(Files.readString(folder.resolve(name)));
      while (hex.find()) {
        if (hex.group(1).length() % 2 == 0) {
          pdus.add(HexFormat.of().parseHex(hex.group(1)));
        }
      }
    }
    return pdus;
  }
}
