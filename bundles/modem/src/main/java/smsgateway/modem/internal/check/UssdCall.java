package smsgateway.modem.internal.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.Ussd;
import smsgateway.api.ModemActions.UssdAnswer;
import smsgateway.modem.internal.Errands;
import smsgateway.modem.internal.Errands.Talk;
import smsgateway.modem.internal.FinalResult;

/**
 * A USSD code over a running modem ({@code AT+CUSD}, 3GPP TS 27.007 §7.15). The modem's worker has
 * the dialogue; this thread waits for it.
 */
final class UssdCall implements Runs.Work, Errands.Errand {
  private static final int ANSWER = 40;
  private static final int REST = 5;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z*#+,.;:!? -]{0,160}");

  /** Errors that say that the form of the command is wrong: nothing has gone to the network. */
  private static final Set<Integer> FORM = Set.of(3, 4, 24, 25, 26, 27, 50, 100);

  private final Ussd request;
  private final UssdText texts;
  private final CompletableFuture<Result> end = new CompletableFuture<>();

  UssdCall(Ussd request, UssdText texts) {
    this.request = request;
    this.texts = texts;
  }

  @Override
  public Result run(Transcript transcript) throws IOException {
    if (!CODE.matcher(request.code()).matches()) {
      return new Failed("A USSD code has digits, letters, * and # only, such as *100#.");
    }
    Optional<Errands> modem = Errands.of(request.modem());
    if (modem.isEmpty()) {
      return new Failed("There is no running modem " + request.modem() + "; see sms:modem-list.");
    }
    modem.get().order(this);
    try {
      return end.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed("it was ended");
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void abort() {
    end.complete(new Failed("it was ended; the network may still do what the code says"));
  }

  @Override
  public void refused(String reason) {
    end.complete(new Failed("Modem " + request.modem() + ": " + reason + "."));
  }

  @Override
  public void run(Talk talk) throws IOException {
    if (end.isDone()) {
      return;
    }
    for (String command : commands()) {
      talk.start(command);
      Heard heard = listen(talk);
      if (!heard.wrongForm()) {
        end.complete(heard.result(texts, request));
        return;
      }
    }
    end.complete(new Failed("This modem cannot send USSD codes (it refuses AT+CUSD)."));
  }

  /** The same request in the forms that modems want; the next one only if the last was refused. */
  private List<String> commands() {
    if (request.code().isEmpty()) {
      return List.of("AT+CUSD=2");
    }
    String plain = "AT+CUSD=1,\"" + request.code() + "\"";
    return List.of(plain + ",15", plain, "AT+CUSD=1,\"" + texts.packed(request.code()) + "\",15");
  }

  /** What came: an answer of the network, a final result, both or neither. */
  private record Heard(String answer, FinalResult result) {
    boolean wrongForm() {
      return answer.isEmpty()
          && result != null
          && (result.kind() == FinalResult.Kind.ERROR
              || (result.kind() == FinalResult.Kind.CME && FORM.contains(result.code())));
    }

    Result result(UssdText texts, Ussd request) {
      if (!answer.isEmpty()) {
        return texts.result(answer);
      }
      if (result == null || !result.ok()) {
        String reason = result == null ? "the modem gives no answer" : result.text();
        return new Failed("The code was not sent: " + reason + ".");
      }
      return request.code().isEmpty()
          ? new UssdAnswer("", false)
          : new Failed("The network gave no answer within 40 s.");
    }
  }

  private Heard listen(Talk talk) throws IOException {
    StringBuilder answer = new StringBuilder();
    FinalResult result = null;
    boolean waits = !request.code().isEmpty();
    while (result == null || (result.ok() && waits)) {
      String line = next(talk, result == null && answer.length() > 0 ? REST : ANSWER);
      if (line == null) {
        break;
      }
      boolean within = answer.length() > 0 && waits;
      if (within) {
        answer.append('\n').append(line);
      } else if (line.startsWith("+CUSD:")) {
        answer.append(line);
      } else {
        result = FinalResult.of(line).orElse(result);
      }
      waits = waits && !complete(answer);
    }
    if (result == null) {
      talk.doubt();
    }
    return new Heard(answer.toString(), result);
  }

  /** The next line; null also when nobody waits for the answer any more. */
  private String next(Talk talk, int seconds) throws IOException {
    String line = null;
    for (int i = 0; i < seconds && line == null && !end.isDone(); i++) {
      line = talk.next(1);
    }
    return line;
  }

  /** A text with line ends is complete at its closing quote. */
  private static boolean complete(CharSequence answer) {
    return answer.length() > 0 && answer.chars().filter(c -> c == '"').count() % 2 == 0;
  }
}
