package smsgateway.routing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static smsgateway.routing.internal.Requests.GATEWAY;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smsgateway.api.Msisdn;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.routing.internal.Addressing.Addressee;
import smsgateway.routing.internal.Addressing.Format;

class AddressingTest {
  private final FakeDirectory directory = new FakeDirectory();

  @BeforeEach
  void users() {
    add("bob.brown@example.com", "+3911111111");
    add("5551234567@example.com", "+3922222222");
    add("new@example.com", null);
    add("info@example.com", "+3933333333");
    add("info@example.org", "+3944444444");
    add("sales@example.org", "+3955555555");
    add("sales@example.net", "+3966666666");
  }

  private void add(String email, String number) {
    directory.add(FakeDirectory.user(email, number, null, false, User.ConfirmPolicy.ASKED));
  }

  private Addressee find(Pending.Request request) throws StoreException {
    Map<String, Object> keys =
        Map.of(
            "domains",
            new String[] {
              "sms.example.com = example.com, sms.example.org=example.org",
              "all.example = example.com, all.example = example.org, all.example = example.net"
            });
    return new Addressing(directory, SettingsReader.read(Configs.with(keys))).find(request);
  }

  private static Addressee reached(String label, Format format, String number) {
    return new Addressee.Reached(label, format, new Msisdn(number));
  }

  private Addressee.Member member(String subject) throws StoreException {
    return (Addressee.Member) find(Requests.mail("new@sms.example.com", "", subject, "hello"));
  }

  private static String sentence(Addressee addressee) {
    assertThat(addressee).isInstanceOf(Addressee.Unreached.class);
    return ((Addressee.Unreached) addressee).sentence();
  }

  @ParameterizedTest(name = "{0} is a {1}: {2}")
  @CsvSource({
    "bob.brown@sms.example.com,      USER,   +3911111111",
    "bob.brown+tag@sms.example.com,  USER,   +3911111111",
    "info@sms.example.com,           USER,   +3933333333",
    "info@sms.example.org,           USER,   +3944444444",
    "info@all.example,               USER,   +3933333333",
    "5551234567@sms.example.com,     USER,   +3922222222",
    "5551234567@sms.example.org,     NUMBER, +395551234567",
    "+395551234567@sms.example.com,  NUMBER, +395551234567",
    "0039.555-1234567@sms.example.com, NUMBER, +395551234567",
    "p395551234567@sms.example.com,  NUMBER, +395551234567",
    "11223344@sms.example.com,       NUMBER, +3911223344"
  })
  void addressesInADomainForSmsAreUsersOrNumbers(String address, Format format, String number)
      throws StoreException {
    Addressee addressee = find(Requests.to(address));
    if (format == Format.USER) {
      assertThat(((Addressee.Member) addressee).user().number()).contains(new Msisdn(number));
    } else {
      assertThat(addressee).isEqualTo(reached(address, format, number));
    }
  }

  @Test
  void theNameDoesNotCountInADomainForSms() throws StoreException {
    Addressee.Member member =
        (Addressee.Member)
            find(Requests.mail("bob.brown@sms.example.com", "99999999", "", "hello"));

    assertThat(member.user().number()).contains(new Msisdn("+3911111111"));
    assertThat(member.written()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody@sms.example.com,    There is no user nobody@sms.example.com",
    "bob2@sms.example.com,      There is no user bob2@sms.example.com",
    "bob.brown@sms.example.org, There is no user bob.brown@sms.example.org",
    "112@sms.example.com,       The number 112 is a short code",
    "bob@example.edu,           bob@example.edu is not an address of this SMS gateway"
  })
  void addressesThatReachNobodyAreExplained(String address, String words) throws StoreException {
    assertThat(sentence(find(Requests.to(address)))).contains(words);
  }

  @ParameterizedTest(name = "subject [{0}]")
  @ValueSource(strings = {"11223344", "Re: +39 11223344", "confirm 11223344"})
  void theSubjectMayBeTheNumberOfAUser(String subject) throws StoreException {
    assertThat(member(subject).written()).contains(new Msisdn("+3911223344"));
  }

  @ParameterizedTest(name = "subject [{0}]")
  @ValueSource(strings = {"call 11223344", "11223344, 22334455", "hello"})
  void noNumberIsPickedOutOfTheSubjectForAUser(String subject) throws StoreException {
    assertThat(member(subject).written()).isEmpty();
    assertThat(member(subject).flaw()).isEmpty();
  }

  @Test
  void aSubjectThatCannotBeDialledIsExplained() throws StoreException {
    assertThat(member("4444").flaw().orElseThrow()).contains("4444 is a short code");
  }

  @Test
  void aNameInSeveralMailDomainsIsExplainedWithTheChoices() throws StoreException {
    assertThat(sentence(find(Requests.to("sales@all.example"))))
        .contains("sales@example.org, sales@example.net");
  }

  @ParameterizedTest(name = "name [{0}]")
  @ValueSource(
      strings = {
        "11223344",
        "'11223344'",
        "\"11 22-33.44\"",
        "<11223344>",
        "+3911223344",
        "11223344 (SMS@example.com)",
        "'11223344 (mailto:sms@example.com)'",
        "11223344 [SMTP:sms@example.com]"
      })
  void aNameThatIsANumberWinsOverTheSubject(String name) throws StoreException {
    Addressee addressee = find(Requests.mail(GATEWAY, name, "Re: 99887766", "hello"));

    assertThat(addressee).isInstanceOf(Addressee.Reached.class);
    assertThat(((Addressee.Reached) addressee).format()).isEqualTo(Format.DISPLAY_NAME);
    assertThat(((Addressee.Reached) addressee).number()).isEqualTo(new Msisdn("+3911223344"));
  }

  @ParameterizedTest(name = "subject [{0}]")
  @ValueSource(strings = {"11223344", "Re: 11223344", "11223344 confirm", "AW: Re: 11223344;"})
  void aSubjectThatIsANumberCountsWhenTheNameIsNone(String subject) throws StoreException {
    assertThat(find(Requests.mail(GATEWAY, "SMS Gateway 2", subject, "hello")))
        .isEqualTo(reached("11223344", Format.SUBJECT, "+3911223344"));
  }

  @ParameterizedTest(name = "name [{0}], subject [{1}]")
  @CsvSource({
    "'',    ''",
    "'',    order 11223344",
    "Bob 2, 'hello'",
    "sms@example.com, Re:",
    "'',    '11223344, Bob'"
  })
  void digitsAreNeverPickedOutOfATextAndHelpIsGiven(String name, String subject)
      throws StoreException {
    assertThat(sentence(find(Requests.mail(GATEWAY, name, subject, "hello"))))
        .contains("does not say which number")
        .contains("number@all.example");
  }

  @Test
  void severalNumbersInTheSubjectAreRefusedWithTheWayOut() throws StoreException {
    assertThat(sentence(find(Requests.mail(GATEWAY, "", "11223344, 22334455", "hello"))))
        .contains("several numbers")
        .contains("number@all.example");
  }

  @Test
  void aNumberInTheNameThatCannotBeDialledIsNotPassedOverForTheSubject() throws StoreException {
    assertThat(sentence(find(Requests.mail(GATEWAY, "4444", "11223344", "hello"))))
        .contains("4444 is a short code");
  }

  @Test
  void theAccountIsFoundWithATagToo() throws StoreException {
    assertThat(find(Requests.mail("sms+t@example.com", "11223344", "", "hello")))
        .isEqualTo(reached("11223344", Format.DISPLAY_NAME, "+3911223344"));
  }

  @Test
  void theAccountMayLieInADomainForSms() throws StoreException {
    Map<String, Object> keys = Map.of("gatewayAddress", "gate@sms.example.com");
    Addressee addressee =
        new Addressing(directory, SettingsReader.read(Configs.with(keys)))
            .find(Requests.mail("gate@sms.example.com", "", "11223344", "hello"));

    assertThat(addressee).isEqualTo(reached("11223344", Format.SUBJECT, "+3911223344"));
  }

  @Test
  void aUserWithAnAddressInEachRealDomainIsOneUser() throws StoreException {
    add("lee@example.com", "+3977777777");
    directory.alias("lee@example.org", "lee@example.com");
    Addressee lee = find(Requests.to("lee@all.example"));
    assertThat(((Addressee.Member) lee).user().email()).isEqualTo("lee@example.com");
  }
}
