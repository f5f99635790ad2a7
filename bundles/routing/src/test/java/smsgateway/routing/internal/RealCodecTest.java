package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.ANN;
import static smsgateway.routing.internal.Requests.NOON;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.Octets;
import smsgateway.pdu.PduException;
import smsgateway.pdu.Submit;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.internal.PduCodecService;

/** Decisions with the codec that is shipped. */
class RealCodecTest {
  /** SMS-DELIVER from +393331234567, 1 January 2026 12:00 UTC, 7-bit, up to TP-UDL. */
  private static final String DELIVER = "00040C91933313325476000062101021000000";

  /** The same with a user data header. */
  private static final String SEGMENT = "00440C91933313325476000462101021000000";

  private final PduCodec codec = new PduCodecService();
  private final FakeDirectory directory =
      new FakeDirectory()
          .add(
              FakeDirectory.user(
                  ANN, null, "ann", true, User.ConfirmPolicy.ASKED, User.Right.EXTERNAL));
  private RoutingSettings settings = SettingsReader.read(Configs.with(Map.of()));
  private final RuleChain chain =
      new RuleChain(() -> List.of(new NicknameRule(), new DefaultRecipientRule()));

  private Decision outbound(String text) throws StoreException {
    return new OutboundDecider(directory, codec, settings, chain)
        .decide(Requests.mail("11223344@sms.example.com", "", "", text));
  }

  private Decision inbound(String hex) throws StoreException {
    return new InboundDecider(directory, codec, settings, chain).decide(Requests.pdu(1, hex));
  }

  @Test
  void aTextOfSixSegmentsGoesAndOneCharacterMoreIsRefused() throws StoreException {
    Decision.Planned planned = (Decision.Planned) outbound("x".repeat(6 * 153));
    assertThat(planned.tpdus()).hasSize(6);
    assertThat(planned.destination()).isEqualTo(new Msisdn("+3911223344"));

    assertThat(((Decision.Refused) outbound("x".repeat(6 * 153 + 1))).reason())
        .contains("needs 7 SMS")
        .doesNotContain("alphabet");
  }

  @Test
  void theRefusalNamesTheCharacterThatTakesTheRoom() throws StoreException {
    assertThat(((Decision.Refused) outbound("x".repeat(500) + "я")).reason())
        .contains("needs 8 SMS", "(я)");
  }

  @Test
  void aNumberedTextIsSeveralSmsThatBeginWithTheirNumber() throws Exception {
    settings = SettingsReader.read(Configs.with(Map.of("longText", "numbered")));
    String text = "y".repeat(200);
    List<String> parts = texts((Decision.Planned) outbound(text));

    assertThat(parts).hasSize(2);
    assertThat(parts.get(0)).startsWith("1/2 y").hasSize(160);
    assertThat(parts.get(1)).startsWith("2/2 y");
    assertThat(parts.get(0).substring(4) + parts.get(1).substring(4)).isEqualTo(text);
    assertThat(texts((Decision.Planned) outbound("short"))).containsExactly("short");
  }

  @Test
  void aTextIsCutToTheMostSmsAndItsConfirmationSaysSo() throws Exception {
    settings = SettingsReader.read(Configs.with(Map.of("longText", "truncate", "maxParts", "2")));
    Decision.Planned cut = (Decision.Planned) outbound("z".repeat(100_000));

    assertThat(String.join("", texts(cut))).isEqualTo("z".repeat(2 * 153 - 3) + "...");
    assertThat(cut.note()).isEqualTo("The text was cut to 2 SMS; its end was not sent.");
    Decision.Planned whole = (Decision.Planned) outbound("z".repeat(2 * 153));
    assertThat(String.join("", texts(whole))).isEqualTo("z".repeat(2 * 153));
    assertThat(whole.note()).isEmpty();
  }

  @Test
  void aTextIsNeverCutInsideACharacter() throws Exception {
    settings = SettingsReader.read(Configs.with(Map.of("longText", "truncate", "maxParts", "1")));
    Decision.Planned cut = (Decision.Planned) outbound("\uD83D\uDE00".repeat(50));

    assertThat(texts(cut)).containsExactly("\uD83D\uDE00".repeat(33) + "...");
  }

  /** The text of each SMS-SUBMIT. */
  private static List<String> texts(Decision.Planned planned) throws PduException {
    List<String> texts = new ArrayList<>();
    for (String hex : planned.tpdus()) {
      byte[] octets = Octets.ofHex(hex).toByteArray();
      Submit submit = (Submit) Tpdu.decode(octets, Direction.MS_TO_SC, Mode.STRICT).value();
      texts.add(submit.userData().text().orElseThrow());
    }
    return texts;
  }

  @Test
  void aTextBeyondAllSegmentsIsRefused() throws StoreException {
    assertThat(((Decision.Refused) outbound("x".repeat(100_000))).reason())
        .contains("far longer than SMS can carry");
  }

  @Test
  void anIncomingSmsIsRoutedByItsNickname() throws StoreException {
    // "Ann hello" in septets
    Decision.ToMail mail = (Decision.ToMail) inbound(DELIVER + "09" + "41B71B842EB3D96F");

    assertThat(mail.text()).isEqualTo("hello");

    assertThat(mail.originator()).isEqualTo("+393331234567");
    assertThat(mail.recipients()).containsExactly(ANN);
    assertThat(mail.sentAt()).contains(NOON);
    assertThat(mail.answerable()).isTrue();
  }

  @Test
  void aStatusReportIsClassified() throws StoreException {
    String report = "0006070C919333133254766210102100000062101021000000" + "46";

    Decision.Report decision = (Decision.Report) inbound(report);

    assertThat(decision.reportClass()).isEqualTo(Decision.ReportClass.EXPIRED);
    assertThat(decision.report().messageReference()).isEqualTo(7);
    assertThat(decision.report().recipient()).isEqualTo("+393331234567");
  }

  @Test
  void octetsAreMailedInHex() throws StoreException {
    Decision.ToMail mail =
        (Decision.ToMail) inbound(DELIVER.replace("76000062", "76000462") + "03CAFE01");

    assertThat(mail.text()).endsWith("\nCAFE01");
  }

  @Test
  void aSegmentIsFiledAndAnIncompleteMessageIsMarked() throws StoreException {
    String second = SEGMENT.replace("76000462", "76000862") + "0A" + "050003070302" + "00680069";

    assertThat(inbound(second))
        .isEqualTo(new Decision.Filed(1, "+393331234567", new PduCodec.Concatenation(7, 3, 2)));

    Pending.Segments set =
        new Pending.Segments(1, 1, "north", Arrays.asList(null, second, null), NOON, false);
    Decision.ToMail mail =
        (Decision.ToMail) new InboundDecider(directory, codec, settings, chain).decide(set);
    assertThat(mail.text()).isEqualTo("[1/3 missing]hi[3/3 missing]");
  }

  @Test
  void whatIsNoPduIsANotice() throws StoreException {
    assertThat(((Decision.Notice) inbound("0004ZZ")).text()).contains("\n0004ZZ\n");
  }
}
