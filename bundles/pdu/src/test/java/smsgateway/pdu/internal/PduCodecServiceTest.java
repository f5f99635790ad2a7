package smsgateway.pdu.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;
import smsgateway.pdu.Address;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;
import smsgateway.pdu.Submit;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.UserData;
import smsgateway.pdu.ValidityPeriod;

class PduCodecServiceTest {
  private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-11-23T10:20:30+01:00");
  private static final String NUMBER = "+436991234567";

  private final PduCodec codec = new PduCodecService();

  @Test
  void aShortTextBecomesOneTpduThatTheModemCanSend() throws Exception {
    PduCodec.Plan plan = plan("Hello", false, true, 7);
    assertThat(plan.ucs2Because()).isEmpty();
    assertThat(plan.tpdus()).containsExactly("21000C91349619325476000005C8329BFD06");
    PduCodec.SubmitPdu pdu = codec.forSubmit(plan.tpdus().get(0), 9, true, Duration.ofDays(1));
    assertThat(pdu.hex()).isEqualTo("0035090C913496193254760000A705C8329BFD06");
    assertThat(pdu.length()).isEqualTo(pdu.hex().length() / 2 - 1);
  }

  @Test
  void aLongTextIsCutAndKeepsItsReference() throws Exception {
    PduCodec.Plan plan = plan("a".repeat(400), false, false, 0x1FE);
    assertThat(plan.tpdus()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Submit submit = submit(codec.forSubmit(plan.tpdus().get(i), i, false, Duration.ZERO).hex());
      assertThat(submit.userData().header().orElseThrow().concatenation())
          .contains(new smsgateway.pdu.Concatenation(0xFE, 8, 3, i + 1));
      assertThat(submit.messageReference()).isEqualTo(i);
      assertThat(submit.validity()).isEqualTo(new ValidityPeriod.Relative(0));
      assertThat(submit.rejectDuplicates()).isFalse();
      assertThat(submit.statusReportRequest()).isFalse();
    }
  }

  @Test
  void aPlanNamesTheCharactersThatForcedUcs2() throws Exception {
    PduCodec.Plan plan = plan("naïve ő", true, false, 0);
    assertThat(plan.ucs2Because()).contains("ïő");
    Submit submit = submit(codec.forSubmit(plan.tpdus().get(0), 0, false, Duration.ZERO).hex());
    assertThat(submit.dcs()).isEqualTo(new Dcs(0x18));
    assertThat(submit.userData().text()).contains("naïve ő");
  }

  @Test
  void aTextOfMoreThan255SegmentsIsRefused() {
    PduFormatException fault =
        catchThrowableOfType(
            PduFormatException.class, () -> plan("a".repeat(39016), false, false, 0));
    assertThat(fault.field()).isEqualTo("text");
    assertThat(fault.offset()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zz", "00", "21000C913496193254760000", "0491"})
  void onlyAPlannedTpduCanBeCompleted(String tpdu) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.forSubmit(tpdu, 0, false, Duration.ZERO));
  }

  @Test
  void aReceivedTextIsDecoded() throws Exception {
    assertThat(codec.decode(deliver(Address.of(NUMBER), UserData.Septets.of("Grüße"))))
        .isEqualTo(
            new PduCodec.Deliver(
                NUMBER, true, "Grüße", Optional.empty(), Optional.of(SENT), false));
  }

  @Test
  void aTextSenderCannotBeAnswered() throws Exception {
    PduCodec.Deliver sms = (PduCodec.Deliver) codec.decode(from(Address.alphanumeric("Bank")));
    assertThat(sms.originator()).isEqualTo("Bank");
    assertThat(sms.originatorIsNumber()).isFalse();
    assertThat(((PduCodec.Deliver) codec.decode(from(Address.of("")))).originatorIsNumber())
        .isFalse();
    assertThat(((PduCodec.Deliver) codec.decode(from(Address.of("*10#")))).originatorIsNumber())
        .isFalse();
    assertThat(((PduCodec.Deliver) codec.decode(from(Address.of("1234")))).originatorIsNumber())
        .isTrue();
  }

  @Test
  void theSpareSeptetOfASenderIsNotShown() throws Exception {
    String seven = from(Address.alphanumeric("OpenBSC@"));
    assertThat(((PduCodec.Deliver) codec.decode(seven)).originator()).isEqualTo("OpenBSC");
  }

  @Test
  void octetsAreMarkedBinaryAndShownAsDigits() throws Exception {
    UserData data =
        new UserData.Binary(Optional.empty(), smsgateway.pdu.Octets.of((byte) 0xCA, (byte) 0xFE));
    PduCodec.Deliver sms = (PduCodec.Deliver) codec.decode(deliver(Address.of(NUMBER), data));
    assertThat(sms.binary()).isTrue();
    assertThat(sms.text()).isEqualTo("CAFE");
  }

  @Test
  void textForAMailHasNoByteOrderMarkAndNoLoneSurrogate() throws Exception {
    UserData data = new UserData.Ucs2(Optional.empty(), "\uFEFFa\uDE00b😀\uD83D");
    PduCodec.Deliver sms = (PduCodec.Deliver) codec.decode(deliver(Address.of(NUMBER), data));
    assertThat(sms.text()).isEqualTo("a\uFFFDb😀\uFFFD");
  }

  @Test
  void aStatusReportIsDecoded() throws Exception {
    assertThat(codec.decode("07914356060013F1065A098136397339F7219011700463802190117004638030"))
        .isEqualTo(
            new PduCodec.StatusReport(
                90,
                "639337937",
                Optional.of(OffsetDateTime.parse("2012-09-11T07:40:36+02:00")),
                Optional.of(OffsetDateTime.parse("2012-09-11T07:40:36+02:00")),
                48));
  }

  @Test
  void ownMessagesAndEmptySlotsAreOther() throws Exception {
    String own =
        codec.forSubmit(plan("a", false, false, 0).tpdus().get(0), 0, false, Duration.ZERO).hex();
    assertThat(codec.decode(own)).isInstanceOf(PduCodec.Other.class);
    assertThat(codec.decode("00FFFFFF")).isEqualTo(new PduCodec.Other("empty storage slot"));
  }

  @Test
  void aFaultTellsFieldAndOffset() {
    PduFormatException fault =
        catchThrowableOfType(
            PduFormatException.class, () -> codec.decode("07911326040000F0040B91134661"));
    assertThat(fault.field()).isEqualTo("deliver.originator.value");
    assertThat(fault.offset()).isEqualTo(11);
  }

  @Test
  void segmentsAreJoinedAndMissingOnesMarked() throws Exception {
    String text = "x€".repeat(200);
    List<String> pdus = segments(text);
    assertThat(codec.assemble(pdus)).isEqualTo(text);
    List<String> holes = new ArrayList<>(pdus);
    holes.set(1, null);
    String first = ((PduCodec.Deliver) codec.decode(pdus.get(0))).text();
    assertThat(codec.assemble(holes)).startsWith(first + "[2/" + pdus.size() + " missing]");
    assertThat(codec.assemble(Arrays.asList(null, null))).isEqualTo("[1/2 missing][2/2 missing]");
  }

  @Test
  void decodedSegmentsTellTheirPlace() throws Exception {
    PduCodec.Deliver second = (PduCodec.Deliver) codec.decode(segments("a".repeat(200)).get(1));
    assertThat(second.concatenation()).contains(new PduCodec.Concatenation(5, 2, 2));
  }

  @Test
  void whatIsNoSegmentCannotBeJoined() {
    String report = "07914356060013F1065A098136397339F7219011700463802190117004638030";
    assertThat(
            catchThrowableOfType(PduFormatException.class, () -> codec.assemble(List.of(report)))
                .field())
        .isEqualTo("first-octet");
    assertThat(catchThrowableOfType(PduFormatException.class, () -> codec.assemble(List.of("0"))))
        .isNotNull();
  }

  @Test
  void aPduIsExplainedFieldByField() throws Exception {
    assertThat(codec.explain(segments("a".repeat(200)).get(1)))
        .contains(
            "SMSC: set in the modem",
            "TP-MTI: SMS-DELIVER",
            "TP-OA: +436991234567 (type of address 0x91)",
            "TP-DCS: 0x00, GSM 7-bit",
            "TP-SCTS: 2026-11-23T10:20:30+01:00",
            "segment: 2 of 2, reference 5",
            "TP-UD: " + "a".repeat(47));
    assertThat(codec.explain("07914356060013F1065A098136397339F7219011700463802190117004638030"))
        .contains("TP-ST: 0x30, temporary error, still trying", "TP-MR: 90");
    PduCodec.Plan flash = plan("ж", true, true, 0);
    String own = codec.forSubmit(flash.tpdus().get(0), 3, false, Duration.ofHours(1)).hex();
    assertThat(codec.explain(own))
        .contains("TP-SRR: set", "TP-VP: PT1H from acceptance", "class: 0, shown at once");
  }

  @Test
  void explainingNeverFails() {
    assertThat(codec.explain(""))
        .containsExactly("cannot be decoded: it is the filler of an empty storage slot");
    assertThat(codec.explain("nonsense"))
        .hasSize(1)
        .allMatch(l -> l.contains("digit 1 or the next"));
    assertThat(codec.explain("07911326040000F0040B911346610089F60000208062917314080CC8F7"))
        .anyMatch(line -> line.startsWith("forgiven: deliver.ud at octet 27"));
  }

  private PduCodec.Plan plan(String text, boolean flash, boolean report, int reference)
      throws PduFormatException {
    return codec.plan(new PduCodec.PlanRequest(new Msisdn(NUMBER), text, flash, report, reference));
  }

  private static Submit submit(String hex) throws PduException {
    return (Submit) AtPdu.decodeHex(hex, Direction.MS_TO_SC, Mode.STRICT).value().tpdu();
  }

  /** The segments of a text as the network delivers them. */
  private List<String> segments(String text) throws Exception {
    List<String> pdus = new ArrayList<>();
    for (String tpdu : plan(text, false, false, 5).tpdus()) {
      pdus.add(deliver(Address.of(NUMBER), submit("00" + tpdu).userData()));
    }
    return pdus;
  }

  private static String from(Address originator) {
    return deliver(originator, UserData.Septets.of("x"));
  }

  private static String deliver(Address originator, UserData data) {
    Dcs dcs =
        data instanceof UserData.Septets
            ? Dcs.GSM7
            : data instanceof UserData.Ucs2 ? Dcs.UCS2 : Dcs.OCTETS;
    Deliver deliver =
        new Deliver(false, false, false, false, originator, 0, dcs, TimeStamp.of(SENT), data);
    return new AtPdu(Optional.empty(), deliver).toHex();
  }
}
