package org.sheratan.edge.tool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.sheratan.core.tool.local.Alarm;

/** Time is over when the test says so. */
public final class HandAlarm implements Alarm {
  private record Set(long ms, Runnable task) {}

  private final List<Set> waiting = new CopyOnWriteArrayList<>();

  @Override
  public Runnable after(long ms, Runnable task) {
    Set set = new Set(ms, task);
    waiting.add(set);
    return () -> waiting.remove(set);
  }

  public void fire() {
    fire(Long.MAX_VALUE);
  }

  /** Those that were set for so long at most, once each. */
  public void fire(long ms) {
    waiting.stream().filter(set -> set.ms() <= ms).filter(waiting::remove).toList()
        .forEach(set -> set.task().run());
  }

  /** Whether every alarm was taken back. */
  public boolean quiet() {
    return waiting.isEmpty();
  }
}
