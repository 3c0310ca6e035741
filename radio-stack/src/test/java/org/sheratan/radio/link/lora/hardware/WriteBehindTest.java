package org.sheratan.radio.link.lora.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Integer> written = new ArrayList<>();

  private WriteBehind writing(boolean works) {
    return new WriteBehind(tasks::add, bytes -> {
      written.add((int) bytes[0]);
      return works;
    }, 10);
  }

  private static byte[] bytes(int first, int length) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) first;
    return bytes;
  }

  @Test
  void shouldWriteInOrderWithOneTaskAtATime() {
    WriteBehind output = writing(true);
    assertTrue(output.add(bytes(1, 4)));
    assertTrue(output.add(bytes(2, 4)));
    assertEquals(1, tasks.size());
    assertEquals(List.of(), written);
    tasks.remove().run();
    assertEquals(List.of(1, 2), written);
    assertTrue(output.add(bytes(3, 4)));
    tasks.remove().run();
    assertEquals(List.of(1, 2, 3), written);
  }

  @Test
  void shouldTakeNoMoreThanItsBound() {
    WriteBehind output = writing(true);
    assertTrue(output.add(bytes(1, 6)));
    assertFalse(output.add(bytes(2, 5)));
    assertTrue(output.add(bytes(3, 4)));
    tasks.remove().run();
    assertEquals(List.of(1, 3), written);
    assertTrue(output.add(bytes(4, 10)));
  }

  @Test
  void shouldTakeNothingAfterAFailure() {
    WriteBehind output = writing(false);
    output.add(bytes(1, 2));
    output.add(bytes(2, 2));
    tasks.remove().run();
    assertEquals(List.of(1), written);
    assertFalse(output.add(bytes(3, 2)));
    assertEquals(0, tasks.size());
  }
}
