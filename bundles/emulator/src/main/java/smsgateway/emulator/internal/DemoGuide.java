package smsgateway.emulator.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Directory;
import smsgateway.api.Modem;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.User;

/**
 * Makes the demonstration ready for a newcomer: one user who may do everything, and, as soon as the
 * gateway accepts mail and its modem sends, three things to try on the standard output. When the
 * process that started the gateway is gone (Maven was killed), the gateway stops too instead of
 * staying behind unseen.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = Demo.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DemoGuide {
  private static final Logger LOG = LoggerFactory.getLogger(DemoGuide.class);
  private static final String PHONE = "+393331234567";

  private final Directory directory;
  private final DemoConfig config;
  private final BundleContext context;
  private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "smsgateway-demo-guide");
            thread.setDaemon(true);
            return thread;
          });
  private boolean told;
  private String lastFault = "";

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Modem> modems = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<StatusSource> sources = List.of();

  /** Returns at once; a thread of its own looks twice a second. */
  @Activate
  public DemoGuide(@Reference Directory directory, DemoConfig config, BundleContext context) {
    this.directory = directory;
    this.config = config;
    this.context = context;
    var unused = watch.scheduleWithFixedDelay(this::look, 100, 500, TimeUnit.MILLISECONDS);
  }

  /**
   * Ends the thread after what it is doing; it is not interrupted, because it may be in the
   * database.
   */
  @Deactivate
  void deactivate() {
    watch.shutdown();
  }

  private void look() {
    try {
      if (!told
          && modems.stream().anyMatch(m -> m.status().state() == Modem.State.READY)
          && listens()) {
        addUser();
        told = true;
        System.out.println(guide());
      }
      if (parent.isPresent() && !parent.get().isAlive() && config.stopWithParent()) {
        context.getBundle(0).stop();
      }
    } catch (StoreException | BundleException | RuntimeException e) {
      LOG.warn("The demonstration is not ready: {}", e.getMessage());
    }
  }

  /** Whether the gateway's own listener has its port: another program there would answer too. */
  private boolean listens() {
    List<StatusSource.Finding> listener =
        sources.stream()
            .flatMap(source -> source.findings().stream())
            .filter(finding -> finding.component().equals("mail.listener"))
            .toList();
    Optional<String> fault =
        listener.stream()
            .filter(finding -> finding.level() != StatusSource.Level.GREEN)
            .map(StatusSource.Finding::message)
            .findFirst();
    if (fault.isPresent() && !fault.get().equals(lastFault)) {
      lastFault = fault.get();
      System.out.println("Not ready yet: " + lastFault);
    }
    return !listener.isEmpty() && fault.isEmpty();
  }

  private void addUser() throws StoreException {
    if (directory.byEmail(config.sender()).isEmpty()) {
      directory.put(
          new User(
              config.sender(),
              "Demo User",
              Optional.empty(),
              Optional.of("demo"),
              EnumSet.allOf(User.Right.class),
              OptionalInt.empty(),
              0,
              User.ConfirmPolicy.ASKED,
              true,
              ""));
    }
  }

  private String guide() {
    String page = "http://127.0.0.1:" + config.httpPort().trim() + "/smsgateway/demo";
    return """

        The SMS gateway runs, with an emulated phone and a mailbox. Three things to try:

        1. Send a mail that becomes an SMS, in another terminal in this folder:

             java examples/SendMail.java 127.0.0.1 %s %s %s@sms.example.com "confirm" "Hello from mail"

           or from any mail client: SMTP server 127.0.0.1, port %s, no login, sender %s.

        2. Look at the emulated phone and at the mailbox:

             %s

        3. Answer from the phone %s on that page, and see the mail arrive beside it.

        Ctrl-C stops everything.
        """
        .formatted(
            config.gatewayPort().trim(),
            config.sender(),
            PHONE,
            config.gatewayPort().trim(),
            config.sender(),
            page,
            PHONE);
  }
}
