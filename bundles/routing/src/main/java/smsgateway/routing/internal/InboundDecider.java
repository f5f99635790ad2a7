package smsgateway.routing.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;
import smsgateway.api.Pending;
import smsgateway.api.RoutingRule;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.routing.internal.NumberGrammar.Reading;

/** Decides what came from modems: to whom it goes, or what else it is. One for each round. */
final class InboundDecider {
  private final Directory directory;
  private final PduCodec codec;
  private final RoutingSettings settings;
  private final RuleChain chain;
  private Optional<List<User>> users = Optional.empty();

  InboundDecider(Directory directory, PduCodec codec, RoutingSettings settings, RuleChain chain) {
    this.directory = directory;
    this.codec = codec;
    this.settings = settings;
    this.chain = chain;
  }

  /** Decides one PDU. */
  Decision decide(Pending.Pdu pdu) throws StoreException {
    PduCodec.Received received;
    try {
      received = codec.decode(pdu.hex());
    } catch (PduFormatException e) {
      return undecodable(pdu.id(), pdu.modem(), List.of(pdu.hex()), e);
    }
    if (received instanceof PduCodec.StatusReport report) {
      return new Decision.Report(pdu.id(), report, ReportClasses.of(report.status()));
    }
    if (received instanceof PduCodec.Deliver deliver) {
      return deliver(pdu, deliver);
    }
    return other(pdu.id(), pdu.modem(), List.of(pdu.hex()), (PduCodec.Other) received);
  }

  private Decision deliver(Pending.Pdu pdu, PduCodec.Deliver deliver) throws StoreException {
    // One of one is whole already.
    Optional<PduCodec.Concatenation> parts = deliver.concatenation().filter(c -> c.total() > 1);
    return parts.isPresent()
        ? new Decision.Filed(pdu.id(), deliver.originator(), parts.get())
        : route(pdu.id(), deliver, deliver.text(), pdu.receivedAt(), false);
  }

  /** Decides a concatenated message once, with its joined text. */
  Decision decide(Pending.Segments set) throws StoreException {
    List<String> present = set.segments().stream().filter(Objects::nonNull).toList();
    try {
      PduCodec.Received first = codec.decode(present.get(0));
      if (first instanceof PduCodec.Deliver deliver) {
        String text = codec.assemble(set.segments());
        return route(set.id(), deliver, text, set.firstAt(), set.supplement());
      }
      return other(
          set.id(), set.modem(), present, new PduCodec.Other(first.getClass().getSimpleName()));
    } catch (PduFormatException e) {
      return undecodable(set.id(), set.modem(), present, e);
    }
  }

  private Decision route(
      long id, PduCodec.Deliver deliver, String text, Instant receivedAt, boolean supplement)
      throws StoreException {
    // Octets are not searched for nicknames.
    Optional<RoutingRule.Target> target = target(deliver, deliver.binary() ? "" : text, receivedAt);
    if (target.isEmpty()) {
      return new Decision.Postponed(id, Messages.get("inbound.nobody"));
    }
    String reason = target.get().reason();
    return new Decision.ToMail(
        id,
        target.get().recipients().stream().distinct().toList(),
        deliver.originator(),
        answerable(deliver),
        deliver.binary() ? Messages.get("inbound.binary") + "\n" + text : target.get().text(),
        deliver.timestamp().map(OffsetDateTime::toInstant),
        supplement ? Messages.get("reason.whole", reason) : reason);
  }

  private Optional<RoutingRule.Target> target(
      PduCodec.Deliver deliver, String text, Instant receivedAt) throws StoreException {
    Optional<RoutingRule.Target> byRule =
        chain.inbound(
            new RoutingRule.Inbound(
                deliver.originator(), text, lastSender(deliver, receivedAt), users()));
    return byRule.or(
        () ->
            settings
                .operatorAddress()
                .map(
                    o ->
                        new RoutingRule.Target(List.of(o), text, Messages.get("reason.operator"))));
  }

  private Optional<String> lastSender(PduCodec.Deliver deliver, Instant receivedAt)
      throws StoreException {
    if (!deliver.originatorIsNumber()) {
      return Optional.empty();
    }
    String number =
        settings.numbers().read(deliver.originator()) instanceof Reading.Found found
            ? found.number().value()
            : deliver.originator();
    return directory.lastSenderTo(number, receivedAt.minus(settings.smartReply()));
  }

  /** Whether an answer by mail, which reads the sender as format 4 does, would be dialled. */
  private boolean answerable(PduCodec.Deliver deliver) {
    return deliver.originatorIsNumber()
        && settings.numbers().read(deliver.originator()) instanceof Reading.Found;
  }

  private Decision undecodable(long id, String modem, List<String> pdus, PduFormatException e)
      throws StoreException {
    return notice(
        id,
        Messages.get("notice.undecodable.subject", modem),
        Messages.get("notice.undecodable.text", e.getMessage()),
        pdus);
  }

  private Decision other(long id, String modem, List<String> pdus, PduCodec.Other other)
      throws StoreException {
    return notice(
        id,
        Messages.get("notice.other.subject", modem),
        Messages.get("notice.other.text", other.description()),
        pdus);
  }

  private Decision notice(long id, String subject, String sentence, List<String> pdus)
      throws StoreException {
    List<String> recipients =
        settings.operatorAddress().isPresent()
            ? settings.operatorAddress().stream().toList()
            : DefaultRecipientRule.defaults(users());
    if (recipients.isEmpty()) {
      return new Decision.Postponed(id, Messages.get("inbound.nobody"));
    }
    StringBuilder text = new StringBuilder(sentence);
    for (String pdu : pdus) {
      text.append("\n\n").append(pdu).append('\n');
      codec.explain(pdu).forEach(line -> text.append(line).append('\n'));
    }
    return new Decision.Notice(id, recipients, subject, text.toString());
  }

  private List<User> users() throws StoreException {
    if (users.isEmpty()) {
      users = Optional.of(directory.users());
    }
    return users.get();
  }
}
