package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files as Linux has them for a modem with several ports. */
@DisabledOnOs(OS.WINDOWS)
class UsbIdsTest {
  @TempDir private Path root;
  private Path classes;
  private Path device;

  @BeforeEach
  void files() throws IOException {
    classes = Files.createDirectories(root.resolve("class/tty"));
    device = Files.createDirectories(root.resolve("devices/usb1/1-2"));
    Files.writeString(device.resolve("idVendor"), "12D1\n");
    Files.writeString(device.resolve("idProduct"), "1001\n");
  }

  private String port(String name, Path of) throws IOException {
    Files.createDirectories(of);
    Path tty = Files.createDirectories(classes.resolve(name));
    Files.createSymbolicLink(tty.resolve("device"), of);
    return Files.createFile(root.resolve(name)).toString();
  }

  @Test
  void aPortOfAnAdapterLiesUnderItsInterface() throws IOException {
    String port = port("ttyUSB0", device.resolve("1-2:1.2/ttyUSB0"));
    assertThat(UsbIds.of(classes, port)).isEqualTo("12d1:1001");
  }

  @Test
  void anotherNameOfAPortIsTheSamePort() throws IOException {
    port("ttyACM0", device.resolve("1-2:1.0"));
    Path link = Files.createSymbolicLink(root.resolve("by-id"), root.resolve("ttyACM0"));
    assertThat(UsbIds.of(classes, link.toString())).isEqualTo("12d1:1001");
  }

  @Test
  void aPortWithoutUsbHasNone() throws IOException {
    String port = port("ttyS0", root.resolve("devices/pnp0/00:05"));
    assertThat(UsbIds.of(classes, port)).isEmpty();
    assertThat(UsbIds.of(classes, root.resolve("absent").toString())).isEmpty();
  }
}
