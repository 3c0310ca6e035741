package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Bytes that a received frame allocates between the radio driver and the message. No compiler is counted on: what the
 * optimizing one spares shows in {@code bench radio} only. The bounds are a tenth above what was measured.
 */
class ReceiveBenchTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 200;
  private static final int BATCHES = 10;
  private static final int BATCH = 20;

  @BeforeEach
  void count() {
    assumeTrue(THREADS.isThreadAllocatedMemorySupported(),
        "NOT CHECKED: this virtual machine does not count what a thread allocates");
    THREADS.setThreadAllocatedMemoryEnabled(true);
  }

  @Test
  void shouldMakeLittleBesideAMessage() {
    assertAllocates(ReceiveBench.Heard.DATA, 960);
  }

  @Test
  void shouldMakeLittleBesideAMessageFromAfar() {
    assertAllocates(ReceiveBench.Heard.RELAY, 2_300);
  }

  @Test
  void shouldMakeNextToNothingOfWhatIsForOthers() {
    assertAllocates(ReceiveBench.Heard.OVERHEARD, 250);
  }

  @Test
  void shouldMakeNextToNothingOfForgeries() {
    assertAllocates(ReceiveBench.Heard.FORGED, 400);
  }

  /** The least of several batches: a table that grows now and then is no part of a frame. */
  private static void assertAllocates(ReceiveBench.Heard heard, long mostBytes) {
    ReceivingNode node = new ReceivingNode(heard, WARM_UP + BATCHES * BATCH);
    for (int frame = 0; frame < WARM_UP; frame++) {
      node.receive();
      node.settle();
    }
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < BATCHES; batch++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int frame = 0; frame < BATCH; frame++) {
        node.receive();
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / BATCH);
      node.settle();
    }
    System.out.println("ReceiveBenchTest: " + heard + " allocates " + least + " bytes a frame");
    assertTrue(least <= mostBytes, heard + " allocates " + least + " bytes a frame, more than " + mostBytes);
  }
}
