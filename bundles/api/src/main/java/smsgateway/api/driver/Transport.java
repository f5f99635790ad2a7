package smsgateway.api.driver;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open byte stream to one modem. One thread may read while another writes; {@link #close} may be
 * called from any thread and ends a blocked read.
 */
@ConsumerType
public interface Transport extends AutoCloseable {
  /**
   * Reads what has arrived, waiting at most about half a second for the first octet.
   *
   * @return the number of octets stored from {@code buffer[0]} on; 0 when none came in time
   * @throws IOException when the other side has gone (unplugged, hung up) or this side was closed
   */
  int read(byte[] buffer) throws IOException;

  /**
   * Writes all octets before it returns.
   *
   * @throws IOException when the other side has gone; it is then unknown how many were written
   */
  void write(byte[] octets) throws IOException;

  /**
   * Raises or drops the line DTR, by which some modems are restarted; does nothing where there is
   * no such line.
   *
   * @throws IOException when the other side has gone
   */
  default void dtr(boolean up) throws IOException {}

  /** Releases the port; closing twice is harmless. */
  @Override
  void close();
}
