package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.sheratan.kernel.NodeId;

/** Acknowledgements waiting to go to one peer together. */
final class AckBatch {
  private static final int EARLIER_BITS = 63;
  private static final int MAX_WAITING = 512;

  private final Map<NodeId, Waiting> waiting = new TreeMap<>();

  private static final class Waiting {
    private final Map<Integer, NavigableSet<Integer>> counters = new TreeMap<>();
    private final NavigableSet<Integer> transfers = new TreeSet<>();
  }

  void addCounter(NodeId to, int keyId, int counter) {
    NavigableSet<Integer> counters = waiting.computeIfAbsent(to, id -> new Waiting()).counters
        .computeIfAbsent(keyId, id -> new TreeSet<>());
    if (counters.size() < MAX_WAITING) {
      counters.add(counter);
    }
  }

  void addTransfer(NodeId to, int transfer) {
    NavigableSet<Integer> transfers = waiting.computeIfAbsent(to, id -> new Waiting()).transfers;
    if (transfers.size() < MAX_WAITING) {
      transfers.add(transfer);
    }
  }

  /** Takes all that waits for {@code to}. */
  List<ControlItem> take(NodeId to) {
    Waiting batch = waiting.remove(to);
    List<ControlItem> items = new ArrayList<>();
    if (batch != null) {
      batch.counters.forEach((keyId, counters) -> counters(keyId, counters, items));
      batch.transfers.forEach(transfer -> items.add(new ControlItem.TransferAck(transfer)));
    }
    return items;
  }

  private static void counters(int keyId, NavigableSet<Integer> counters, List<ControlItem> items) {
    while (!counters.isEmpty()) {
      int newest = counters.pollLast();
      long earlier = 0;
      while (!counters.isEmpty() && newest - counters.last() <= EARLIER_BITS) {
        earlier |= 1L << (newest - counters.pollLast() - 1);
      }
      items.add(new ControlItem.Ack(keyId, newest, earlier));
    }
  }
}
