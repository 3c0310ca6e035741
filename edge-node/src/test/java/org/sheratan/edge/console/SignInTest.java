package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.edge.access.Access;

class SignInTest {
  private final ConsoleBench bench = new ConsoleBench();

  @BeforeEach
  void open() {
    bench.open();
  }

  private String last() {
    return bench.terminal.row();
  }

  private String before() {
    List<String> rows = bench.terminal.rows();
    return rows.get(rows.size() - 2);
  }

  @Test
  void shouldSetThePasswordWithTheSetupCode() {
    bench.type("login\r");
    assertEquals("Setup code:", last());
    bench.type(bench.access.setupCode().orElseThrow() + "\r");
    assertEquals("New password, 8 signs or more:", last());
    bench.type("long enough\r");
    assertEquals("Again:", last());
    bench.type("long enough\r");
    assertEquals("password set", before());
    assertEquals("sheratan#", last());
    assertTrue(bench.access.passwordSet());
  }

  @Test
  void shouldSignInWithThePasswordFromThenOn() {
    bench.signIn();
    assertEquals(List.of("signed out"), bench.run("logout"));
    bench.type("login\r");
    assertEquals("Password:", last());
    bench.type("long enough\r");
    assertEquals("sheratan#", last());
    bench.type("\u0004");
    assertEquals("signed out", before());
    assertEquals("sheratan>", last());
  }

  @Test
  void shouldSayWhyNobodyCanSignIn() {
    ConsoleBench spoiled = new ConsoleBench(
        new Access.Barred("access: others may read it", "chmod 600 access"));
    spoiled.open();
    assertTrue(spoiled.terminal.rows().contains("nobody can sign in: access: others may read it"));
    assertEquals(List.of("error: nobody can sign in: access: others may read it", "try: chmod 600 access"),
        spoiled.run("login"));
    assertEquals(List.of("nobody can sign in: access: others may read it"), spoiled.run("setup-code"));
  }

  @Test
  void shouldShowNoSecretOnTheTerminal() {
    bench.signIn();
    bench.type("logout\rlogin\rlong enough\r\u001b[A\u001b[A\u001b[A");
    assertFalse(String.join("\n", bench.terminal.rows()).contains("long enough"));
  }

  @Test
  void shouldDemandSigningInForEveryChange() {
    for (String command : List.of("region set EU868", "ping node-b", "trace node-b", "range start node-b",
        "range stop", "log follow", "net", "reset-password")) {
      assertEquals(List.of("error: sign in first", "try: login"), bench.run(command), command);
    }
    assertTrue(bench.asked.stream().allMatch(call -> call.startsWith("GET ")), bench.asked.toString());
  }

  @Test
  void shouldThrottleWrongCodes() {
    for (int count = 0; count < 2; count++) {
      bench.type("login\rAAAA-AAAA\r");
      assertEquals("error: wrong", before());
    }
    bench.type("login\rAAAA-AAAA\r");
    assertEquals("error: wrong; next try in 5.0 s", before());
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\r");
    assertEquals("error: too soon after wrong tries; next try in 5.0 s", before());
    bench.pass(5_000);
    bench.signIn();
    assertEquals("sheratan#", last());
  }

  @Test
  void shouldRefuseShortAndDifferingPasswords() {
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\rshort\r");
    assertEquals("error: a password has 8 to 128 signs; nothing has changed", before());
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\rlong enough\rlong enouhg\r");
    assertEquals("error: the two differ; nothing has changed", before());
    assertFalse(bench.access.passwordSet());
    assertEquals("sheratan>", last());
  }

  @Test
  void shouldGiveUpAQuestionWithControlC() {
    bench.type("login\r\u0003");
    assertEquals("sheratan>", last());
    assertEquals(List.of("error: unknown command AAAA", "try: help"), bench.run("AAAA"));
  }

  @Test
  void shouldSignOutWhenTheDeviceGoes() {
    bench.signIn();
    bench.session.onGone();
    bench.open();
    assertEquals("sheratan>", last());
    assertEquals(List.of("error: sign in first", "try: login"), bench.run("net"));
  }

  @Test
  void shouldSignOutWhomItDoesNotHearForLong() {
    bench.signIn();
    bench.pass(ConsoleSession.IDLE_MS - 1);
    assertEquals("sheratan#", last());
    bench.pass(1);
    assertEquals("signed out: nobody typed for 10 minutes", before());
    assertEquals("sheratan>", last());
  }

  @Test
  void shouldNotWaitForeverForANewPassword() {
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\r");
    bench.pass(ConsoleSession.IDLE_MS);
    bench.type("long enough\r");
    assertEquals("try: help", before());
    assertFalse(bench.access.passwordSet());
  }

  @Test
  void shouldReplaceThePassword() {
    bench.signIn();
    bench.type("reset-password\ranother one\ranother one\rlogout\rlogin\ranother one\r");
    assertEquals("sheratan#", last());
  }

  @Test
  void shouldShowTheSetupCodeOnlyWhileNoPasswordIsSet() {
    String code = bench.access.setupCode().orElseThrow();
    assertEquals(List.of("Setup code: " + code + " (one use, expires 15 min)"), bench.run("setup-code"));
    bench.signIn();
    assertEquals(List.of("a password is set: sign in with login"), bench.run("setup-code"));
    bench.session.onGone();
    int before = bench.terminal.rows().size();
    bench.open();
    assertTrue(bench.terminal.rows().stream().skip(before).noneMatch(row -> row.startsWith("Setup code")));
  }
}
