package smsgateway.modem.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Msisdn;

/**
 * Knows which device belongs to a modem, by its IMEI and, where the system tells it, its USB serial
 * number, and where that may be when it came back under another name. What was learned is kept on
 * disk, so that a restart finds it too.
 *
 * <p>Nothing is written to a port that another modem holds, nor to one that was there before and
 * may be anything: only to ports that have appeared since, or where just this device was seen.
 * Worker thread only.
 */
final class Whereabouts {
  private static final Logger LOG = LoggerFactory.getLogger(Whereabouts.class);
  private static final String IMEI = "imei";
  private static final String USB = "usb";
  private static final int PATIENCE = 20;

  private final ModemSettings settings;
  private final Ports ports;
  private final PortBook book;
  private final Path file;
  private final boolean serial;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Integer> silences = new HashMap<>();
  private String imei;
  private String usb = "";

  Whereabouts(ModemSettings settings, Ports ports, PortBook book, Path folder) {
    this.settings = settings;
    this.ports = ports;
    this.book = book;
    this.file = folder.resolve("device-" + settings.name());
    this.serial = ports.serial(settings.port());
    this.imei = settings.imei();
    load();
    known.addAll(serial ? ports.present().keySet() : Set.of());
  }

  private void load() {
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      stored.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("modem {}: no device is known yet", settings.name());
    }
    if (imei.isEmpty()) {
      imei = stored.getProperty(IMEI, "");
    }
    usb = imei.equals(stored.getProperty(IMEI)) ? stored.getProperty(USB, "") : "";
    if (!imei.isEmpty()) {
      book.belongs(imei, settings.name());
    }
  }

  /** Whether devices can be told apart here: on serial ports. */
  boolean matters() {
    return serial;
  }

  /** Ports besides the configured one at which the device may be now. */
  List<String> candidates() {
    if (!serial || imei.isEmpty() || book.shared(imei)) {
      return List.of();
    }
    Map<String, String> present = ports.present();
    known.retainAll(present.keySet());
    silences.keySet().retainAll(present.keySet());
    book.present(present.keySet());
    List<String> candidates = new ArrayList<>();
    present.forEach(
        (path, id) -> {
          boolean other = !usb.isEmpty() && !id.isEmpty() && !id.equals(usb);
          boolean may = !known.contains(path) || book.sawAt(path, imei) || sameUsb(id);
          if (may && !other && !book.heldByAnother(path, settings.name())) {
            candidates.add(path);
          }
        });
    return candidates;
  }

  private boolean sameUsb(String id) {
    return !usb.isEmpty() && id.equals(usb);
  }

  /** Says that nothing answered at a port: it may still be starting, but not for ever. */
  void silentAt(String path) {
    if (silences.merge(path, 1, Integer::sum) >= PATIENCE) {
      known.add(path);
      silences.remove(path);
    }
  }

  /**
   * Whether the device at a port is this modem's; learned when it is.
   *
   * @param found its IMEI, or empty when it does not tell
   * @return empty when it is, else why not
   */
  Optional<String> refusal(String path, String found) {
    boolean configured = path.equals(settings.port());
    Optional<String> owner = book.owner(found, settings.name());
    boolean ours =
        found.equals(imei)
            || (configured && settings.imei().isEmpty() && owner.isEmpty())
            || (configured && found.isEmpty());
    if (ours) {
      learn(path, found);
      return Optional.empty();
    }
    book.saw(path, found);
    known.add(path);
    return Optional.of(
        path
            + " leads to another device, IMEI "
            + Msisdn.mask(found)
            + owner.map(o -> ", that of modem " + o).orElse("")
            + "; waiting for its own");
  }

  private void learn(String path, String found) {
    book.settle(settings.name());
    Map<String, String> present = ports.present();
    known.clear();
    known.addAll(present.keySet());
    String id = present.getOrDefault(path, "");
    if (found.isEmpty() || (found.equals(imei) && id.equals(usb) && Files.exists(file))) {
      return;
    }
    imei = found;
    usb = id;
    book.belongs(imei, settings.name());
    Properties stored = new Properties();
    stored.setProperty(IMEI, imei);
    stored.setProperty(USB, usb);
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        stored.store(writer, null);
      }
    } catch (IOException e) {
      LOG.warn("modem {}: {} cannot be written: {}", settings.name(), file, e.getMessage());
    }
  }
}
