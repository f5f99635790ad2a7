package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smsgateway.api.Msisdn;
import smsgateway.api.User;
import smsgateway.api.User.ConfirmPolicy;
import smsgateway.api.User.Right;

class UserFileTest {
  private static final User EVE =
      UserEdit.apply(UserEdit.fresh("eve@x.org"), Map.of("nickname", "eve", "quota", "7"));

  @Test
  void everyColumnIsReadInAnyOrder() {
    UserFile file =
        UserFile.read(
            """
            language;default;confirm;quota;rights;nickname;number;name;EMAIL
            de;true;failure;10;users + reply;bob;0049 (170) 123-45.67;Bob B;Bob@X.org
            """,
            List.of());

    assertThat(file.errors()).isEmpty();
    assertThat(file.users())
        .containsExactly(
            new User(
                "bob@x.org",
                "Bob B",
                Optional.of(new Msisdn("+491701234567")),
                Optional.of("bob"),
                EnumSet.of(Right.USERS, Right.REPLY),
                OptionalInt.of(10),
                0,
                ConfirmPolicy.FAILURE,
                true,
                "de"));
  }

  @Test
  void theFirstAddressIsTheUsersOwnAndTheOthersAreFurtherOnes() {
    UserFile file = UserFile.read("email,name\nBob@x.org b@y.org  bob@y.org,Bob\n", List.of());
    User bob = file.users().get(0);
    assertThat(bob.email()).isEqualTo("bob@x.org");
    assertThat(bob.aliases()).containsExactly("b@y.org", "bob@y.org");

    assertThat(UserFile.read("email,name\nbob@x.org,Robert\n", List.of(bob)).users().get(0))
        .extracting(User::name, User::aliases)
        .containsExactly("Robert", List.of("b@y.org", "bob@y.org"));
    assertThat(UserFile.read("email\nbob@x.org nobody\n", List.of()).errors())
        .containsExactly("Row 2: \"nobody\" is no mail address.");
  }

  @Test
  void whatIsDifferentForAUserIsRead() {
    User eve =
        UserEdit.apply(EVE, Map.of("longtext", "numbered", "urgent", "both", "aliases", "e@y.org"));
    assertThat(eve.longText()).contains(User.LongText.NUMBERED);
    assertThat(eve.urgent()).isEqualTo(User.Urgent.BOTH);
    assertThat(eve.aliases()).containsExactly("e@y.org");
    assertThat(UserEdit.apply(eve, Map.of("longtext", "", "urgent", "", "aliases", "")))
        .isEqualTo(EVE);
  }

  @Test
  void aNewUserGetsTheDefaultsOfMissingColumns() {
    UserFile file = UserFile.read("email\nbob@x.org", List.of());

    assertThat(file.users()).containsExactly(UserEdit.fresh("bob@x.org"));
    assertThat(file.users().get(0).rights())
        .containsExactlyInAnyOrder(Right.USERS, Right.EXTERNAL, Right.REPLY);
  }

  @Test
  void missingColumnsKeepAnExistingUsersValuesAndEmptyCellsClearThem() {
    UserFile file = UserFile.read("email,nickname\nEve@x.org,\n", List.of(EVE));

    assertThat(file.users().get(0).quota()).hasValue(7);
    assertThat(file.users().get(0).nickname()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          email,name       | a@x.org        | it has 1 fields, but the header has 2.
          email,quota      | a@x.org,-1     | "-1" is no quota: a number, such as 100 or 100/month, or nothing for no limit.
          email,rights     | a@x.org,admin  | "admin" is none of users, external, phonebook, reply, machine.
          email,confirm    | a@x.org,maybe  | "maybe" is none of never, asked, always, failure.
          email,default    | a@x.org,yes    | "yes" is neither true nor false.
          email,language   | a@x.org,german | "german" is no language: two letters, such as de.
          email,nickname   | a@x.org,a b    | "a b" is no nickname: one word.
          email,name       | a.x.org,Ann    | "a.x.org" is no mail address.
          """)
  void aBadRowIsToldByItsNumber(String header, String row, String complaint) {
    UserFile file = UserFile.read(header + "\n\n" + row, List.of());

    assertThat(file.errors()).containsExactly("Row 3: " + complaint);
  }

  @Test
  void everyBadRowIsTold() {
    UserFile file = UserFile.read("email\na\nb@x.org\nc\nB@x.org", List.of());

    assertThat(file.errors())
        .containsExactly(
            "Row 2: \"a\" is no mail address.",
            "Row 4: \"c\" is no mail address.",
            "Row 5: b@x.org is in the file twice.");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"name", "email,colour", "email,email", "''"},
      delimiter = '|')
  void aHeaderThatIsNotUnderstoodStopsTheImport(String header) {
    UserFile file = UserFile.read(header + "\na@x.org,b@x.org", List.of());

    assertThat(file.errors()).singleElement().asString().startsWith("Row 1: the header must name");
  }

  @Test
  void aNicknameOfAnotherUserIsRefused() {
    UserFile file = UserFile.read("email,nickname\nbob@x.org,EVE", List.of(EVE));

    assertThat(file.errors())
        .singleElement()
        .asString()
        .startsWith("Row 2: nickname eve ")
        .contains("eve@x.org", "bob@x.org");
  }

  @Test
  void aNicknameThatTwoRowsHaveIsToldAtTheSecond() {
    UserFile file = UserFile.read("email,nickname\nbob@x.org,b\nben@x.org,B", List.of());

    assertThat(file.errors()).singleElement().asString().startsWith("Row 3: nickname b ");
  }

  @Test
  void whatWasImportedIsInOrderAndChangesNothingWhenReadAgain() {
    String text = "email,nickname,quota\nbob@x.org,bob,10\neve@x.org,eve,\n";
    UserFile first = UserFile.read(text, List.of());

    assertThat(UserFile.read(text, first.users())).isEqualTo(first);
  }

  @Test
  void aNicknameMayMoveToAnotherUserInOneFile() {
    UserFile file = UserFile.read("email,nickname\nbob@x.org,eve\neve@x.org,evelyn", List.of(EVE));

    assertThat(file.errors()).isEmpty();
  }

  @Test
  void controlCharactersInNamesAreRefusedAndMadeVisible() {
    UserFile file = UserFile.read("email,name\na@x.org,A\u001B[2Jb", List.of());

    assertThat(file.errors()).containsExactly("Row 2: \"A\\u001B[2Jb\" holds a control character.");
  }
}
