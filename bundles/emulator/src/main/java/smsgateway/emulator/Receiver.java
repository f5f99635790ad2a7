package smsgateway.emulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Takes PDUs from the service centre and stores or routes them as {@code +CNMI}, {@code +CPMS} and
 * {@code +CSMS} ask (3GPP TS 27.005 §3.4.1). A PDU leaves the service centre's queue only when it
 * is stored, routed and acknowledged, or has no route. Confined to the modem's thread.
 */
final class Receiver {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MAX_BUFFERED = 100;
  private static final int MODE = 0;
  private static final int MT = 1;
  private static final int DS = 3;
  private static final int BFR = 4;
  private static final String REPORTS = "SR";
  private final Modem modem;
  private final Session session;
  private final Queue<InboundPdu> waiting;
  private final Map<String, Storage> all;
  private final Storage[] selected;
  private final DeviceProfile device;
  private final Deque<String> buffered = new ArrayDeque<>();
  private boolean acknowledging;
  private boolean resting;
  private int acknowledgement;

  Receiver(Modem modem, Session session, Queue<InboundPdu> waiting) {
    this.modem = modem;
    this.session = session;
    this.waiting = waiting;
    this.device = modem.settings().device();
    this.all = Storage.of(modem.settings().storages(), device.number("firstIndex", 1));
    Storage first = all.values().iterator().next();
    this.selected = new Storage[] {first, first, first};
  }

  /** Takes what waits, as long as there is room. */
  void drain() {
    InboundPdu pdu = waiting.peek();
    while (pdu != null && ready() && take(pdu)) {
      waiting.remove();
      pdu = waiting.peek();
    }
  }

  private boolean ready() {
    return !acknowledging && !resting && modem.registered();
  }

  private boolean take(InboundPdu pdu) {
    if (pdu.report()) {
      return takeReport(pdu);
    }
    int mt = session.indications[MT];
    boolean direct = (mt == 2 && pdu.messageClass() != 2) || (mt == 3 && pdu.messageClass() == 3);
    if (direct) {
      return route("+CMT: ," + pdu.length() + "\r\n" + pdu.hex());
    }
    return store(selected[2], pdu, mt == 0 ? "" : "+CMTI: ");
  }

  private boolean takeReport(InboundPdu pdu) {
    int ds = session.indications[DS];
    if (ds == 1) {
      return route("+CDS: " + pdu.length() + "\r\n" + pdu.hex());
    }
    String hidden = device.text("report.hidden", "");
    if (ds == 2 && !hidden.isEmpty()) {
      announce(hidden);
      modem.reportLost();
      return true;
    }
    Storage reports = all.get(REPORTS);
    if (ds == 0 && reports == null) {
      modem.reportLost();
      return true;
    }
    return store(reports == null ? selected[2] : reports, pdu, ds == 2 ? "+CDSI: " : "");
  }

  private boolean store(Storage storage, InboundPdu pdu, String announcement) {
    if (storage.isFull()) {
      return false;
    }
    boolean damaged = pdu.report() && storage.name().equals(REPORTS);
    String hex = damaged ? damaged(pdu.hex()) : pdu.hex();
    int index = storage.add(Storage.UNREAD, hex, pdu.length());
    if (!announcement.isEmpty()) {
      announce(announcement + "\"" + storage.name() + "\"," + index);
    }
    return true;
  }

  /** Without its service centre and with octets of the device in front. */
  private String damaged(String hex) {
    String octets = device.text("report.damage", "");
    int centre = 2 + 2 * Integer.parseInt(hex.substring(0, 2), 16);
    return octets.isEmpty() ? hex : octets + "00" + hex.substring(centre);
  }

  private boolean route(String text) {
    announce(text);
    if (session.smsService == 0) {
      return true;
    }
    acknowledging = true;
    int mine = ++acknowledgement;
    modem.later(
        modem.settings().acknowledgeTimeout(),
        () -> {
          if (acknowledging && mine == acknowledgement) {
            // 27.005 §3.4.4: without acknowledgement the modem stops routing.
            acknowledging = false;
            session.indications[MT] = 0;
            session.indications[DS] = 0;
            drain();
          }
        });
    return false;
  }

  /** Ends the wait for {@code +CNMA}; false when nothing waits. */
  boolean acknowledge(boolean positive) {
    if (!acknowledging) {
      return false;
    }
    acknowledging = false;
    if (positive) {
      waiting.poll();
    } else {
      // The network hears of a failure and delivers again later.
      resting = true;
      modem.later(
          RETRY,
          () -> {
            resting = false;
            drain();
          });
    }
    return true;
  }

  private void announce(String text) {
    int mode = session.indications[MODE];
    int only = device.number("announcing.mode", 0);
    if (only > 0 && mode != only) {
      return;
    }
    if (mode != 0) {
      modem.urc(text);
    } else if (buffered.size() < MAX_BUFFERED) {
      buffered.add(text);
    }
  }

  /** After a change of {@code +CNMI}: what was held back goes out, or away when bfr is 1. */
  void releaseBuffered() {
    if (session.indications[MODE] == 0) {
      return;
    }
    if (session.indications[BFR] == 0) {
      buffered.forEach(modem::urc);
    }
    buffered.clear();
  }

  /** A restart: the first storage is selected, nothing is buffered or waits for +CNMA. */
  void restart() {
    Arrays.fill(selected, all.values().iterator().next());
    buffered.clear();
    acknowledging = false;
    acknowledgement++;
  }

  void pretendFull(boolean full) {
    all.values().forEach(s -> s.pretendFull(full));
  }

  Set<String> names() {
    return all.keySet();
  }

  List<Storage> storages() {
    return List.of(selected);
  }

  Storage readStorage() {
    return selected[0];
  }

  /** Selects mem1, mem2, mem3; false when one of them does not exist, nothing is changed then. */
  boolean select(List<String> names) {
    List<Storage> wanted = new ArrayList<>(storages());
    for (int i = 0; i < Math.min(names.size(), wanted.size()); i++) {
      wanted.set(i, all.get(names.get(i)));
    }
    if (wanted.contains(null)) {
      return false;
    }
    wanted.toArray(selected);
    return true;
  }
}
