package org.sheratan.core.mission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** When to look at what again: at most one time per key; due keys come earliest first, then by key. */
public final class Agenda<K extends Comparable<K>> {
  private final Map<K, Long> times = new TreeMap<>();
  private final TreeSet<Entry<K>> order = new TreeSet<>(
      Comparator.comparingLong((Entry<K> entry) -> entry.dueMs).thenComparing(entry -> entry.key));

  private record Entry<K>(long dueMs, K key) {}

  /** Replaces an earlier time for {@code key}. */
  public void at(long dueMs, K key) {
    clear(key);
    times.put(key, dueMs);
    order.add(new Entry<>(dueMs, key));
  }

  public void clear(K key) {
    Long dueMs = times.remove(key);
    if (dueMs != null) {
      order.remove(new Entry<>(dueMs, key));
    }
  }

  /** Takes out every key due at {@code nowMs}. */
  public List<K> due(long nowMs) {
    if (nowMs < nextDueMs()) {
      return List.of();
    }
    List<K> due = new ArrayList<>();
    while (!order.isEmpty() && order.first().dueMs <= nowMs) {
      K key = order.first().key;
      clear(key);
      due.add(key);
    }
    return due;
  }

  /** {@link Long#MAX_VALUE} when nothing is planned. */
  public long nextDueMs() {
    return order.isEmpty() ? Long.MAX_VALUE : order.first().dueMs;
  }
}
