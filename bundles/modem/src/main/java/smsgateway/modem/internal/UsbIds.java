package smsgateway.modem.internal;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Vendor and product of the USB device behind a serial port. */
final class UsbIds {
  private static final Path CLASSES = Path.of("/sys/class/tty");
  private static final int LEVELS = 4;

  private UsbIds() {}

  /** As {@code 12d1:1001}; empty where the system does not tell. */
  static String of(String port) {
    String told = Files.isDirectory(CLASSES) ? of(CLASSES, port) : "";
    return told.isEmpty() ? ofLibrary(port) : told;
  }

  private static String ofLibrary(String port) {
    return Arrays.stream(SerialPort.getCommPorts())
        .filter(p -> p.getVendorID() > 0)
        .filter(p -> p.getSystemPortPath().replace("\\\\.\\", "").equalsIgnoreCase(port))
        .map(p -> String.format(Locale.ROOT, "%04x:%04x", p.getVendorID(), p.getProductID()))
        .findFirst()
        .orElse("");
  }

  /**
   * By the files of Linux: the device of a tty is an interface of the USB device, or a port of that
   * interface.
   */
  static String of(Path classes, String port) {
    try {
      Path name = Path.of(port).toRealPath().getFileName();
      Path folder = classes.resolve(String.valueOf(name)).resolve("device").toRealPath();
      for (int i = 0; i < LEVELS && folder != null; i++, folder = folder.getParent()) {
        if (Files.isReadable(folder.resolve("idVendor"))) {
          return read(folder, "idVendor") + ":" + read(folder, "idProduct");
        }
      }
    } catch (IOException | InvalidPathException e) {
      return "";
    }
    return "";
  }

  private static String read(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip().toLowerCase(Locale.ROOT);
  }
}
