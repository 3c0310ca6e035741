package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.MeshCounters;

/** Secrets are planted wherever the bundle could take them from. */
class SupportBundleTest extends AgainstNode {
  private static final String IDENTITY = "5e".repeat(32);
  private static final String NETWORK = "3c4d".repeat(16);
  private static final String PASSWORD = "$argon2id$v=19$m=7168$Zm9vYmFyYmF6";
  private static final String TLS_KEY = "SeedOfATlsKeyInBaseSixtyFour=";
  private static final String TOLD = "swordfish42";

  private static SortedMap<String, String> unzip(Path file) throws IOException {
    SortedMap<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  /** Keys in files, in the configuration, in names, in the log, in the status; words, addresses and mail too. */
  private Path plant() throws IOException {
    PrivateFiles.replace(folder.resolve("identity.key"), IDENTITY.getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.replace(folder.resolve("network.key"), NETWORK.getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.replace(folder.resolve("access"),
        ("wrong=0 password=" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.replace(folder.resolve("tls.pem"), ("-----BEGIN PRIVATE KEY-----\n" + TLS_KEY
        + "\n-----END PRIVATE KEY-----\n").getBytes(StandardCharsets.US_ASCII));
    Files.writeString(folder.resolve("sheratan.toml"), """
        [node]
        name = "%s"
        [network]
        key_file = "network.key"
        [udp]
        peers = ["%s.example.org:47008", "203.0.113.9:47008"]
        [http]
        port = 0
        names = ["%s.example.org"]
        [worker]
        workspace = "/home/anna/%s"
        [market]
        offers = ["gpu:%s"]
        """.formatted(TOLD, TOLD, TOLD, TOLD, TOLD));
    Path log = folder.resolve("node.log");
    Files.writeString(log,
        """
            time=2026-11-21T22:00:00Z level=info event=identity name=%s id=%s fingerprint=kq5f-2h7a-kq5f-2h7a-kq5f-2h7a
            time=2026-11-21T22:00:01Z level=warn event=stalled why="token=%s is %s from 203.0.113.9"
            time=2026-11-21T22:00:02Z level=warn event=bad-traffic neighbor=%s words="dear %s" count=7
            password=%s and %s by itself
            time=2026-11-21T22:00:03Z level=warn event=lan-held why="no password: %s, a PRIVATE matter"
            """
            .formatted(TOLD, IDENTITY, TOLD, NETWORK.toUpperCase(Locale.ROOT), IDENTITY, TOLD, TOLD,
                NETWORK, TLS_KEY));
    Card card = new Card(TOLD, List.of("read_file"), List.of(), List.of("gpu:" + TOLD));
    MeshCounters none = new MeshCounters(new TreeMap<>(),
        new TreeMap<>(Map.of(FakeNode.WORKER.id().toHex(), 12L)),
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    node.answering(command -> command instanceof Command.Status
        ? Optional.of(
            new Answer.StatusReport(FakeNode.SELF.id(), card, 1, 65_000, 2, 0, 0, new CustodyCount(0, 0, 0),
                0, 0, true,
                "code K7F3-9QXM of me@example.org", "secret=" + TOLD, none, 5))
        : Optional.empty());
    return log;
  }

  @Test
  void shouldHoldNoSecretNameAddressOrWord() throws IOException {
    Path log = plant();
    Path file = folder.resolve("support.zip");
    CliRun run = run("support-bundle", file.toString(), "--log", log.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("Nothing was sent."), run.out());
    SortedMap<String, String> entries = unzip(file);
    String own = FakeNode.SELF.id().toHex();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String text = entry.getValue().toLowerCase(Locale.ROOT);
      for (String planted : List.of(IDENTITY, NETWORK, PASSWORD, TLS_KEY, "zm9vymfyymf6", TOLD, "203.0.113.9",
          "anna",
          "k7f3-9qxm", "me@example.org", "kq5f-2h7a", "test-token", own, FakeNode.SELF.id().shortName(),
          FakeNode.WORKER.id().toHex(), "node-b2", "dear")) {
        assertFalse(text.contains(planted.toLowerCase(Locale.ROOT)),
            planted + " in " + entry.getKey() + ":\n" + entry.getValue());
      }
    }
    assertEquals("", PrivateFiles.others(file));
  }

  @Test
  void shouldHoldWhatHelps() throws IOException {
    Path file = folder.resolve("support.zip");
    assertEquals(0, run("support-bundle", file.toString(), "--log", plant().toString()).exit());
    SortedMap<String, String> entries = unzip(file);
    String top = "sheratan-support/";
    assertEquals(List.of("README.txt", "config.toml", "doctor.json", "journal.json", "links.json", "log.txt",
        "neighbors.json", "radio.json", "status.json", "versions.json"),
        entries.keySet().stream().map(name -> name.substring(top.length())).toList());
    assertTrue(entries.get(top + "README.txt").contains("Nothing was sent"));
    assertTrue(entries.get(top + "status.json").contains("\"uptime_s\": 65"),
        entries.get(top + "status.json"));
    assertTrue(entries.get(top + "status.json").contains("this-node"));
    assertTrue(entries.get(top + "doctor.json").contains("disk-space"));
    assertTrue(entries.get(top + "config.toml").contains("discovery_port = 47007"));
    assertTrue(entries.get(top + "log.txt").contains("event=bad-traffic neighbor=[removed]"));
    assertTrue(entries.get(top + "log.txt").contains("count=7"));
    assertTrue(entries.get(top + "log.txt").contains("no password: [secret], a PRIVATE matter"),
        entries.get(top + "log.txt"));
    assertTrue(entries.get(top + "links.json").contains("\"name\": \"udp\""),
        entries.get(top + "links.json"));
  }

  @Test
  void shouldStaySmallHoweverMuchThereIs() throws IOException {
    Path log = folder.resolve("node.log");
    Files.writeString(log,
        ("time=1 level=info event=link why=\"" + "x y".repeat(400) + "\"\n").repeat(5_000));
    Path file = folder.resolve("support.zip");
    assertEquals(0, run("support-bundle", file.toString(), "--log", log.toString()).exit());
    unzip(file).forEach((name, text) -> assertTrue(text.length() <= 256 * 1024, name + ": " + text.length()));
    assertTrue(Files.size(file) < 1 << 20);
  }

  @Test
  void shouldWorkOnANodeThatIsDown() throws IOException {
    Path file = folder.resolve("down.zip");
    CliRun run = CliRun.of("support-bundle", file.toString(), "--data-dir", folder.resolve("none").toString(),
        "--json");
    assertEquals(0, run.exit(), run.err());
    assertTrue(unzip(file).get("sheratan-support/doctor.json").contains("\"wrong\""));
  }

  @Test
  void shouldOverwriteNothing() throws IOException {
    Path file = folder.resolve("support.zip");
    Files.writeString(file, "mine");
    assertEquals(6, run("support-bundle", file.toString()).exit());
    assertEquals("mine", Files.readString(file));
    assertEquals(2, run("support-bundle", folder.resolve("support.tar").toString()).exit());
    assertEquals(4,
        run("support-bundle", folder.resolve("x.zip").toString(), "--log", "/no/such/log").exit());
  }

  @Test
  void shouldNeitherWaitForAPipeNorReadADeviceWithoutEnd() throws IOException, InterruptedException {
    Files.createSymbolicLink(folder.resolve("identity.key"), Path.of("/dev/zero"));
    for (String name : List.of("access", "sheratan.toml", "node.log")) {
      assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor());
    }
    CliRun run = run("support-bundle", folder.resolve("support.zip").toString());
    assertEquals(0, run.exit(), run.err());
    assertEquals(9, run("doctor").exit());
    String log = folder.resolve("node.log").toString();
    CliRun refused = run("support-bundle", folder.resolve("other.zip").toString(), "--log", log);
    assertEquals(4, refused.exit());
    assertTrue(refused.err().contains(log + ": not a regular file"), refused.err());
  }

  @Test
  void shouldNotSteerTheTerminalByTheNameOfItsFile() throws IOException {
    CliRun run = run("support-bundle", folder.resolve("a\u001b[2Jb.zip").toString());
    assertEquals(0, run.exit(), run.err());
    assertFalse(run.out().contains("\u001b"), run.out());
  }
}
