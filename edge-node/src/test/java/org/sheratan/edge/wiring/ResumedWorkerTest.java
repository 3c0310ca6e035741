package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.secure.NetworkKey;

/**
 * The workers of docs/examples that go on from checkpoints, at a real daemon: one is killed at 80 % of a job, a second ends it.
 * The 81st file is a pipe at first, so that no timing decides where the first is when it is killed.
 */
class ResumedWorkerTest {
  private static final int FILES = 100;
  private static final int KILLED_AT = 80;
  private static final int MOST_REDONE = 25;
  private static final long LOOK_MS = 50;

  @TempDir
  Path top;
  private NodeHome home;
  private NodeProcess node;
  private NodeClient client;
  private final List<Path> files = new ArrayList<>();
  private String fingerprint;

  @BeforeEach
  void start() throws Exception {
    home = NodeHome.make(top.resolve("alpha"), NetworkKey.generate(new SystemRandomness()), 0,
        "[tool.relay]\nkinds = [\"fingerprint_files\"]\nidempotent = [\"fingerprint_files\"]\nlease_s = 5\n");
    startNode();
    Bytes digest = Bytes.EMPTY;
    for (int number = 1; number <= FILES; number++) {
      String content = "file " + number;
      files.add(Files.writeString(top.resolve("file-" + number), content));
      digest = sha256(digest.concat(sha256(Bytes.utf8(content))));
    }
    fingerprint = digest.toHex();
    Files.delete(files.get(KILLED_AT));
    assertEquals(0, new ProcessBuilder("mkfifo", files.get(KILLED_AT).toString()).start().waitFor());
  }

  private static Bytes sha256(Bytes content) throws GeneralSecurityException {
    return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(content.toArray()));
  }

  private void startNode() throws Exception {
    node = home.start().awaitReady();
    client = home.client();
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @Test
  void shouldGoOnInPythonWhereAKilledWorkerWas() throws Exception {
    shouldGoOn(false, "python3", "resuming_worker.py");
  }

  @Test
  void shouldGoOnInNodeWhereAKilledWorkerWasBeforeTheNodeCrashed() throws Exception {
    shouldGoOn(true, "node", "resuming-worker.mjs");
  }

  @Test
  @Tag("campaign")
  void shouldGoOnInNodeWhereAKilledWorkerWas() throws Exception {
    shouldGoOn(false, "node", "resuming-worker.mjs");
  }

  @Test
  @Tag("campaign")
  void shouldGoOnInPythonWhereAKilledWorkerWasBeforeTheNodeCrashed() throws Exception {
    shouldGoOn(true, "python3", "resuming_worker.py");
  }

  private void shouldGoOn(boolean crash, String program, String example) throws Exception {
    String job;
    try (Outside first = new Outside(program, example)) {
      Json.Obj order = Json.Obj.EMPTY.with("kind", "fingerprint_files")
          .with("timeout_s", 600).with("params",
              Json.Obj.EMPTY.with("paths",
                  Json.Arr.ofTexts(files.stream().map(file -> file.getFileName().toString()).toList())));
      job = ((Json.Text) client.post("/api/v1/jobs", order).body().get("id")).value();
      first.until("at " + KILLED_AT);
      if (crash) {
        awaitShown(job);
      }
    }
    if (crash) {
      node.kill();
      client.close();
      startNode();
    }
    Files.delete(files.get(KILLED_AT));
    Files.writeString(files.get(KILLED_AT), "file " + (KILLED_AT + 1));
    try (Outside second = new Outside(program, example)) {
      Json.Obj ended = client.ended(job).body();
      assertEquals(new Json.Text("completed"), ended.get("state"), ended.toString());
      Json.Obj result = (Json.Obj) ended.get("result");
      assertEquals(new Json.Text(fingerprint), result.get("sha256"));
      assertEquals(new Json.Text(second.name()), result.get("by"));
      int redone = KILLED_AT - ((Json.Int) result.get("resumed_from")).value().intValueExact();
      System.out
          .println(example + (crash ? ", node crashed too" : "") + ": redone " + redone + " % of the job");
      assertTrue(redone >= 0 && redone <= MOST_REDONE, redone + " % redone");
    }
  }

  /** What the owner shows is in its journal. */
  private void awaitShown(String job) throws Exception {
    while (!(client.get("/api/v1/jobs/" + job).body().get("underway") instanceof Json.Obj underway
        && underway.get("partial") instanceof Json.Obj partial
        && Json.Int.of(KILLED_AT).equals(partial.get("files")))) {
      assertFalse(node.process().waitFor(LOOK_MS, TimeUnit.MILLISECONDS), node.log()::toString);
    }
  }

  /** A worker in a process of its own, killed at the end. */
  private final class Outside implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final String program;

    Outside(String program, String example) throws IOException {
      Path script = Path.of(System.getProperty("sheratan.root"), "docs/examples", example);
      this.program = program.replaceAll("[0-9]", "");
      process = new ProcessBuilder(program, script.toString(),
          home.configFile().resolveSibling("relay").toString(),
          top.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT).start();
      said = process.inputReader();
      until("ready");
    }

    String name() {
      return program + "-" + process.pid();
    }

    void until(String line) throws IOException {
      String next = said.readLine();
      while (!line.equals(next)) {
        assertNotNull(next, "it ended before it said: " + line);
        next = said.readLine();
      }
    }

    /** SIGKILL. */
    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
