package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/** Small files, small methods, and as many test lines as main lines (CONTRIBUTING.md, Sizes). */
class SizesTest {
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_METHOD_LINES = 60;
  private static final long MAX_FILE_MEDIAN = 90;
  private static final long MAX_FILE_P95 = 350;
  private static final long MAX_METHOD_P95 = 30;

  private static final List<Methods.Method> METHODS = Methods.of(Sources.all());

  @Test
  void shouldKeepFilesShort() {
    Offenders offenders = new Offenders("no file over " + MAX_FILE_LINES + " lines");
    for (Sources.Source source : Sources.all()) {
      if (source.lines().size() > MAX_FILE_LINES) {
        offenders.add(source.name() + ":" + source.lines().size(), source.lines().size() + " lines");
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldKeepMethodsShort() {
    Offenders offenders = new Offenders("no method over " + MAX_METHOD_LINES + " lines");
    for (Methods.Method method : METHODS) {
      if (method.lineCount() > MAX_METHOD_LINES) {
        offenders.add(method.source() + ":" + method.line(),
            method.name() + ", " + method.lineCount() + " lines");
      }
    }
    offenders.assertNone();
  }

  @Test
  void shouldStaySmallOnTheWhole() {
    List<Sources.Source> sources = Sources.main().stream().filter(source -> !source.isPackageInfo()).toList();
    Offenders.assertLookedAt(sources);
    long[] files = sources.stream().mapToLong(source -> source.lines().size()).sorted().toArray();
    Set<String> names = sources.stream().map(Sources.Source::name).collect(Collectors.toSet());
    long[] methods = METHODS.stream().filter(method -> names.contains(method.source()))
        .mapToLong(Methods.Method::lineCount).sorted().toArray();
    System.out.printf(
        "main sources: %d files, median %d, p95 %d lines; %d methods, median %d, p95 %d lines%n",
        files.length, percentile(files, 50), percentile(files, 95), methods.length, percentile(methods, 50),
        percentile(methods, 95));
    assertTrue(percentile(files, 50) <= MAX_FILE_MEDIAN, "median file length over " + MAX_FILE_MEDIAN);
    assertTrue(percentile(files, 95) <= MAX_FILE_P95, "p95 of file lengths over " + MAX_FILE_P95);
    assertTrue(percentile(methods, 95) <= MAX_METHOD_P95, "p95 of method lengths over " + MAX_METHOD_P95);
  }

  @Test
  void shouldMeasureMethodsFromSignatureToBrace() {
    Sources.Source source = new Sources.Source("a/A.java",
        "class A {\n  @Deprecated\n  void a() {\n    int b = 1;\n  }\n  A() {}\n  void c();\n}\n", true);
    assertEquals(
        List.of(new Methods.Method("a/A.java", "a", 2, 4), new Methods.Method("a/A.java", "<init>", 6, 1)),
        Methods.of(List.of(source)));
  }

  @Test
  void shouldTakeTheNearestRankAsPercentile() {
    long[] sorted = LongStream.rangeClosed(1, 100).toArray();
    assertEquals(50, percentile(sorted, 50));
    assertEquals(95, percentile(sorted, 95));
    assertEquals(7, percentile(new long[]{7}, 95));
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
  }
}
