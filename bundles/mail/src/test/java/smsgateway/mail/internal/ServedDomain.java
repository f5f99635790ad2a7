package smsgateway.mail.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.Submission;

/** Serves sms.example.com and sms@example.com. */
final class ServedDomain implements RoutingPolicy {
  @Override
  public Verdict serves(String address) {
    String domain = address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    return domain.equals("sms.example.com") || address.equalsIgnoreCase("sms@example.com")
        ? Verdict.OURS
        : Verdict.FOREIGN;
  }

  @Override
  public List<Submission.Recipient> recipients(
      List<Submission.Recipient> written, String subject, String references) {
    return written;
  }

  @Override
  public Optional<String> gatewayAddress() {
    return Optional.of("sms@example.com");
  }
}
