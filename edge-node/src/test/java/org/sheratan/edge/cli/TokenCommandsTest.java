package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.edge.access.Scope;

class TokenCommandsTest extends AgainstNode {
  private CliRun remote(Path token, String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--api";
    all[arguments.length + 1] = "http://127.0.0.1:" + api.port();
    all[arguments.length + 2] = "--token-file";
    all[arguments.length + 3] = token.toString();
    return CliRun.of(all);
  }

  @Test
  void shouldShowTheTokenOnceListAndRevokeIt() throws IOException {
    assertEquals("no tokens\n", run("token", "list").err());
    CliRun made = run("token", "create", "ci", "--scope", "submit", "--expires-in", "30d");
    assertEquals(0, made.exit(), made.err());
    String secret = made.out().strip();
    assertTrue(api.named().lasts(secret));
    assertFalse(made.err().contains(secret), "a script may log what goes to stderr");
    String list = run("token", "list").out();
    assertTrue(list.contains("ci") && list.contains("submit") && list.contains("active"), list);
    assertTrue(list.contains("720 h 0 min") || list.contains("719 h 59 min"), list);
    assertFalse(list.contains(secret));
    assertEquals("token ci is revoked\n", run("token", "revoke", "ci").out());
    assertFalse(api.named().lasts(secret));
    assertTrue(run("token", "list").out().contains("revoked"));
    assertEquals(4, run("token", "revoke", "nobody").exit());
  }

  @Test
  void shouldWriteItForItsOwnerOnlyInsteadOfShowingIt() throws IOException {
    Path file = folder.resolve("ci.token");
    CliRun made = run("token", "create", "ci", "--scope", "read", "--file", file.toString(), "--json");
    assertEquals(0, made.exit(), made.err());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String secret = Files.readString(file).strip();
    assertTrue(api.named().lasts(secret));
    assertFalse((made.out() + made.err()).contains(secret));
    assertEquals(new Json.Null(), made.json().get("token"));
    assertEquals(0, remote(file, "status").exit(), "it is what --token-file takes");
  }

  @Test
  void shouldOverwriteNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "keep");
    assertEquals(6, run("token", "create", "ci", "--scope", "read", "--file", file.toString()).exit());
    assertEquals("keep", Files.readString(file));
    assertTrue(api.named().all().isEmpty(), "none is made in vain");
  }

  @Test
  void shouldLeaveNoFileBehindWhereNoneIsMade() throws IOException {
    Path file = folder.resolve("ci.token");
    CliRun refused = run("token", "create", "ci", "--scope", "root", "--file", file.toString());
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("expected one of read, submit, operate, admin"), refused.err());
    assertFalse(Files.exists(file));
    assertEquals(1, run("token", "create", "ci", "--scope", "read", "--file", "/none/x").exit());
    assertEquals(2, run("token", "create", "10.0.0.1", "--scope", "read").exit());
    assertEquals(2, run("token", "revoke", "../status").exit());
  }

  @Test
  void shouldExitFiveWhereTheTokenMayNotDoIt() throws IOException {
    Path file = folder.resolve("reader.token");
    run("token", "create", "reader", "--scope", Scope.READ.word(), "--file", file.toString());
    CliRun refused = remote(file, "token", "revoke", "reader");
    assertEquals(5, refused.exit(), refused.err());
    assertTrue(refused.err().contains("admin") && refused.err().contains("reader has read"), refused.err());
  }

  /** The CLI took the node's own token wherever no address was given, and said nothing. */
  @Test
  void shouldSpeakWithTheGivenTokenOnTheNodesOwnMachineToo() throws IOException {
    Path file = folder.resolve("reader.token");
    run("token", "create", "reader", "--scope", Scope.READ.word(), "--file", file.toString());
    assertEquals(0, run("status", "--token-file", file.toString()).exit());
    CliRun refused = run("token", "list", "--token-file", file.toString());
    assertEquals(5, refused.exit(), refused.err());
    assertFalse(refused.err().contains("--token-file"),
        "the fix with the same token fails again: " + refused.err());
    run("token", "revoke", "reader");
    assertEquals(5, run("status", "--token-file", file.toString()).exit());
    CliRun unread = run("status", "--token-file", folder.resolve("nowhere").toString());
    assertEquals(5, unread.exit());
    assertTrue(unread.err().contains("nowhere"), unread.err());
  }

  @Test
  void shouldTakeTheTokenFromTheEnvironmentUnlessItIsAnothersNode() throws IOException {
    Path file = folder.resolve("reader.token");
    run("token", "create", "reader", "--scope", Scope.READ.word(), "--file", file.toString());
    SortedMap<String, String> environment = new TreeMap<>(Map.of("SHERATAN_TOKEN_FILE", file.toString()));
    String[] list = {"token", "list", "--data-dir", folder.toString()};
    assertEquals(5, CliRun.with("", true, environment, list).exit());
    environment.put("SHERATAN_API", "https://alpha.local:8443");
    assertEquals(0, CliRun.with("", true, environment, list).exit());
  }
}
