package org.sheratan.edge.tool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.sheratan.core.tool.local.Alarm;

/** Time is over when the test says so. */
public final class HandAlarm implements Alarm {
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

  @Override
  public Runnable after(long ms, Runnable task) {
    waiting.add(task);
    return () -> waiting.remove(task);
  }

  public void fire() {
    waiting.forEach(Runnable::run);
  }

  /** Whether every alarm was taken back. */
  public boolean quiet() {
    return waiting.isEmpty();
  }
}
