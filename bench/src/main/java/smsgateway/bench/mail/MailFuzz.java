package smsgateway.bench.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import smsgateway.api.Decision;
import smsgateway.api.OutgoingMail;
import smsgateway.api.OutgoingMail.RecipientResult;
import smsgateway.api.PduCodec;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.itests.MailCorpus;
import smsgateway.mail.internal.read.MailKeys;
import smsgateway.mail.internal.read.MailReader;
import smsgateway.mail.internal.read.Reading;
import smsgateway.mail.internal.read.Submissions;
import smsgateway.mail.internal.write.MailComposer;
import smsgateway.pdu.internal.PduCodecService;
import smsgateway.routing.internal.FuzzedRouting;

/**
 * Sends damaged mails of the corpus through the reading code, routing, the codec and the writing of
 * answers, and ends with status 1 at the first that throws, puts an octet into a PDU's line that is
 * no hexadecimal digit, or adds a field or a recipient to a mail of the gateway. Arguments: number
 * of mails, seed.
 */
public final class MailFuzz {
  private static final Optional<String> OWN = Optional.of("sms@example.com");
  private static final Pattern PDU = Pattern.compile("00(?:[0-9A-F]{2}){10,175}");
  private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{3,15}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n]]");
  private static final String TO = "anna@example.com";

  private final List<MailCorpus.Sample> corpus = MailCorpus.samples();
  private final PduCodec codec = new PduCodecService();
  private final FuzzedRouting routing = new FuzzedRouting(new Users(), codec);
  private final MailComposer composer = new MailComposer("sms@example.com", ZoneOffset.UTC);
  private final LongAdder read = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder automatic = new LongAdder();
  private final LongAdder planned = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private volatile long slowest;

  /** Runs on all processors. */
  public static void main(String[] args) {
    int mails = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 5322;
    long start = System.nanoTime();
    MailFuzz fuzz = new MailFuzz();
    Optional<String> fault = fuzz.run(mails, seed);
    System.out.printf(
        Locale.ROOT,
        "%,d mails, seed %d, in %.1f s: %s%n%s%n",
        mails,
        seed,
        (System.nanoTime() - start) / 1e9,
        fuzz.figures(),
        fault.orElse("No fault."));
    System.exit(fault.isPresent() ? 1 : 0);
  }

  /**
   * The first fault with the mail that shows it, or nothing.
   *
   * @param seed each mail has its own, counted from this one
   */
  public Optional<String> run(int mails, long seed) {
    List<String> texts = corpus.stream().map(MailCorpus.Sample::mail).toList();
    return IntStream.range(0, mails)
        .parallel()
        .mapToObj(i -> one(new Mutator(texts, seed + i).next(), corpus.get(i % corpus.size())))
        .flatMap(Optional::stream)
        .findAny();
  }

  /** How many mails came how far. */
  public String figures() {
    return "%,d read, %,d refused, %,d automatic; %,d SMS planned, %,d mails written; slowest %.1f ms"
        .formatted(
            read.sum(),
            refused.sum(),
            automatic.sum(),
            planned.sum(),
            answered.sum(),
            slowest / 1e6);
  }

  private Optional<String> one(String mail, MailCorpus.Sample sample) {
    long start = System.nanoTime();
    String fault;
    try {
      fault = fault(mail.getBytes(StandardCharsets.ISO_8859_1), sample.to());
    } catch (StoreException | RuntimeException | StackOverflowError e) {
      fault = e + " at " + List.of(e.getStackTrace());
    }
    slowest = Math.max(slowest, System.nanoTime() - start);
    return fault.isEmpty() ? Optional.empty() : Optional.of(fault + "\n" + mail);
  }

  private String fault(byte[] octets, List<String> to) throws StoreException {
    List<String> envelope = to.stream().map(a -> a.toLowerCase(Locale.ROOT)).toList();
    String source = MailKeys.source(octets, envelope);
    Reading reading = MailReader.read(octets, OWN);
    if (reading instanceof Reading.Automatic) {
      automatic.increment();
      return "";
    }
    boolean bad = reading instanceof Reading.Refused;
    (bad ? refused : read).increment();
    Optional<Reading.Mail> mail =
        reading instanceof Reading.Refused r ? r.facts() : Optional.of((Reading.Mail) reading);
    if (reading instanceof Reading.Refused r && r.sentence().contains("cannot be read")) {
      return "the reading code failed: " + r.sentence();
    }
    if (mail.isEmpty()) {
      return "";
    }
    String sender = mail.get().from().isEmpty() ? TO : mail.get().from();
    Submission request =
        Submissions.of(
            source, MailKeys.content(mail.get()), sender, mail.get(), envelope, routing.policy());
    if (CONTROL.matcher(request.text() + request.subject()).find()) {
      return "a control character in text or subject";
    }
    return decisions(request);
  }

  private String decisions(Submission request) throws StoreException {
    List<RecipientResult> results = new ArrayList<>();
    for (Submission.Recipient recipient : request.recipients()) {
      Decision decision = routing.decide(request, recipient);
      if (decision instanceof Decision.Planned plan) {
        planned.increment();
        if (!NUMBER.matcher(plan.destination().value()).matches() || !onlyHex(plan)) {
          return "the wire would carry something else than a PDU";
        }
        results.add(result(plan.recipient(), "FAILED", "error 38"));
      } else if (decision instanceof Decision.Refused refusal) {
        results.add(result(refusal.recipient(), "REFUSED", refusal.reason()));
      }
    }
    return written(request, results);
  }

  private boolean onlyHex(Decision.Planned plan) {
    return plan.tpdus().stream()
        .map(tpdu -> codec.forSubmit(tpdu, 1, false, Duration.ofHours(1)).hex())
        .allMatch(hex -> PDU.matcher(hex).matches());
  }

  private static RecipientResult result(String recipient, String state, String reason) {
    return new RecipientResult(recipient, state, reason, 1, false, Instant.EPOCH);
  }

  /** The answer, and the mail that the same words would give as an SMS from a phone. */
  private String written(Submission s, List<RecipientResult> results) {
    OutgoingMail answer =
        new OutgoingMail.Answer(
            1,
            1,
            "token",
            TO,
            Instant.EPOCH,
            s.subject(),
            s.messageId(),
            s.references(),
            s.attachments(),
            results);
    String originator = s.recipients().get(0).displayName();
    OutgoingMail sms =
        new OutgoingMail.InboundSms(
            2,
            1,
            "token",
            TO,
            Instant.EPOCH,
            originator,
            true,
            s.text(),
            Optional.empty(),
            s.subject());
    answered.add(2);
    String fault = WrittenMail.fault(composer.compose(answer), TO);
    return fault.isEmpty() ? WrittenMail.fault(composer.compose(sms), TO) : fault;
  }
}
