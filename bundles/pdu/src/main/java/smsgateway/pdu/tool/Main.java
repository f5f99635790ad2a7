package smsgateway.pdu.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;

/**
 * {@code java -jar smsgateway-pdu.jar decode|encode|count|check < in.jsonl > out.jsonl}: one line
 * of output for each line of input, in ASCII. A line that cannot be processed gets an error and
 * does not end the run.
 */
public final class Main {
  /** What is done with a record. */
  private interface Operation {
    Object result(Input input) throws PduException;
  }

  private static final Map<String, Operation> OPERATIONS =
      Map.of(
          "decode",
          input -> Decoding.of(input, mode(input)),
          "encode",
          Encoding::of,
          "count",
          Counting::of,
          "check",
          input -> Decoding.of(input, Mode.STRICT));

  private Main() {}

  /** Runs the operation that the one argument names; exit status 2 for any other argument. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1 || !OPERATIONS.containsKey(args[0])) {
      System.err.println("usage: decode|encode|count|check < in.jsonl > out.jsonl");
      System.exit(2);
    }
    Writer out = new OutputStreamWriter(System.out, US_ASCII);
    run(args[0], new InputStreamReader(System.in, UTF_8), out);
    out.flush();
  }

  static void run(String operation, Reader records, Writer results) throws IOException {
    BufferedReader in = new BufferedReader(records);
    StringBuilder line = new StringBuilder();
    for (String record = in.readLine(); record != null; record = in.readLine()) {
      line.setLength(0);
      JsonWriter.write(answer(operation, record), line);
      results.append(line.append('\n'));
    }
  }

  /** The line of output for a line of input. */
  static Map<String, Object> answer(String operation, String line) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", null);
    try {
      Input input = Input.of(line);
      answer.put("id", input.get("id"));
      result(OPERATIONS.get(operation), input, answer);
      if (operation.equals("check")) {
        Map<String, Object> lenient = new LinkedHashMap<>();
        result(again -> Decoding.of(again, Mode.LENIENT), input, lenient);
        answer.put("lenient", lenient);
      }
    } catch (IllegalArgumentException notARecord) {
      answer.put("error", error("BAD_INPUT", notARecord.getMessage(), -1));
    }
    return answer;
  }

  private static void result(Operation operation, Input input, Map<String, Object> answer) {
    try {
      answer.put("result", operation.result(input));
    } catch (PduException fault) {
      answer.put("error", error(fault.kind().name(), FieldName.of(fault.field()), fault.offset()));
    } catch (RuntimeException illegal) {
      answer.put("error", error("ILLEGAL_VALUE", String.valueOf(illegal.getMessage()), -1));
    }
  }

  private static Map<String, Object> error(String kind, String field, int offset) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("kind", kind);
    error.put("field", field);
    error.put("offset", offset);
    return error;
  }

  private static Mode mode(Input input) {
    return "lenient".equals(input.text("mode")) ? Mode.LENIENT : Mode.STRICT;
  }
}
