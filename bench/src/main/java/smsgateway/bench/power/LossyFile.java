package smsgateway.bench.power;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.derby.io.StorageFile;
import org.apache.derby.io.StorageRandomAccessFile;

/** A file or folder of a {@link LossyStorage}. */
final class LossyFile implements StorageFile {
  private final File file;
  private final Platter platter;

  LossyFile(File file, Platter platter) {
    this.file = file;
    this.platter = platter;
  }

  @Override
  public String[] list() {
    return file.list();
  }

  @Override
  public boolean canWrite() {
    return file.canWrite();
  }

  @Override
  public boolean exists() {
    return file.exists();
  }

  @Override
  public boolean isDirectory() {
    return file.isDirectory();
  }

  @Override
  public boolean delete() {
    return platter.delete(file);
  }

  @Override
  public boolean deleteAll() {
    String[] names = file.list();
    if (names != null) {
      for (String name : names) {
        new LossyFile(new File(file, name), platter).deleteAll();
      }
    }
    return delete();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  @Override
  public String getCanonicalPath() throws IOException {
    return file.getCanonicalPath();
  }

  @Override
  public String getName() {
    return file.getName();
  }

  @Override
  public boolean createNewFile() throws IOException {
    return platter.create(file);
  }

  @Override
  public boolean renameTo(StorageFile target) {
    return platter.rename(file, new File(target.getPath()));
  }

  @Override
  public boolean mkdir() {
    return platter.makeFolder(file);
  }

  @Override
  public boolean mkdirs() {
    return platter.makeFolder(file);
  }

  @Override
  public StorageFile getParentDir() {
    return file.getParentFile() == null ? null : new LossyFile(file.getParentFile(), platter);
  }

  @Override
  public boolean setReadOnly() {
    return file.setReadOnly();
  }

  @Override
  public OutputStream getOutputStream() throws FileNotFoundException {
    return getOutputStream(false);
  }

  @Override
  public OutputStream getOutputStream(boolean append) throws FileNotFoundException {
    try {
      return new Stream(append);
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream getInputStream() throws FileNotFoundException {
    return new FileInputStream(file);
  }

  @Override
  public int getExclusiveFileLock() {
    // No second process ever opens it.
    return EXCLUSIVE_FILE_LOCK;
  }

  @Override
  public void releaseExclusiveFileLock() {
    // There is none.
  }

  @Override
  public StorageRandomAccessFile getRandomAccessFile(String mode) throws FileNotFoundException {
    return LossyAccess.open(file, mode, platter);
  }

  @Override
  public void limitAccessToOwner() {
    // Not part of what is tried here.
  }

  /** Writes from the begin or the end of the file; flushed by {@link LossyStorage#sync} only. */
  final class Stream extends OutputStream {
    private final RandomAccessFile open;

    private Stream(boolean append) throws IOException {
      platter.create(file);
      open = new RandomAccessFile(file, "rw");
      if (append) {
        open.seek(open.length());
      } else {
        platter.length(file, 0);
      }
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      byte[] all = Arrays.copyOfRange(octets, offset, offset + length);
      platter.write(file, open.getFilePointer(), all, false, open::write);
    }

    void sync() throws IOException {
      platter.flush(file);
    }

    @Override
    public void close() throws IOException {
      open.close();
    }
  }
}
