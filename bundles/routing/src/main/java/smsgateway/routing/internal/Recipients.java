package smsgateway.routing.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smsgateway.api.Msisdn;
import smsgateway.api.OutgoingMail;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.Submission.Recipient;
import smsgateway.routing.internal.NumberGrammar.Reading;

/** Which recipients a mail means, see {@link RoutingPolicy#recipients}. Immutable. */
final class Recipients {
  /**
   * Message-ID and thread root of an inbound SMS name the phone, see {@link
   * OutgoingMail.InboundSms}.
   */
  private static final Pattern THREAD =
      Pattern.compile("[<.]sms\\.([pn])([0-9a-z]{2,16})@([^<>@\\s]+)>");

  private final RoutingSettings settings;

  Recipients(RoutingSettings settings) {
    this.settings = settings;
  }

  /** The recipients in the order of the mail. */
  List<Recipient> of(List<Recipient> written, String subject, String references) {
    Set<Recipient> all = new LinkedHashSet<>();
    Set<Msisdn> numbers = new HashSet<>();
    for (Recipient recipient : written) {
      if (settings.isGateway(recipient.address())) {
        meant(recipient, subject, references).stream()
            .filter(r -> number(r, subject).map(numbers::add).orElse(true))
            .forEach(all::add);
      } else {
        all.add(recipient);
      }
    }
    return List.copyOf(all);
  }

  /**
   * Display name before subject before thread (the name is what the sender has before his eyes).
   */
  private List<Recipient> meant(Recipient recipient, String subject, String references) {
    if (isNumber(Addressing.name(recipient))) {
      return List.of(recipient);
    }
    List<String> entries = SubjectLine.entries(subject, settings.keyword());
    if (!entries.isEmpty() && entries.stream().allMatch(this::isNumber)) {
      return entries.size() == 1 ? List.of(recipient) : named(recipient, entries);
    }
    return thread(references)
        .map(number -> named(recipient, List.of(number)))
        .orElse(List.of(recipient));
  }

  private static List<Recipient> named(Recipient recipient, List<String> numbers) {
    List<Recipient> named = new ArrayList<>();
    numbers.forEach(number -> named.add(new Recipient(recipient.address(), number)));
    return named;
  }

  private boolean isNumber(String field) {
    return !(settings.numbers().read(field) instanceof Reading.NoNumber);
  }

  /** The number that a recipient at the gateway's account stands for; empty when it is flawed. */
  private Optional<Msisdn> number(Recipient recipient, String subject) {
    String name = Addressing.name(recipient);
    List<String> entries = SubjectLine.entries(subject, settings.keyword());
    String field = isNumber(name) || entries.size() != 1 ? name : entries.get(0);
    return settings.numbers().read(field) instanceof Reading.Found found
        ? Optional.of(found.number())
        : Optional.empty();
  }

  /** The phone of the newest inbound SMS among the mails that this one answers. */
  private Optional<String> thread(String references) {
    String domain = settings.gatewayAddress().map(MailAddress::domain).orElse("");
    Optional<String> newest = Optional.empty();
    Matcher id = THREAD.matcher(references);
    while (id.find()) {
      String digits = new BigInteger(id.group(2), Character.MAX_RADIX).toString();
      if (id.group(3).equalsIgnoreCase(domain) && digits.startsWith("1")) {
        newest = Optional.of((id.group(1).equals("p") ? "+" : "") + digits.substring(1));
      }
    }
    return newest;
  }
}
