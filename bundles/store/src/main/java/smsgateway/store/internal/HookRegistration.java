package smsgateway.store.internal;

import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ops4j.pax.jdbc.hook.PreHook;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/**
 * Offers the hook to Pax JDBC, which asks it once for each appearance: after a failure it gives the
 * data source up until the configuration changes. So after a failure the hook leaves and comes
 * back, and a database that was slow to start, or was put right, is found without a restart.
 */
final class HookRegistration {
  private static final int FIRST_PAUSE = 15;
  private static final int LONGEST_PAUSE = 300;
  private static final int LONGEST_STOP = 30;

  private final BundleContext context;
  private final PreHook hook;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "smsgateway-store");
            thread.setDaemon(true);
            return thread;
          });
  private ServiceRegistration<PreHook> registration;
  private int pause = FIRST_PAUSE;

  HookRegistration(BundleContext context, PreHook hook) {
    this.context = context;
    this.hook = hook;
  }

  /** Offers the hook, on a thread of its own: Pax JDBC opens the database before it returns. */
  void open() {
    timer.execute(this::register);
  }

  /**
   * After a failure: offers the hook anew after a pause in seconds, 15 at first, then up to 300.
   */
  synchronized void again() {
    if (!timer.isShutdown()) {
      ScheduledFuture<?> unused =
          timer.schedule(
              () -> {
                unregister();
                register();
              },
              pause,
              TimeUnit.SECONDS);
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }
  }

  /** After a success: the next failure begins with the short pause. */
  synchronized void worked() {
    pause = FIRST_PAUSE;
  }

  /**
   * Withdraws the hook after what is under way, and waits for that: the bundle's classes are gone
   * afterwards. A thread in the database is not interrupted.
   */
  void close() throws InterruptedException {
    timer.getQueue().clear();
    timer.execute(this::unregister);
    timer.shutdown();
    boolean unused = timer.awaitTermination(LONGEST_STOP, TimeUnit.SECONDS);
  }

  private void register() {
    registration =
        context.registerService(
            PreHook.class, hook, FrameworkUtil.asDictionary(Map.of("name", "smsgateway-schema")));
  }

  private void unregister() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
  }
}
