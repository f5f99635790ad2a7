package smsgateway.bench.power;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.derby.io.StorageFile;
import org.apache.derby.io.WritableStorageFactory;

/**
 * Derby's files on a {@link Platter}: a database named {@code lossy:<folder>} lies in that folder
 * of the cache. Derby makes one instance for each database and one for none; the platter is that of
 * the process, from the system properties {@code lossy.cache}, {@code lossy.platter}, {@code
 * lossy.operations} and {@code lossy.seed}.
 */
public final class LossyStorage implements WritableStorageFactory {
  /** Makes the protocol known to Derby, before its first connection. */
  static void register() {
    System.setProperty("derby.subSubProtocol.lossy", LossyStorage.class.getName());
  }

  private static final class Shared {
    static final Platter PLATTER =
        new Platter(
            Path.of(System.getProperty("lossy.cache")),
            Path.of(System.getProperty("lossy.platter")),
            Long.getLong("lossy.operations"),
            Long.getLong("lossy.seed"));
  }

  private String root = "";
  private String canonicalName;

  @Override
  public void init(String home, String database, String temporary, String unique) {
    if (database != null) {
      root = new File(database).getAbsolutePath();
      canonicalName = root;
      if (unique != null) {
        LossyFile folder = file(getTempDir().getPath());
        folder.deleteAll();
        folder.mkdirs();
      }
    }
  }

  @Override
  public void shutdown() {
    // Nothing is held.
  }

  @Override
  public String getCanonicalName() {
    return canonicalName;
  }

  @Override
  public void setCanonicalName(String name) {
    canonicalName = name;
  }

  private LossyFile file(String path) {
    return new LossyFile(new File(path), Shared.PLATTER);
  }

  @Override
  public StorageFile newStorageFile(String path) {
    boolean whole = path != null && (root.isEmpty() || path.startsWith(root));
    return file(path == null ? root : whole ? path : root + File.separator + path);
  }

  @Override
  public StorageFile newStorageFile(String folder, String name) {
    return folder == null ? newStorageFile(name) : newStorageFile(newStorageFile(folder), name);
  }

  @Override
  public StorageFile newStorageFile(StorageFile folder, String name) {
    return folder == null ? newStorageFile(name) : file(folder.getPath() + File.separator + name);
  }

  @Override
  public char getSeparator() {
    return File.separatorChar;
  }

  @Override
  public StorageFile getTempDir() {
    return file(root + File.separator + "tmp");
  }

  @Override
  public StorageFile createTemporaryFile(String prefix, String suffix) throws IOException {
    File made = File.createTempFile(prefix, suffix, new File(getTempDir().getPath()));
    return file(made.getPath());
  }

  @Override
  public boolean isFast() {
    return false;
  }

  @Override
  public boolean isReadOnlyDatabase() {
    return false;
  }

  @Override
  public boolean supportsRandomAccess() {
    return true;
  }

  @Override
  public int getStorageFactoryVersion() {
    return VERSION_NUMBER;
  }

  @Override
  public boolean supportsWriteSync() {
    return true;
  }

  @Override
  public void sync(OutputStream stream, boolean metadata) throws IOException {
    ((LossyFile.Stream) stream).sync();
  }
}
