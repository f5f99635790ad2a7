package smsgateway.emulator;

import java.io.IOException;

/** The modem's end of a byte stream to its terminal. */
interface Line {
  /**
   * Hands octets to the terminal, soon and in order; may drop them when nobody reads.
   *
   * @throws IOException when the line is closed
   */
  void write(byte[] octets) throws IOException;

  /** Ends the line; the terminal sees that the modem has gone. Closing twice is harmless. */
  void close();
}
