package smsgateway.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Real PDUs with their meaning, published by others; see the README beside them. */
final class Corpus {
  private Corpus() {}

  /** All records of one file, for example {@code decode.jsonl}. */
  static List<JsonNode> records(String file) {
    ObjectMapper mapper = new ObjectMapper();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Corpus.class.getResourceAsStream("/corpus/" + file), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> parse(mapper, line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
