package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The rules bite: each finds what {@link Offending} does, and leaves {@link Lawful} alone. */
class BannedCallsTest {
  private static final JavaClass OFFENDING = new ClassFileImporter().importClass(Offending.class);
  private static final JavaClass LAWFUL = new ClassFileImporter().importClass(Lawful.class);

  static final class Offending {
    final Map<String, Long> counts = new HashMap<>();
    final LongSupplier clock = System::nanoTime;

    Object all(Executor executor) {
      counts.put(Instant.now().toString(), System.currentTimeMillis());
      CompletableFuture.runAsync(() -> counts.clear());
      Thread.ofVirtual().unstarted(() -> counts.clear());
      List.of(1).parallelStream().forEach(number -> counts.clear());
      return List.of(Map.of(), new Random(), Math.sin(1), Path.of("."), System.identityHashCode(executor),
          List.of("a").stream().collect(Collectors.groupingBy(text -> text)));
    }
  }

  static final class Lawful {
    final Map<String, Long> counts = new TreeMap<>();

    Object all(Executor executor) {
      CompletableFuture.runAsync(() -> counts.clear(), executor);
      return List.of(Math.sqrt(2), StrictMath.sin(1), Math.floorMod(3, 2),
          List.of("a").stream()
              .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.toList())));
    }
  }

  @Test
  void shouldFindClockReads() {
    assertCalls(BannedCalls::readsTheClock, 3);
  }

  @Test
  void shouldFindThreadsInTheMaking() {
    assertCalls(BannedCalls::makesThreads, 3);
  }

  @Test
  void shouldFindUnorderedCalls() {
    assertCalls(BannedCalls::unorderedCall, 3);
  }

  @Test
  void shouldFindInexactMath() {
    assertCalls(BannedCalls::inexactMath, 1);
  }

  @Test
  void shouldFindForbiddenTypes() {
    assertEquals(List.of("java.util.HashMap"), types(OFFENDING, BannedCalls::unorderedType));
    assertEquals(List.of("java.util.Random"), types(OFFENDING, BannedCalls::randomType));
    assertEquals(List.of("java.nio.file.Path"), types(OFFENDING, BannedCalls::outsideWorld));
    assertEquals(List.of(), types(LAWFUL, BannedCalls::unorderedType));
    assertEquals(List.of(), types(LAWFUL, BannedCalls::randomType));
    assertEquals(List.of(), types(LAWFUL, BannedCalls::outsideWorld));
  }

  private static void assertCalls(Predicate<BannedCalls.Call> banned, int expected) {
    Offenders offending = new Offenders("");
    BannedCalls.calls(OFFENDING, banned, offending);
    assertEquals(expected, offending.found().size(), offending.found()::toString);
    Offenders lawful = new Offenders("");
    BannedCalls.calls(LAWFUL, banned, lawful);
    lawful.assertNone();
  }

  private static List<String> types(JavaClass type, Predicate<String> banned) {
    Offenders offenders = new Offenders("");
    BannedCalls.types(type, banned, offenders);
    return offenders.found().stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).distinct()
        .toList();
  }
}
