package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Sittings made of everything that can happen, in any order. The paper terminal fails on what it must not get. */
class ConsoleFuzzTest {
  private static final List<String> TYPED = List.of("help", "status", "ver", "login", "logout", "AAAA-AAAA",
      "net",
      "reset-password", "long enough", "factory-reset", "yes", "safe-mode on", "range start b", "range stop",
      "log follow", "AT", "ATE0", "ATE1", "AT+VER?", "AT+PING=b,3", "AT+PING=,,,,", "AT+NOISE?", "ping b 2",
      "reboot",
      "setup-code", "uptime", "\u0003", "\u0004", "\u0015", "\u001b[A", "\u001b[Z", "\u00e4\u7bc0",
      "x".repeat(300));

  @Test
  void shouldNeverLetAStrangerChangeAnything() {
    for (long seed = 1; seed <= 150; seed++) {
      Random random = new Random(seed);
      ConsoleBench bench = new ConsoleBench();
      bench.open();
      for (int count = 0; count < 120; count++) {
        happen(bench, random);
      }
      assertFalse(bench.access.passwordSet(), "seed " + seed);
      assertTrue(bench.recovered.isEmpty(), "seed " + seed + ": " + bench.recovered);
      assertTrue(bench.asked.stream().noneMatch(call -> call.startsWith("POST")),
          "seed " + seed + ": " + bench.asked);
    }
  }

  private static void happen(ConsoleBench bench, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> bench.pass(random.nextInt(120_000));
      case 1 -> bench.session.onGone();
      case 2 -> bench.open();
      case 3 -> bench.session.onNews();
      case 4 -> bench.holdErrands();
      case 5 -> bench.finish();
      default -> bench.type(TYPED.get(random.nextInt(TYPED.size())) + (random.nextInt(5) == 0 ? "" : "\r"));
    }
  }
}
