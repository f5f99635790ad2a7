package smsgateway.mail.internal.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * The network line of one session. The mail library's time-outs hold for one read only, and a
 * server that sends an octet now and then never meets them; so the line can be cut: when a step
 * takes too long, and by whoever stops the intake. The thread in the library then gets an I/O
 * error; it is never interrupted, because it may be in the database.
 */
final class Line extends SocketFactory {
  private static final int CONNECT_MILLIS = 10_000;

  /** Longer than a pause of IDLE, which is one read. */
  private static final int READ_MILLIS = 60_000;

  private final ScheduledExecutorService timer;
  private Future<?> deadline;
  private volatile Socket socket;
  private volatile boolean cut;

  Line(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** Cuts the line unless {@link #end} is called in time. */
  void begin(int seconds) {
    deadline = timer.schedule(this::cut, seconds, TimeUnit.SECONDS);
  }

  /** The step that {@link #begin} began is over. */
  void end() {
    deadline.cancel(false);
  }

  /** Ends all reading and writing; any thread. */
  void cut() {
    cut = true;
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It was closed already.
      }
    }
  }

  /** Settings of Jakarta Mail for this line. */
  Properties properties(Account account) {
    String prefix = "mail." + account.protocol().key() + ".";
    Properties values = new Properties();
    values.put(prefix + "connectiontimeout", String.valueOf(CONNECT_MILLIS));
    values.put(prefix + "timeout", String.valueOf(READ_MILLIS));
    values.put(prefix + "ssl.checkserveridentity", "true");
    values.put(prefix + "ssl.enable", String.valueOf(account.protocol().tls()));
    boolean upgrade = !account.protocol().tls() && account.demandsTls();
    values.put(prefix + "starttls.enable", String.valueOf(upgrade));
    values.put(prefix + "starttls.required", String.valueOf(upgrade));
    if (account.login() == Account.Login.OAUTH2) {
      values.put(prefix + "auth.mechanisms", "XOAUTH2");
    }
    values.put(prefix + "socketFactory", this);
    // Without it a refused connection is tried once more past this factory.
    values.put(prefix + "socketFactory.fallback", "false");
    return values;
  }

  @Override
  public Socket createSocket() throws IOException {
    Socket created = new Socket();
    socket = created;
    if (cut) {
      created.close();
    }
    return created;
  }

  private static IOException unused() {
    return new IOException("the mail library connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unused();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw unused();
  }
}
