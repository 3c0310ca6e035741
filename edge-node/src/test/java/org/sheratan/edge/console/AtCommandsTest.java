package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AtCommandsTest {
  private final ConsoleBench bench = new ConsoleBench();

  @BeforeEach
  void open() {
    bench.answers.put("/api/v1/radio", """
        {"state":"up","board":"SX1262","noise_dbm":-117,"region":"EU868","may_transmit":true,
         "law":{"highest_power_dbm":14},
         "verified":{"frequency_hz":869525000,"spreading_factor":8,"bandwidth_hz":125000,"power_dbm":14}}""");
    bench.answers.put("/api/v1/radio/noise", "{\"noise_dbm\":-117}");
    bench.answers.put("/api/v1/radio/airtime", "{\"when\":\"now\",\"used_s\":1.5,\"left_s\":358.5}");
    bench.answers.put("/api/v1/ping", "{\"rtt_s\":0.4125}");
    bench.open();
  }

  /** Bytes that come back, without echo. */
  private String ask(String line) {
    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    bench.session.onBytes(bytes, bytes.length);
    bench.session.poll(2_000);
    return new String(bench.session.takeOutput(), StandardCharsets.UTF_8);
  }

  private void quiet() {
    ask("ATE0");
  }

  @Test
  void shouldAnswerAttention() {
    assertEquals("AT\r\nOK\r\n\r", ask("AT"), "the echo, the answer, and no prompt");
    quiet();
    assertEquals("OK\r\n", ask("AT"));
    assertEquals("OK\r\n", ask("at"));
  }

  @Test
  void shouldGiveEveryFigure() {
    quiet();
    assertEquals("+VER: dev,node-a,ab12cd34\r\nOK\r\n", ask("AT+VER?"));
    assertEquals("+RADIO: up,869525000,8,125000,14,1\r\nOK\r\n", ask("AT+RADIO?"));
    assertEquals("+NOISE: -117\r\nOK\r\n", ask("AT+NOISE?"));
    assertEquals("+AIRTIME: 1.5,358.5\r\nOK\r\n", ask("AT+AIRTIME?"));
  }

  @Test
  void shouldReportEachCheckOfTheSelfTest() {
    quiet();
    bench.answers.put("/api/v1/radio/selftest",
        """
            {"passed":true,"checks":[{"check":"board","result":"passed"},{"check":"noise","result":"skipped"}]}""");
    assertEquals("+SELFTEST: board,passed\r\n+SELFTEST: noise,skipped\r\nOK\r\n", ask("AT+SELFTEST"));
    bench.answers.put("/api/v1/radio/selftest",
        """
            {"passed":false,"checks":[{"check":"board","result":"failed"},{"check":"noise","result":"skipped"}]}""");
    assertEquals("+ERR: 9,failed: board\r\n", ask("AT+SELFTEST"));
  }

  @Test
  void shouldPingForWhoHasSignedIn() {
    quiet();
    assertEquals("+ERR: 5,sign in first\r\n", ask("AT+PING=node-b,2"));
    bench.signIn();
    ask("ATE0");
    assertEquals("+PING: 0.413\r\n+PING: 0.413\r\n+PING: 2,2\r\nOK\r\n", ask("AT+PING=node-b,2"));
    assertEquals("+PING: 0.413\r\n+PING: 1,1\r\nOK\r\n", ask("at+ping=node-b"));
    assertTrue(ask("AT+PING=node-b,0").startsWith("+ERR: 2,"));
    assertTrue(ask("AT+PING=").startsWith("+ERR: "));
    assertTrue(ask("AT+PING=,").startsWith("+ERR: "));
  }

  @Test
  void shouldSayErrorToWhatItDoesNotKnow() {
    quiet();
    for (String line : List.of("AT+", "AT+VER", "AT+NOISE=3", "ATZ", "AT S7=45 S0=0 L1 V1 X4 &c1 E1 Q0",
        "ATE2")) {
      assertEquals("ERROR\r\n", ask(line), line);
    }
  }

  @Test
  void shouldGiveCodeAndCause() {
    quiet();
    bench.answers.remove("/api/v1/radio/noise");
    assertEquals("+ERR: 4,this node has no radio\r\n", ask("AT+NOISE?"));
    bench.answers.put("/api/v1/radio/noise", "{\"noise_dbm\":null}");
    assertEquals("+ERR: 9,not measured\r\n", ask("AT+NOISE?"));
    assertTrue(ask("AT" + "x".repeat(500)).startsWith("+ERR: 2,longer than any command"));
  }

  @Test
  void shouldKeepNamesInsideTheirField() {
    quiet();
    bench.answers.put("/api/v1/status",
        "{\"name\":\"a,b\\r\\nOK\\u001b[2J\",\"short_name\":\"ab12cd34\",\"accepting\":true}");
    assertEquals("+VER: dev,a b??OK?[2J,ab12cd34\r\nOK\r\n", ask("AT+VER?"));
  }

  @Test
  void shouldReturnToPeopleWithEchoAndPrompt() {
    quiet();
    assertEquals("", ask(""), "an empty line is nothing to a machine");
    String answer = ask("uptime");
    assertFalse(answer.contains("OK"));
    assertTrue(answer.endsWith("start number 3\r\n\rsheratan> "), answer);
    assertTrue(ask("ver").startsWith("ver\r\n"));
  }

  @Test
  void shouldKeepThePromptWhenAModemProgramComesOrGoes() {
    assertTrue(ask("ATZ").endsWith("ERROR\r\n\rsheratan> "));
  }

  @Test
  void shouldComeBackToPeopleWithControlC() {
    quiet();
    assertTrue(ask("\u0003").endsWith("\rsheratan> "));
  }

  @Test
  void shouldNotDisturbMachinesWithNews() {
    bench.nodeStarting();
    bench.session.onGone();
    bench.open();
    quiet();
    bench.nodeStarted();
    assertEquals("", new String(bench.session.takeOutput(), StandardCharsets.UTF_8));
    assertEquals("OK\r\n", ask("AT"));
    assertTrue(ask("uptime").contains(" [ OK ] storage"), "people get them with their next line");
  }
}
