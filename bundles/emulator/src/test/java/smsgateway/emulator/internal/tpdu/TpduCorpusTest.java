package smsgateway.emulator.internal.tpdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with PDUs that others have published, never with our own encoder. */
final class TpduCorpusTest {
  static Stream<Arguments> submit() throws IOException {
    return records("submit.tsv");
  }

  static Stream<Arguments> deliver() throws IOException {
    return records("deliver.tsv");
  }

  static Stream<Arguments> report() throws IOException {
    return records("report.tsv");
  }

  private static Stream<Arguments> records(String name) throws IOException {
    try (InputStream in = TpduCorpusTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.startsWith("#"))
          .map(l -> l.split("\t", -1))
          .map(r -> Arguments.of(r[0], r));
    }
  }

  private static String text(String utf16) {
    byte[] octets = HexFormat.of().parseHex(utf16.equals("-") ? "" : utf16);
    return new String(octets, StandardCharsets.UTF_16BE);
  }

  @SuppressWarnings("UnusedVariable") // the id names the case
  @ParameterizedTest(name = "{0}")
  @MethodSource("submit")
  void aPublishedSubmitIsReadAsItsSourceSays(String id, String[] r) throws TpduException {
    SubmitTpdu tpdu = SubmitTpdu.decode(r[1]);

    assertThat(tpdu.messageReference()).isEqualTo(Integer.parseInt(r[2]));
    assertThat(tpdu.destination().display()).isEqualTo(r[3]);
    assertThat(tpdu.pid()).isEqualTo(Integer.parseInt(r[4]));
    assertThat(tpdu.dcs()).isEqualTo(Integer.parseInt(r[5]));
    assertThat(tpdu.statusReportRequested()).isEqualTo(Boolean.parseBoolean(r[6]));
    assertThat(tpdu.text()).isEqualTo(text(r[7]));
    assertThat(
            tpdu.userData()
                .part()
                .map(p -> p.reference() + "/" + p.sequence() + "/" + p.total())
                .orElse("-"))
        .isEqualTo(r[8]);
  }

  @SuppressWarnings("UnusedVariable") // the id names the case
  @ParameterizedTest(name = "{0}")
  @MethodSource("deliver")
  void aPublishedDeliverIsWrittenOctetByOctet(String id, String[] r) {
    DeliverTpdu tpdu =
        new DeliverTpdu(SmsAddress.of(r[2]), SmsAddress.of(r[3]), OffsetDateTime.parse(r[4]));

    assertThat(tpdu.encode(text(r[5]), 0)).containsExactly(r[1]);
  }

  @SuppressWarnings("UnusedVariable") // the id names the case
  @ParameterizedTest(name = "{0}")
  @MethodSource("report")
  void aPublishedStatusReportIsWrittenOctetByOctet(String id, String[] r) {
    StatusReportTpdu tpdu =
        new StatusReportTpdu(
            SmsAddress.of(r[2]),
            Integer.parseInt(r[3]),
            SmsAddress.of(r[4]),
            OffsetDateTime.parse(r[5]),
            OffsetDateTime.parse(r[6]),
            Integer.parseInt(r[7]));

    assertThat(tpdu.encode()).isEqualTo(r[1]);
  }
}
