package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import smsgateway.api.Modem.State;

class StatusBoardTest {
  private final StatusBoard board = new StatusBoard("north", "COM5");

  private int remarksAt(int dbm) {
    board.network(OptionalInt.of(dbm), "Net");
    return board.findings().size() - 1;
  }

  @Test
  void aWeakSignalIsToldUntilItIsFairAgain() {
    board.state(State.READY, "ready");
    assertThat(remarksAt(-107)).isZero();
    assertThat(remarksAt(-109)).isEqualTo(1);
    assertThat(board.findings().get(1).message())
        .isEqualTo("modem north: weak signal (-109 dBm); move the antenna or the modem");
    assertThat(remarksAt(-105)).isEqualTo(1);
    assertThat(remarksAt(-103)).isZero();
  }
}
