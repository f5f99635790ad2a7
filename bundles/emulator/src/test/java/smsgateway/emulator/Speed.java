package smsgateway.emulator;

import java.io.IOException;
import smsgateway.api.driver.Transport;

/** Measures submits per second; a program, not a test. */
final class Speed {
  private Speed() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    try (Network network = new Network()) {
      Modem inProcess = network.add(ModemSettings.generic("in-process", "+393330000001"));
      Modem behindPty = network.add(ModemSettings.generic("pty", "+393330000002"));
      try (PtyPort port = PtyPort.open(behindPty)) {
        for (int round = 0; round < 3; round++) {
          measure("in process", count, inProcess.connect());
          measure("pty " + port.path(), count, new SerialTransport(port.path()));
        }
      }
    }
  }

  private static void measure(String what, int count, Transport transport) throws IOException {
    try (Terminal terminal = new Terminal(transport)) {
      terminal.prepared();
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        terminal.submit("01000B919333230021F300000AE8329BFD4697D9EC37");
      }
      System.out.printf("%s: %.0f submits/s%n", what, count * 1e9 / (System.nanoTime() - start));
    }
  }
}
