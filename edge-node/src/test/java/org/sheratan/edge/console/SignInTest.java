package org.sheratan.edge.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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

  private List<String> lastTwo() {
    List<String> rows = bench.terminal.rows();
    return rows.subList(rows.size() - 3, rows.size() - 1);
  }

  @Test
  void shouldSetThePasswordWithTheSetupCode() {
    bench.type("login\r");
    assertEquals("Setup code:", last());
    bench.type(bench.access.setupCode().orElseThrow() + "\r");
    assertEquals("New password, 8 characters or more:", last());
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
      assertEquals(List.of("error: the setup code is wrong or used up", "try: setup-code"), lastTwo());
    }
    bench.type("login\rAAAA-AAAA\r");
    assertEquals(List.of("error: the setup code is wrong or used up; next try in 5.0 s", "try: setup-code"),
        lastTwo());
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\r");
    assertEquals("error: too soon after wrong tries; next try in 5.0 s", before());
    bench.pass(5_000);
    bench.signIn();
    assertEquals("sheratan#", last());
  }

  @Test
  void shouldAskAgainAfterAShortPasswordAndNeverShowTheNextTry() {
    String again = "try: another one, or Enter alone to give up";
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\rshort\r");
    assertEquals(List.of("error: a password has 8 to 128 characters; nothing has changed", again), lastTwo());
    assertEquals("New password, 8 characters or more:", last());
    bench.type("long enough\rlong enouhg\r");
    assertEquals(List.of("error: the two differ; nothing has changed", again), lastTwo());
    assertFalse(bench.access.passwordSet());
    bench.type("long enough\rlong enough\r");
    assertEquals("sheratan#", last());
    assertFalse(String.join("\n", bench.terminal.rows()).contains("long enou"));
  }

  @Test
  void shouldKeepTheSetupCodeForWhoGaveUpSettingAPassword() {
    String code = bench.access.setupCode().orElseThrow();
    bench.type("login\r" + code + "\r\r");
    assertEquals("error: no password: nothing has changed", before());
    assertEquals("sheratan>", last());
    bench.type("login\r" + code + "\rlong enough\rlong enough\r");
    assertEquals("sheratan#", last());
  }

  @Test
  void shouldRefuseAPasswordWhereAnotherWasSetSinceTheCodeWasShown() throws IOException {
    bench.type("login\r" + bench.access.setupCode().orElseThrow() + "\r");
    bench.access.setPassword("set on the page", bench.access.passwordsSet());
    bench.type("long enough\rlong enough\r");
    assertEquals(List.of("error: this has changed meanwhile", "try: login"), lastTwo());
    assertEquals("sheratan>", last());
    bench.type("login\rset on the page\r");
    assertEquals("sheratan#", last());
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
