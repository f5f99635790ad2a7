package smsgateway.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.driver.Transport;

@EnabledOnOs(OS.LINUX)
final class PtyDialogueTest extends DialogueContract {
  private final Map<Modem, PtyPort> ports = new HashMap<>();
  @TempDir private Path folder;

  @Override
  Transport open(Modem target) throws IOException {
    if (!ports.containsKey(target)) {
      ports.put(target, PtyPort.open(target, folder.resolve(target.settings().name())));
    }
    return new SerialTransport(ports.get(target).path());
  }

  @AfterEach
  void closePorts() {
    ports.values().forEach(PtyPort::close);
  }
}
