package smsgateway.store.internal;

/** The database must not be used; the message says why and what to do, in sentences. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String sentences) {
    super(sentences);
  }

  Refusal(String sentences, Throwable cause) {
    super(sentences, cause);
  }
}
