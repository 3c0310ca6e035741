package org.sheratan.radio.ether;

import java.util.Comparator;
import java.util.PriorityQueue;

import org.sheratan.kernel.Check;

/** What happens on the airwaves at which microsecond. */
final class Agenda {
  /** What comes first within one microsecond: a frame that ends when another begins does not meet it. */
  enum Turn {
    END, LOCK, ACTION
  }

  private record Entry(long dueMicros, Turn turn, long order, Runnable action) {}

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::dueMicros)
      .thenComparing(Entry::turn).thenComparingLong(Entry::order));
  private long nowMicros;
  private long nextOrder;

  long nowMicros() {
    return nowMicros;
  }

  void at(long dueMicros, Turn turn, Runnable action) {
    Check.that(dueMicros >= nowMicros, "virtual time never goes back");
    entries.add(new Entry(dueMicros, turn, nextOrder++, action));
  }

  long nextDueMicros() {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().dueMicros;
  }

  /** Each action sees its own time as now, and what it plans until {@code untilMicros} is done too. */
  void run(long untilMicros) {
    Check.that(untilMicros >= nowMicros, "virtual time never goes back");
    while (nextDueMicros() <= untilMicros) {
      Entry entry = entries.poll();
      nowMicros = entry.dueMicros;
      entry.action.run();
    }
    nowMicros = untilMicros;
  }
}
