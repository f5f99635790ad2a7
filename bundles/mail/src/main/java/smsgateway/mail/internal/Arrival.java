package smsgateway.mail.internal;

import java.util.Optional;
import java.util.function.Function;
import smsgateway.mail.internal.read.Reading;

/**
 * Where a mail came from, by the listener or from a mailbox.
 *
 * @param sourceKey identifies this copy of the mail at its source
 * @param bounce whether the envelope says that it has no sender
 * @param refusal why a mail of a proven sender is not taken, whatever its text says; it is then not
 *     complete
 * @param excused former attempts that ended for a reason outside the mail
 * @param envelope who sent it to whom, once it is read
 * @param mailKey identifies its content over every way it may come, once it is read
 */
record Arrival(
    String sourceKey,
    boolean bounce,
    Optional<String> refusal,
    int excused,
    Function<Reading.Mail, Envelope> envelope,
    Function<Reading.Mail, String> mailKey) {}
