package smsgateway.itests;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The mail server behind the gateway: takes every mail by SMTP and keeps it. */
public final class Mailbox implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final int port = Container.freePort();
  private final GreenMail server =
      new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  /**
   * Its threads have a group of their own: one that ends because a gateway was killed in the middle
   * of a mail must not end the program that did the killing.
   */
  public Mailbox() {
    Thread starter = new Thread(new Connections(), server::start, "mail sink");
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Connections extends ThreadGroup {
    Connections() {
      super("mail sink");
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
      System.err.println(thread.getName() + ": " + e);
    }
  }

  public int port() {
    return port;
  }

  /** One mail that arrived. */
  public record Mail(MimeMessage message) {
    public String header(String name) {
      try {
        return message.getHeader(name, ", ");
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    public String to() {
      try {
        return Arrays.toString(message.getRecipients(Message.RecipientType.TO));
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    public String subject() {
      try {
        return message.getSubject();
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }

    public String text() {
      try {
        return String.valueOf(message.getContent()).replace("\r\n", "\n");
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** All mails so far. */
  public List<Mail> mails() {
    return Arrays.stream(server.getReceivedMessages()).map(Mail::new).toList();
  }

  /** The first mail that fits; waits for it. */
  public Mail await(String description, Predicate<Mail> fits) {
    List<Mail> found = new ArrayList<>();
    Await.until(
        "a mail " + description,
        LIMIT,
        () -> {
          mails().stream().filter(fits).findFirst().ifPresent(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  @Override
  public void close() {
    server.stop();
  }
}
