package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RescueTest {
  private final ConsoleBench bench = new ConsoleBench();

  @BeforeEach
  void open() {
    bench.open();
  }

  @Test
  void shouldNeedSigningIn() {
    for (String command : List.of("safe-mode on", "factory-reset", "reboot")) {
      assertEquals(List.of("error: sign in first", "try: login"), bench.run(command));
    }
    assertEquals(List.of(), bench.recovered);
  }

  @Test
  void shouldSwitchSafeMode() {
    bench.signIn();
    assertEquals(List.of("safe mode from the next start on: no radio, no links, no jobs; now reboot"),
        bench.run("safe-mode on"));
    bench.run("safe-mode off");
    assertEquals(List.of("error: say on or off", "try: safe-mode on"), bench.run("safe-mode"));
    assertEquals(List.of("safe-mode true", "safe-mode false"), bench.recovered);
  }

  @Test
  void shouldEraseOnlyWhenTheNameIsTyped() {
    bench.signIn();
    bench.type("factory-reset\r");
    assertEquals("Type node-a to erase it:", bench.terminal.row());
    bench.type("yes\r");
    assertEquals(List.of(), bench.recovered);
    bench.type("factory-reset\r\u0003");
    bench.type("factory-reset\r\r");
    assertEquals(List.of(), bench.recovered);
    bench.type("factory-reset\rnode-a\r");
    assertEquals(List.of("factory-reset", "restart"), bench.recovered);
    assertTrue(bench.terminal.rows().contains("erased at the next start"));
  }

  @Test
  void shouldSayWhatAResetDoesNotErase() {
    bench.signIn();
    bench.spared.add("network key /etc/sheratan/network.key");
    bench.type("factory-reset\r");
    assertTrue(bench.terminal.rows()
        .contains("It does not erase what lies elsewhere: network key /etc/sheratan/network.key"));
    bench.type("no\r");
    bench.spared.clear();
    bench.type("factory-reset\r");
    assertEquals(1,
        bench.terminal.rows().stream().filter(row -> row.startsWith("It does not erase")).count());
  }

  @Test
  void shouldNotRestartWhenTheMarkCannotBeWritten() {
    bench.signIn();
    bench.diskFull = true;
    bench.type("factory-reset\rnode-a\r");
    assertTrue(bench.terminal.rows().contains("error: cannot be written: no space left on device"));
    assertEquals("sheratan#", bench.terminal.row());
    assertEquals(List.of(), bench.recovered);
  }

  @Test
  void shouldSayWhetherSomethingStartsTheNodeAgain() {
    bench.signIn();
    bench.run("reboot");
    assertEquals(List.of("restart"), bench.recovered);
    assertTrue(bench.terminal.rows().contains(
        "the node stops now; nothing starts it again by itself: sheratan run"),
        bench.terminal.rows().toString());
  }

  @Test
  void shouldWorkWhileTheNodeDoesNot() {
    bench.signIn();
    bench.nodeStarting();
    assertTrue(bench.run("status").contains(" [WAIT] node           starting"));
    bench.run("safe-mode on");
    bench.run("reboot");
    assertEquals(List.of("safe-mode true", "restart"), bench.recovered);
  }

  @Test
  void shouldNotBeInterruptedWhileItWrites() {
    bench.signIn();
    bench.holdErrands();
    bench.type("safe-mode on\r");
    bench.type("\u0003");
    assertEquals(List.of(), bench.abandonedErrands());
    bench.finish();
    bench.pass(0);
    assertEquals(List.of("safe-mode true"), bench.recovered);
    assertEquals("sheratan#", bench.terminal.row());
  }
}
