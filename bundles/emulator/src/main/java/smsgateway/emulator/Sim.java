package smsgateway.emulator;

/** SIM card with PIN and PUK (3GPP TS 27.007 §8.3). Safe for any number of threads. */
public final class Sim {
  /** What {@code AT+CPIN?} says. */
  public enum State {
    /** Nothing to enter. */
    READY("READY"),
    /** The PIN is missing. */
    PIN("SIM PIN"),
    /** Three wrong PINs: the PUK is missing. */
    PUK("SIM PUK"),
    /** Ten wrong PUKs: useless from now on. */
    BLOCKED(""),
    /** No card in the slot. */
    ABSENT("");

    private final String code;

    State(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** PUK of every emulated SIM. */
  public static final String PUK = "12345678";

  private static final int PIN_TRIES = 3;
  private static final int PUK_TRIES = 10;
  private static final int WRONG = 16;
  private static final int NOT_ALLOWED = 3;
  private String pin;
  private boolean entered;
  private boolean inserted = true;
  private int pinTries = PIN_TRIES;
  private int pukTries = PUK_TRIES;

  Sim(String pin) {
    this.pin = pin;
  }

  /** The present state. */
  public synchronized State state() {
    if (!inserted) {
      return State.ABSENT;
    }
    if (pukTries == 0) {
      return State.BLOCKED;
    }
    if (pinTries == 0) {
      return State.PUK;
    }
    return pin.isEmpty() || entered ? State.READY : State.PIN;
  }

  /** Tries left for the PIN; a right one sets it back to 3. */
  public synchronized int pinTries() {
    return pinTries;
  }

  /** Tries left for the PUK; a right one sets it back to 10. */
  public synchronized int pukTries() {
    return pukTries;
  }

  /** Takes the card out or puts it in; the PIN must then be entered again. */
  public synchronized void insert(boolean in) {
    inserted = in;
    entered = false;
  }

  synchronized void powerOff() {
    entered = false;
  }

  /** Code of {@code +CME ERROR} that the state gives to a command which needs the SIM; 0 = none. */
  int cmeError() {
    return switch (state()) {
      case READY -> 0;
      case PIN -> 11;
      case PUK -> 12;
      case BLOCKED -> 13;
      case ABSENT -> 10;
    };
  }

  /** Code of {@code +CMS ERROR} for a message command; 0 = none. */
  int cmsError() {
    return switch (state()) {
      case READY -> 0;
      case PIN -> 311;
      case PUK -> 316;
      case BLOCKED -> 313;
      case ABSENT -> 310;
    };
  }

  /** Takes a PIN and returns 0 or the code of {@code +CME ERROR}. */
  synchronized int enterPin(String given) {
    if (state() != State.PIN) {
      return state() == State.READY ? NOT_ALLOWED : cmeError();
    }
    if (given.equals(pin)) {
      entered = true;
      pinTries = PIN_TRIES;
      return 0;
    }
    pinTries--;
    return WRONG;
  }

  /** Takes the PUK with a new PIN and returns 0 or the code of {@code +CME ERROR}. */
  synchronized int enterPuk(String given, String newPin) {
    if (state() != State.PUK) {
      return state() == State.PIN ? WRONG : Math.max(cmeError(), NOT_ALLOWED);
    }
    if (!given.equals(PUK)) {
      pukTries--;
      return WRONG;
    }
    pin = newPin;
    entered = true;
    pinTries = PIN_TRIES;
    pukTries = PUK_TRIES;
    return 0;
  }
}
