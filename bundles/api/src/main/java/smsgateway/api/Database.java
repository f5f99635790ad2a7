package smsgateway.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an administrator may do with the database as a whole. One order is carried out at a time;
 * each returns, when it is done, sentences about what was done, and throws {@link StoreException}
 * {@code UNAVAILABLE} with what to do instead. An interrupt ends the wait, not the order.
 */
@ProviderType
public interface Database {

  /**
   * Writes a copy that {@link #restore} takes into a new folder below the given one, while the
   * gateway works, and verifies it by opening and reading it.
   *
   * @param directory relative to the gateway's folder, or absolute; created when it is missing
   */
  List<String> backup(Path directory) throws StoreException;

  /**
   * Moves all data to another database, which must be empty, and makes it the gateway's own.
   * Nothing is accepted, sent or decided meanwhile. When this fails the former database is in use
   * as before.
   *
   * @param to a data source file, or a JDBC URL of PostgreSQL
   * @param user login for a URL
   * @param password for a URL
   */
  List<String> migrate(String to, String user, String password) throws StoreException;

  /**
   * Replaces the data in the configured database by those of a backup and stops all sending: what
   * waits in the backup may have been sent since. A former embedded database is kept beside it; one
   * on a server must be empty.
   */
  List<String> restore(Path backup) throws StoreException;

  /**
   * Makes the configured database the gateway's own, whatever the former one was.
   *
   * @param id the installation id that the database has, or {@code new} for an empty one
   */
  List<String> adopt(String id) throws StoreException;
}
