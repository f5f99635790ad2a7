package smsgateway.mail.internal.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The octets between DATA and CRLF.CRLF (RFC 5321 §4.1.1.4), dots unstuffed. Only a dot between two
 * CRLF ends the data: a bare LF or CR is an octet like any other, so that a mail which another
 * server passed on cannot smuggle in a second one.
 */
final class StrictDataStream extends InputStream {
  private final InputStream in;
  private final int[] ahead = new int[2];
  private int waiting;
  private boolean lineStart = true;
  private boolean afterCr;
  private boolean ended;

  /**
   * @param in buffered octets of the connection
   */
  StrictDataStream(InputStream in) {
    this.in = in;
  }

  /**
   * The next octet, or -1 after the end of the data.
   *
   * @throws EOFException when the connection ends before the data does
   */
  @Override
  public int read() throws IOException {
    if (ended) {
      return -1;
    }
    int octet = next();
    if (octet == '.' && lineStart) {
      octet = next();
      if (octet == '\r') {
        int third = next();
        if (third == '\n') {
          ended = true;
          return -1;
        }
        ahead[waiting++] = third;
      }
    }
    lineStart = afterCr && octet == '\n';
    afterCr = octet == '\r';
    return octet;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int stored = 0;
    while (stored < length) {
      int octet = read();
      if (octet < 0) {
        return stored == 0 ? -1 : stored;
      }
      buffer[offset + stored++] = (byte) octet;
    }
    return stored;
  }

  private int next() throws IOException {
    int octet = waiting > 0 ? ahead[--waiting] : in.read();
    if (octet < 0) {
      throw new EOFException("connection closed before the end of the data");
    }
    return octet;
  }
}
