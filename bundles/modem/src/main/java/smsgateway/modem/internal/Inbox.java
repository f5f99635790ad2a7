package smsgateway.modem.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import smsgateway.api.MessageQueue;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.driver.ModemProfile;

/**
 * Takes PDUs out of a modem.
 *
 * <p>Order: {@code receive} commits, then the modem is told ({@code AT+CNMA}) or its copy deleted
 * ({@code AT+CMGD}), then the store learns that the copy is gone. Whatever fails in between leaves
 * a copy in the modem or in memory, and the next sweep brings it again; the store knows a PDU that
 * is still in the modem. Worker thread only.
 */
final class Inbox {
  private static final double READ = 10;
  private static final double LIST = 60;
  private static final double FIRST_LINE = 20;
  private static final int INVALID_INDEX = 321;
  private static final int LONGEST_PDU = 1_000;
  private static final int MOST_AT_ONCE = 100;
  private static final int WORTH_A_LIST = 4;

  /** Slots to look at where a storage does not say how many it has. */
  private static final int ANY = 50;

  /** {@code +CMS ERROR}: operation not allowed, operation not supported. */
  private static final Set<Integer> CANNOT_LIST = Set.of(302, 303);

  /** A slot with its PDU. */
  private record Slot(String memory, int index, ReceivedPdu pdu) {
    boolean in(Urc.Stored stored) {
      return memory.equals(stored.memory()) && index == stored.index();
    }
  }

  private final AtChannel at;
  private final MessageQueue queue;
  private final long session;
  private final SmsSetup.Result setup;
  private final UnaryOperator<String> fix;
  private final ModemProfile profile;
  private final StatusBoard board;
  private final List<ReceivedPdu> unstored;
  private String selected = "";
  private final Set<String> unlisted = new LinkedHashSet<>();
  private int left;
  private int slots = ANY;
  private int used = ANY;
  private boolean slow;

  /**
   * @param fix repairs a PDU
   * @param profile how the modem's storages are read
   * @param unstored direct PDUs that could not be stored yet; survives this object
   */
  Inbox(
      AtChannel at,
      MessageQueue queue,
      long session,
      SmsSetup.Result setup,
      UnaryOperator<String> fix,
      ModemProfile profile,
      StatusBoard board,
      List<ReceivedPdu> unstored) {
    this.at = at;
    this.queue = queue;
    this.session = session;
    this.setup = setup;
    this.fix = fix;
    this.profile = profile;
    this.board = board;
    this.unstored = unstored;
  }

  /** What one turn came to. */
  record Turn(boolean sweep, boolean rebooted, boolean network) {}

  /**
   * Serves the unsolicited codes that wait, in one commit.
   *
   * @throws StoreException when nothing could be stored; the PDUs are kept
   */
  Turn serve() throws IOException, StoreException {
    Set<Urc.Stored> slots = new LinkedHashSet<>();
    boolean sweep = false;
    boolean network = false;
    for (Urc urc = at.pollUrc(); urc != null; urc = at.pollUrc()) {
      if (urc instanceof Urc.Rebooted) {
        return new Turn(true, true, true);
      } else if (urc instanceof Urc.Direct direct) {
        unstored.add(pdu(direct.hex(), false));
      } else if (urc instanceof Urc.Stored stored && stored.index() >= 0) {
        slots.add(stored);
      } else {
        network |= urc instanceof Urc.Network;
        sweep |= !(urc instanceof Urc.Network);
      }
    }
    List<Slot> found = listed(slots);
    for (Urc.Stored stored : slots) {
      if (found.stream().noneMatch(slot -> slot.in(stored))) {
        select(stored.memory());
        sweep |= !read(stored, found);
      }
    }
    keep(found);
    return new Turn(sweep, false, network);
  }

  /** Of storages with many new messages all at once: one command instead of one for each. */
  private List<Slot> listed(Set<Urc.Stored> slots) throws IOException {
    List<Slot> found = new ArrayList<>();
    for (String memory : new TreeSet<>(slots.stream().map(Urc.Stored::memory).toList())) {
      if (slots.stream().filter(slot -> slot.memory().equals(memory)).count() >= WORTH_A_LIST) {
        select(memory);
        found.addAll(list(memory));
      }
    }
    return found;
  }

  /** Lists and empties all storages, of a family that lets them be read. */
  void sweep() throws IOException, StoreException {
    if (!profile.flag("receive", true)) {
      return;
    }
    Submitter.refresh(at, profile);
    for (String memory : setup.storages().isEmpty() ? List.of("") : setup.storages()) {
      select(memory);
      keep(list(memory));
      watch(memory);
    }
    if (setup.storages().size() > 1) {
      // Some modems receive into the storage that was selected last.
      select(setup.storages().get(0));
    }
  }

  /**
   * Drafts, and what cannot be deleted, take the place of messages: only a person can make room.
   * Asked only where something is left after a sweep.
   */
  private void watch(String memory) throws IOException {
    boolean full = false;
    if (left > 0) {
      Answer answer = at.command("AT+CPMS?", READ);
      List<String> fields = AtFields.split(answer.value("+CPMS:").orElse(""));
      int slots = AtFields.number(fields, 2, 0);
      full = slots > 0 && AtFields.number(fields, 1, 0) >= slots;
    }
    String key = "storage " + memory;
    if (full) {
      board.warn(
          key,
          key
              + " is full of messages that the gateway does not delete, so it receives nothing"
              + " more; delete them with a phone");
    } else {
      board.note(key, "");
    }
  }

  /** Whether direct PDUs wait to be stored. */
  boolean hasUnstored() {
    return !unstored.isEmpty();
  }

  /** False when the slot could not be read and a sweep should look for it. */
  private boolean read(Urc.Stored stored, List<Slot> found) throws IOException {
    Answer answer = at.command("AT+CMGR=" + stored.index(), READ);
    boolean header = false;
    for (String line : answer.lines()) {
      if (Answer.has(line, "+CMGR:")) {
        header = true;
        if (own(AtFields.split(Answer.after(line, "+CMGR:")).get(0))) {
          return true;
        }
      } else if (header && !Urc.noise(line)) {
        add(found, stored.memory(), stored.index(), line);
        return true;
      }
    }
    return answer.ok() || answer.result().code() == INVALID_INDEX;
  }

  /** A modem that was silent so long may be one that reads its whole SIM first. */
  private Answer listing() throws IOException {
    double longest = profile.number("list.seconds", (int) LIST);
    Answer answer = at.listing("AT+CMGL=4", slow ? longest : FIRST_LINE, READ);
    slow = answer.result().silent();
    return answer;
  }

  private List<Slot> list(String memory) throws IOException {
    List<Slot> found = new ArrayList<>();
    left = 0;
    if (profile.text("list", "cmgl").equals("cmgr") || unlisted.contains(memory)) {
      return scanned(memory);
    }
    Answer answer = listing();
    if (CANNOT_LIST.contains(answer.result().code())
        || answer.result().kind() == FinalResult.Kind.ERROR) {
      unlisted.add(memory);
      return scanned(memory);
    }
    int index = -1;
    for (String line : answer.lines()) {
      if (Answer.has(line, "+CMGL:")) {
        left++;
        List<String> fields = AtFields.split(Answer.after(line, "+CMGL:"));
        index = own(fields.size() > 1 ? fields.get(1) : "") ? -1 : AtFields.number(fields, 0, -1);
      } else if (index >= 0 && !Urc.noise(line)) {
        add(found, memory, index, line);
        index = -1;
      }
    }
    return found;
  }

  /**
   * Reads slot by slot what cannot be listed, until as many as the storage says it holds are found;
   * it begins at 0, because some modems do.
   */
  private List<Slot> scanned(String memory) throws IOException {
    selected = "";
    select(memory);
    List<Slot> found = new ArrayList<>();
    for (int index = 0; index <= slots && found.size() < used; index++) {
      boolean unused = read(new Urc.Stored(memory, index), found);
    }
    left = Math.max(found.size(), used);
    return found;
  }

  /** Whether the slot holds a message that the modem's owner wrote (27.005 §3.1, {@code stat}). */
  private static boolean own(String stat) {
    return stat.equals("2") || stat.equals("3") || stat.startsWith("STO");
  }

  /** Adds what is no filler of an empty slot. */
  private void add(List<Slot> found, String memory, int index, String line) {
    if (!line.matches("00[Ff]*")) {
      found.add(new Slot(memory, index, pdu(line, true)));
    }
  }

  private ReceivedPdu pdu(String line, boolean stored) {
    String hex = fix.apply(line);
    return new ReceivedPdu(
        hex.length() > LONGEST_PDU ? hex.substring(0, LONGEST_PDU) : hex, stored);
  }

  private void keep(List<Slot> found) throws IOException, StoreException {
    List<ReceivedPdu> direct = List.copyOf(unstored);
    for (int from = 0; from == 0 || from < found.size(); from += MOST_AT_ONCE) {
      List<Slot> part = found.subList(from, Math.min(found.size(), from + MOST_AT_ONCE));
      List<ReceivedPdu> pdus = new ArrayList<>(from == 0 ? direct : List.of());
      part.forEach(s -> pdus.add(s.pdu()));
      if (pdus.isEmpty()) {
        return;
      }
      queue.receive(session, pdus);
      board.count(0, pdus.size(), "");
      unstored.clear();
      if (from == 0 && setup.acknowledge()) {
        for (int i = 0; i < direct.size(); i++) {
          at.command("AT+CNMA", READ);
        }
      }
      delete(part);
    }
  }

  private void delete(List<Slot> slots) throws IOException, StoreException {
    List<ReceivedPdu> deleted = new ArrayList<>();
    for (Slot slot : slots) {
      select(slot.memory());
      if (at.command("AT+CMGD=" + slot.index(), READ).ok()) {
        left--;
        deleted.add(slot.pdu());
      }
    }
    if (!deleted.isEmpty()) {
      queue.deletedFromModem(session, deleted);
    }
  }

  private void select(String memory) throws IOException {
    if (!memory.isEmpty() && !memory.equals(selected)) {
      Answer answer = at.command("AT+CPMS=\"" + memory + "\"", READ);
      List<String> counts = AtFields.split(answer.value("+CPMS:").orElse(""));
      used = AtFields.number(counts, 0, ANY);
      slots = AtFields.number(counts, 1, ANY);
      selected = answer.ok() ? memory : "";
    }
  }
}
