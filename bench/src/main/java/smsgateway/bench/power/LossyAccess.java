package smsgateway.bench.power;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.apache.derby.io.StorageRandomAccessFile;

/**
 * Random access to a file of a {@link LossyStorage}. Derby must not see a {@link RandomAccessFile},
 * whose channel would go past the platter, so it gets a proxy whose calls come here.
 */
final class LossyAccess extends RandomAccessFile {
  private final File file;
  private final String mode;
  private final Platter platter;

  private LossyAccess(File file, String mode, Platter platter) throws FileNotFoundException {
    super(file, mode.equals("r") ? "r" : "rw");
    this.file = file;
    this.mode = mode;
    this.platter = platter;
  }

  /**
   * @param mode as of {@link RandomAccessFile}: {@code rws} and {@code rwd} flush each write
   */
  static StorageRandomAccessFile open(File file, String mode, Platter platter)
      throws FileNotFoundException {
    try {
      if (!mode.equals("r")) {
        platter.create(file);
      }
    } catch (IOException e) {
      throw new FileNotFoundException(e.toString());
    }
    LossyAccess access = new LossyAccess(file, mode, platter);
    return (StorageRandomAccessFile)
        Proxy.newProxyInstance(
            LossyAccess.class.getClassLoader(),
            new Class<?>[] {StorageRandomAccessFile.class},
            (proxy, method, arguments) -> access.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("clone")) {
      return open(file, mode, platter);
    }
    if (method.getName().equals("sync")) {
      platter.flush(file);
      return null;
    }
    try {
      return RandomAccessFile.class
          .getMethod(method.getName(), method.getParameterTypes())
          .invoke(this, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    byte[] all = Arrays.copyOfRange(octets, offset, offset + length);
    boolean flushed = mode.equals("rws") || mode.equals("rwd");
    platter.write(file, getFilePointer(), all, flushed, o -> super.write(o, 0, o.length));
  }

  @Override
  public void setLength(long length) throws IOException {
    platter.length(file, length);
  }
}
