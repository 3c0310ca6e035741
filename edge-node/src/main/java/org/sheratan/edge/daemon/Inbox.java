package org.sheratan.edge.daemon;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.sheratan.core.node.Input;

/**
 * What waits for the node's next turn, in the order it came. Any thread puts, the node's thread takes.
 *
 * <p>Frames beyond the limit are dropped and counted, as any link may do. Commands beyond the limit are refused.
 * Ends of commits, chores and tools are always taken: there are never more of them than were begun.
 */
public final class Inbox {
  static final int MAX_FRAMES = 1024;
  static final int MAX_COMMANDS = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Input> waiting = new ArrayDeque<>();
  private int frames;
  private int commands;
  private long droppedFrames;
  private boolean closed;
  private boolean closingUnseen;

  /** False when it was dropped or refused. */
  public boolean put(Input input) {
    lock.lock();
    try {
      if (!admit(input)) {
        return false;
      }
      waiting.add(input);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Everything that waits; waits itself up to {@code waitMs} for the first. {@link #close} wakes it once. */
  public List<Input> take(long waitMs) throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = waitMs >= Long.MAX_VALUE / 1_000_000
          ? Long.MAX_VALUE
          : TimeUnit.MILLISECONDS.toNanos(waitMs);
      while (waiting.isEmpty() && leftNanos > 0 && !closingUnseen) {
        leftNanos = filled.awaitNanos(leftNanos);
      }
      return takeAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on drops frames and refuses commands; what ends is still taken. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      closingUnseen = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean closed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  public long droppedFrames() {
    lock.lock();
    try {
      return droppedFrames;
    } finally {
      lock.unlock();
    }
  }

  private boolean admit(Input input) {
    return switch (input) {
      case Input.FrameArrived frame -> {
        boolean room = !closed && frames < MAX_FRAMES;
        frames += room ? 1 : 0;
        droppedFrames += room ? 0 : 1;
        yield room;
      }
      case Input.CommandArrived command -> {
        boolean room = !closed && commands < MAX_COMMANDS;
        commands += room ? 1 : 0;
        yield room;
      }
      default -> true;
    };
  }

  private List<Input> takeAll() {
    List<Input> taken = new ArrayList<>(waiting);
    waiting.clear();
    closingUnseen = false;
    frames = 0;
    commands = 0;
    return taken;
  }
}
