package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.job.JobTranscript;
import org.sheratan.edge.cli.shell.SecondsConverter;
import org.sheratan.edge.cli.shell.Terminal;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.Table;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** Tables, amounts, durations, harmless text, colors, the job's line. */
class PrintingTest {
  private static final long SEED = 74;

  @Test
  void shouldAlignColumnsAndShowDashesForNothing() {
    assertEquals(List.of("NAME  HOPS  VIA", "ä     1     -", "long  22    x"),
        new Table("NAME", "HOPS", "VIA").row("ä", "1", "").row("long", "22", "x").lines());
    assertEquals(List.of("A", "-"), new Table("A").row((String) null).lines());
  }

  @Test
  void shouldLetNothingHarmfulThrough() {
    Entropy entropy = new SeededEntropy(SEED);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = entropy.nextInt(12); length > 0; length--) {
        text.append((char) entropy.nextInt(entropy.nextInt(2) == 0 ? 0x100 : 0x10000));
      }
      String shown = Printable.of(text.toString());
      assertTrue(shown.codePoints().noneMatch(letter -> Character.isISOControl(letter)
          || Character.getType(letter) == Character.FORMAT && letter != 0x200c && letter != 0x200d
          || Character.getType(letter) == Character.SURROGATE
          || letter == 0x2028 || letter == 0x2029), "seed " + SEED + " round " + round);
      assertTrue(Printable.ascii(shown).chars().allMatch(letter -> letter >= 0x20 && letter < 0x7f));
    }
    assertEquals("Zoë → 5", Printable.of("Zoë → 5"));
    assertEquals("Zo? -> 5", Printable.ascii("Zoë → 5"));
  }

  @Test
  void shouldReadDurations() {
    SecondsConverter converter = new SecondsConverter();
    assertEquals(Duration.ofSeconds(90), converter.convert("90"));
    assertEquals(Duration.ofMillis(1_500), converter.convert("1.5s"));
    assertEquals(Duration.ofMillis(500), converter.convert("500ms"));
    assertEquals(Duration.ofMinutes(5), converter.convert("5m"));
    assertEquals(Duration.ofHours(2), converter.convert("2h"));
    assertEquals(Duration.ofDays(30), converter.convert("30d"));
    for (String wrong : List.of("", "0", "-1", "5 m", "1e3", "31d", "1.2345s", "m", "5min", "9999999999")) {
      assertThrows(TypeConversionException.class, () -> converter.convert(wrong), wrong);
    }
  }

  @Test
  void shouldWriteAmountsForPeople() {
    assertEquals("6.2 s", Amounts.duration(6.2));
    assertEquals("3 min 20 s", Amounts.duration(200));
    assertEquals("5 h 12 min", Amounts.duration(5 * 3600 + 12 * 60 + 5));
    assertEquals("3", Amounts.tokens(3_000_000));
    assertEquals("0.5", Amounts.tokens(500_000));
    assertEquals("100", Amounts.tokens(100_000_000));
    assertEquals("0", Amounts.tokens(0));
    assertEquals("0.000001", Amounts.tokens(1));
  }

  @Test
  void shouldColorErrorsOnScreensOnlyAndNotAgainstTheUsersWill() {
    assertTrue(failureOn(true, Map.of()).contains("\u001b[31merror:"));
    assertFalse(failureOn(false, Map.of()).contains("\u001b"));
    assertFalse(failureOn(true, Map.of("NO_COLOR", "1")).contains("\u001b"));
    assertFalse(failureOn(true, Map.of(), "--no-color").contains("\u001b"));
  }

  /** A clone of the sources is in nobody's PATH. */
  @Test
  void shouldNameTheNextCommandAsTheProgramWasCalled() {
    assertTrue(failureOn(false, Map.of()).contains("Try: ./sheratan init --data-dir /none\n"));
  }

  private static String failureOn(boolean screen, Map<String, String> environment, String... more) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    Terminal terminal = new Terminal(InputStream.nullInputStream(), nowhere,
        new PrintStream(err, true, StandardCharsets.UTF_8), true, screen, "./sheratan",
        new TreeMap<>(environment));
    String[] arguments = java.util.stream.Stream.concat(
        java.util.stream.Stream.of("status", "--data-dir", "/none"), java.util.Arrays.stream(more))
        .toArray(String[]::new);
    assertEquals(3, Sheratan.run(terminal, arguments));
    return err.toString(StandardCharsets.UTF_8);
  }

  private static View lost(View job) {
    return new View(job.json().with("reassigned", 1));
  }

  private static View job(String state, int attempt, int bids, boolean ended) {
    return new View(Json.Obj.EMPTY.with("id", "j").with("state", state).with("attempt", attempt)
        .with("bids", bids)
        .with("worker", "w" + attempt).with("price_micros", 2_000_000).with("ended", ended)
        .with("took_s", ended ? Json.Int.of(9) : new Json.Null()));
  }

  @Test
  void shouldTellEachStepOnce() {
    JobTranscript transcript = new JobTranscript();
    StringBuilder told = new StringBuilder();
    for (View seen : List.of(job("pending", 0, 0, false), job("pending", 0, 0, false),
        job("auction", 0, 0, false),
        job("auction", 0, 1, false), job("working", 1, 1, false), job("working", 1, 1, false),
        lost(job("auction", 1, 0, false)), lost(job("working", 2, 3, false)),
        lost(job("pending", 2, 3, false)),
        lost(job("auction", 2, 0, false)), lost(job("working", 3, 1, false)),
        lost(job("completed", 3, 1, true)))) {
      told.append(transcript.next(seen));
    }
    assertEquals(
        "job j pending → auction (1 bid; w1 won: price 2) → working → worker lost → auction (3 bids; w2 won: "
            + "price 2) → working → try again → auction (1 bid; w3 won: price 2) → working → completed 9.0 s",
        told.toString());
  }

  @Test
  void shouldTellOfALostWorkerBetweenTwoLooks() {
    JobTranscript transcript = new JobTranscript();
    transcript.next(job("working", 1, 2, false));
    assertEquals(" → worker lost → auction (3 bids; w2 won: price 2) → working",
        transcript.next(lost(job("working", 2, 3, false))));
  }

  @Test
  void shouldTellHowFarAJobIsInSteps() {
    JobTranscript transcript = new JobTranscript();
    StringBuilder told = new StringBuilder();
    for (double done : new double[]{0.04, 0.12, 0.15, 0.3}) {
      told.append(transcript
          .next(new View(job("working", 1, 1, false).json().with("progress", new Json.Real(done)))));
    }
    assertEquals("job j pending → auction (1 bid; w1 won: price 2) → working 12 % 30 %", told.toString());
    assertEquals(" → worker lost → auction (3 bids; w2 won: price 2) → working 80 %", transcript
        .next(new View(lost(job("working", 2, 3, false)).json().with("progress", new Json.Real(0.8)))));
  }

  @Test
  void shouldTellTheStepsItMissed() {
    assertEquals("job j pending → auction (3 bids; w1 won: price 2) → working → failed 9.0 s",
        new JobTranscript().next(job("failed", 1, 3, true)));
    assertEquals("job j pending → expired 9.0 s", new JobTranscript().next(job("expired", 0, 0, true)));
  }
}
