package smsgateway.modem.internal;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the modems of this process know of one another's ports: who holds which device, under
 * whichever of its names, and which IMEI was seen where. One owner per device, so that no modem
 * writes into another one's dialogue. Any thread.
 */
final class PortBook {
  /** The only one: two configurations must not take one device. */
  static final PortBook OF_PROCESS = new PortBook();

  private final Map<String, String> holders = new ConcurrentHashMap<>();
  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Set<String> settled = ConcurrentHashMap.newKeySet();
  private final Set<String> shared = ConcurrentHashMap.newKeySet();

  /**
   * Takes a device for a modem.
   *
   * @throws IOException when another modem has it
   */
  void take(String path, String modem) throws IOException {
    String holder = holders.putIfAbsent(device(path), modem);
    if (holder != null && !holder.equals(modem)) {
      throw new IOException(
          path + " is used by modem " + holder + "; one device serves one modem, correct key port");
    }
  }

  /** Gives a device back; it may have vanished meanwhile. */
  void release(String modem) {
    settled.remove(modem);
    holders.values().remove(modem);
  }

  /** Says that a modem has found its device where it is now. */
  void settle(String modem) {
    settled.add(modem);
  }

  /** Whether another modem has a device. */
  boolean heldByAnother(String path, String modem) {
    String holder = holders.get(device(path));
    return holder != null && !holder.equals(modem);
  }

  /** Says which device was found at a port by a modem that it does not belong to. */
  void saw(String path, String imei) {
    seen.put(device(path), imei);
  }

  /** Forgets what was seen at ports that are gone: what comes there next may be anything. */
  void present(Collection<String> paths) {
    seen.keySet().retainAll(paths.stream().map(PortBook::device).toList());
  }

  /** Whether this device was the last one seen at a port. */
  boolean sawAt(String path, String imei) {
    return imei.equals(seen.get(device(path)));
  }

  /** Says that a device belongs to a modem. */
  void belongs(String imei, String modem) {
    owners.values().remove(modem);
    if (!shared.contains(imei)) {
      owners.put(imei, modem);
    }
  }

  /**
   * The other modem to which a device found at the port of this one belongs. There are devices that
   * share one IMEI: when the other modem has its own at this time, this is another one, and the
   * IMEI tells nothing from now on.
   */
  Optional<String> owner(String imei, String modem) {
    String owner = owners.get(imei);
    if (owner == null || owner.equals(modem)) {
      return Optional.empty();
    }
    if (settled.contains(owner)) {
      shared.add(imei);
      owners.remove(imei);
      return Optional.empty();
    }
    return Optional.of(owner);
  }

  /** Whether several devices were seen with this IMEI. */
  boolean shared(String imei) {
    return shared.contains(imei);
  }

  /** One name for all names of a device. */
  private static String device(String path) {
    try {
      return path.startsWith("/") ? Path.of(path).toRealPath().toString() : path;
    } catch (IOException | InvalidPathException e) {
      return path;
    }
  }
}
