package smsgateway.store.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;

/** Has what ended long ago removed, on a thread of its own, from time to time. */
@Component(configurationPid = Retention.PID)
@Designate(ocd = Retention.Config.class)
public final class Retention implements StatusSource {
  /** Configuration: {@code etc/smsgateway.store.cfg}; without the file the defaults count. */
  static final String PID = "smsgateway.store";

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int FEWEST = 30;
  private static final int MOST = 36_500;
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofHours(6);

  /** Settings; numbers are text here so that a wrong one can be reported. */
  @ObjectClassDefinition(
      name = "SMS Gateway: store",
      description = "How long what has ended is kept.")
  @interface Config {
    @AttributeDefinition(
        type = AttributeType.INTEGER,
        description = "Days after which messages that have ended are removed, at least 30")
    String keepDays() default "365";
  }

  private final Tx tx;
  private final SteadyClock clock;
  private final int days;
  private final List<Finding> faults;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "smsgateway-retention");

  /** The data source appears only after the schema is up to date. */
  @Activate
  public Retention(
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource,
      @Reference SteadyClock clock,
      Config config) {
    this.tx = new Tx(dataSource, List::of);
    this.clock = clock;
    this.days = days(config.keepDays());
    this.faults =
        days > 0
            ? List.of()
            : List.of(
                new Finding(
                    Level.YELLOW,
                    "store.retention",
                    "MISCONFIGURED: etc/"
                        + PID
                        + ".cfg, keepDays: must be a whole number from "
                        + FEWEST
                        + " to "
                        + MOST
                        + ". Nothing is removed until it is corrected."));
    if (faults.isEmpty()) {
      thread.start();
    }
  }

  private static int days(String text) {
    try {
      int days = Integer.parseInt(text.strip());
      return days >= FEWEST && days <= MOST ? days : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Ends after the row in hand: a thread inside the database is never interrupted. */
  @Deactivate
  void deactivate() throws InterruptedException {
    stop.countDown();
    thread.join();
  }

  private void run() {
    try {
      for (Duration pause = FIRST;
          !stop.await(pause.toSeconds(), TimeUnit.SECONDS);
          pause = PAUSE) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted, which nobody does", e);
    }
  }

  private void look() {
    // Whoever set the clock may correct it: until the next start no age is believed.
    if (clock.lastLeap().by() != 0) {
      return;
    }
    try {
      long instant = clock.millis() - Duration.ofDays(days).toMillis();
      int removed = new Purge(tx, () -> stop.getCount() == 0).before(instant);
      LOG.info("removed {} rows that are older than {} days", removed, days);
    } catch (StoreException | RuntimeException e) {
      LOG.warn("what is older than {} days was not removed: {}", days, e.getMessage());
    }
  }

  @Override
  public List<Finding> findings() {
    return faults;
  }
}
