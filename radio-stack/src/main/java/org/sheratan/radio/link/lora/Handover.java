package org.sheratan.radio.link.lora;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.sheratan.kernel.Bytes;

/** Where anyone on any thread leaves frames for the one who polls. What comes while it is full is lost. */
final class Handover {
  private static final int CAPACITY = 256;

  private final ConcurrentLinkedQueue<Bytes> frames = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong lost = new AtomicLong();

  /** @return whether there was room */
  boolean give(Bytes frame) {
    if (count.incrementAndGet() > CAPACITY) {
      count.decrementAndGet();
      lost.incrementAndGet();
      return false;
    }
    frames.add(frame);
    return true;
  }

  Optional<Bytes> take() {
    Bytes frame = frames.poll();
    if (frame == null) {
      return Optional.empty();
    }
    count.decrementAndGet();
    return Optional.of(frame);
  }

  /** What came while it was full. */
  long lost() {
    return lost.get();
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }
}
