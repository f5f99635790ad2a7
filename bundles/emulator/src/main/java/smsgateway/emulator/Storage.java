package smsgateway.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One message storage. Confined to the modem's thread. */
final class Storage {
  /** Values of {@code <stat>} (3GPP TS 27.005 §3.1). */
  static final int UNREAD = 0;

  static final int READ = 1;
  static final int UNSENT = 2;
  static final int SENT = 3;

  /**
   * One message.
   *
   * @param status {@code <stat>}
   */
  record Entry(int status, String hex, int length) {
    Entry withStatus(int newStatus) {
      return new Entry(newStatus, hex, length);
    }
  }

  private final String name;
  private final int slots;
  private final SortedMap<Integer, Entry> entries = new TreeMap<>();
  private final int first;
  private boolean full;

  Storage(String name, int slots, int first) {
    this.first = first;
    this.name = name;
    this.slots = slots;
  }

  static Map<String, Storage> of(Map<String, Integer> sizes, int first) {
    Map<String, Storage> storages = new LinkedHashMap<>();
    sizes.forEach((name, slots) -> storages.put(name, new Storage(name, slots, first)));
    return storages;
  }

  String name() {
    return name;
  }

  int slots() {
    return slots;
  }

  int used() {
    return full ? slots : entries.size();
  }

  boolean isFull() {
    return used() >= slots;
  }

  void pretendFull(boolean pretend) {
    full = pretend;
  }

  /** Stores in the lowest free slot and returns its index; the storage must not be full. */
  int add(int status, String hex, int length) {
    int index = first;
    while (entries.containsKey(index)) {
      index++;
    }
    entries.put(index, new Entry(status, hex, length));
    return index;
  }

  /** All entries, lowest index first; a live view. */
  SortedMap<Integer, Entry> entries() {
    return entries;
  }

  /** The entry as it was, marked read from now on; {@code null} when the slot is empty. */
  Entry read(int index) {
    Entry entry = entries.get(index);
    if (entry != null && entry.status() == UNREAD) {
      entries.put(index, entry.withStatus(READ));
    }
    return entry;
  }

  boolean valid(int index) {
    return index >= first && index < first + slots;
  }

  void delete(int index) {
    entries.remove(index);
  }

  /** Deletes by {@code <delflag>} 1 to 4 (27.005 §3.5.4). */
  void deleteAll(int flag) {
    entries
        .values()
        .removeIf(
            e ->
                flag == 4
                    || e.status() == READ
                    || (flag >= 2 && e.status() == SENT)
                    || (flag >= 3 && e.status() == UNSENT));
  }
}
