package smsgateway.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The one judgement about the whole gateway, made from all {@link StatusSource}s. */
@ProviderType
public interface Health {
  /** The worst level of all findings; RED only when nothing can be accepted or stored. */
  StatusSource.Level level();

  /**
   * All findings, the worst first; what is missing altogether is a finding too. Returns at once.
   */
  List<StatusSource.Finding> findings();
}
