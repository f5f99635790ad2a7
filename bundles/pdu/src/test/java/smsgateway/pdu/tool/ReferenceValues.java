package smsgateway.pdu.tool;

/** Coding schemes, times and periods of the second decoder. */
final class ReferenceValues {
  private ReferenceValues() {}

  static String alphabet(int coding) {
    return switch (coding >> 4) {
      case 0, 1, 2, 3, 4, 5, 6, 7 ->
          switch ((coding >> 2) & 3) {
            case 1 -> "8bit";
            case 2 -> "ucs2";
            default -> "gsm7";
          };
      case 14 -> "ucs2";
      case 15 -> bit(coding, 2) ? "8bit" : "gsm7";
      default -> "gsm7";
    };
  }

  static String iso(byte[] raw) {
    int[] parts = new int[7];
    for (int i = 0; i < 7; i++) {
      int octet = i == 6 ? raw[i] & 0xF7 : raw[i] & 0xFF;
      if ((octet & 15) > 9 || octet >> 4 > 9) {
        return null;
      }
      parts[i] = (octet & 15) * 10 + (octet >> 4);
    }
    int year = parts[0] >= 70 ? 1900 + parts[0] : 2000 + parts[0];
    int[] days = {31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (parts[1] < 1
        || parts[1] > 12
        || parts[2] < 1
        || parts[2] > days[parts[1] - 1]
        || parts[3] > 23
        || parts[4] > 59
        || parts[5] > 59) {
      return null;
    }
    return String.format(
        "%04d-%02d-%02dT%02d:%02d:%02d%s%02d:%02d",
        year,
        parts[1],
        parts[2],
        parts[3],
        parts[4],
        parts[5],
        bit(raw[6], 3) && parts[6] > 0 ? "-" : "+",
        parts[6] / 4,
        parts[6] % 4 * 15);
  }

  static int digits(byte octet) {
    int tens = octet & 15;
    int ones = (octet >> 4) & 15;
    return (tens > 9 ? 0 : tens) * 10 + (ones > 9 ? 0 : ones);
  }

  static int seconds(int octet) {
    if (octet < 144) {
      return (octet + 1) * 300;
    }
    if (octet < 168) {
      return 43200 + (octet - 143) * 1800;
    }
    return octet < 197 ? (octet - 166) * 86400 : (octet - 192) * 604800;
  }

  static boolean bit(int octet, int number) {
    return ((octet >> number) & 1) == 1;
  }
}
