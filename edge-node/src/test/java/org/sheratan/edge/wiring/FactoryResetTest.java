package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.disk.FolderDisk;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;

class FactoryResetTest {
  @TempDir
  Path temporary;
  private DataFolder folder;

  @BeforeEach
  void setUp() throws Exception {
    String config = Init.configFor("node-a") + """
        [radio]
        region = "EU868"
        airtime_dir = "airtime"
        [http]
        lan = true
        lan_port = 8444
        [console]
        device = "/dev/tty\\"S0"
        ascii = true
        """;
    Init.run(new Init.Request(temporary.resolve("n"), Optional.empty(), config));
    folder = new DataFolder(temporary.resolve("n"));
    put("store/segment-1", "journal");
    put("index/index.db", "index");
    put("workspace/deep/file.txt", "words");
    put("airtime/lora0", "used");
    put("access", "wrong=0");
    put("api-tokens", "sheratan-tokens 1");
    put("tls.pem", "a key");
    put("tls.pem.new", "a key");
    put("sheratan.toml.new", "half");
    put("time", "2199");
    put("note-of-the-operator.txt", "not ours");
    Files.createSymbolicLink(folder.top().resolve("workspace/outside"), temporary.resolve("outside"));
    Files.createDirectories(temporary.resolve("outside"));
    Files.writeString(temporary.resolve("outside/precious"), "keep");
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.top().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Config config() throws Exception {
    return ConfigReader.read(folder.configFile());
  }

  private void mark() throws IOException {
    SecretFile.write(folder.resetFile(), "factory-reset");
  }

  @Test
  void shouldDoNothingUnasked() throws Exception {
    String seed = SecretFile.read(folder.identityFile());
    assertFalse(FactoryReset.runIfAsked(config()));
    assertEquals(seed, SecretFile.read(folder.identityFile()));
    assertTrue(Files.exists(folder.top().resolve("store/segment-1")));
  }

  @Test
  void shouldMakeTheNodeNewAndKeepNameConsoleLanAndAirtime() throws Exception {
    String seed = SecretFile.read(folder.identityFile());
    String key = SecretFile.read(folder.networkKeyFile());
    mark();
    assertTrue(FactoryReset.runIfAsked(config()));
    assertNotEquals(seed, SecretFile.read(folder.identityFile()));
    assertNotEquals(key, SecretFile.read(folder.networkKeyFile()));
    Config fresh = config();
    assertEquals("node-a", fresh.node().name());
    assertEquals(new Config.Console("/dev/tty\"S0", true), fresh.console());
    assertEquals("", fresh.radio().region());
    assertTrue(fresh.http().lan(), "it waits for a new password");
    assertEquals(8444, fresh.http().lanPort());
    for (String erased : List.of("store/segment-1", "index", "workspace", "access", "api-tokens", "tls.pem",
        "tls.pem.new",
        "sheratan.toml.new", "time", "factory-reset")) {
      assertFalse(Files.exists(folder.top().resolve(erased)), erased);
    }
    assertEquals("used", Files.readString(folder.top().resolve("airtime/lora0")));
    assertEquals(folder.top().resolve("airtime"), fresh.radio().airtimeFolder(),
        "where the node goes on counting");
    assertEquals("not ours", Files.readString(folder.top().resolve("note-of-the-operator.txt")));
    assertEquals("keep", Files.readString(temporary.resolve("outside/precious")));
    assertFalse(FactoryReset.runIfAsked(fresh));
  }

  /** Both say what the node did for whom, and the next owner may read them. */
  @Test
  void shouldEraseTheTraceAndTheRelay() throws Exception {
    put("decision_trace.jsonl", "{}");
    put("decision_trace.000007.jsonl", "{}");
    put("relay/webrelay_out/x.job.json", "{}");
    put("relay/webrelay_in/x.result.json", "{}");
    put("relay-workers.json", "{}");
    put("core-v2-hosts.json", "{}");
    put("relay/worker.py", "of the operator");
    mark();
    assertTrue(FactoryReset.runIfAsked(config()));
    for (String erased : List.of("decision_trace.jsonl", "decision_trace.000007.jsonl", "relay/webrelay_out",
        "relay/webrelay_in", "relay-workers.json", "core-v2-hosts.json")) {
      assertFalse(Files.exists(folder.top().resolve(erased)), erased);
    }
    assertEquals("of the operator", Files.readString(folder.top().resolve("relay/worker.py")));
  }

  @Test
  void shouldTakeNoPathForATable() throws Exception {
    Files.writeString(folder.configFile(), Init.configFor("node-a") + """
        [radio]
        airtime_dir = "[console] and [log]"
        """);
    mark();
    assertTrue(FactoryReset.runIfAsked(config()));
    assertEquals(folder.top().resolve("[console] and [log]"), config().radio().airtimeFolder());
  }

  @Test
  void shouldBeDoneAgainAfterAPowerCutAtAnyStep() throws Exception {
    for (Path gone : List.of(folder.identityFile(), folder.markFile(), folder.networkKeyFile())) {
      mark();
      Files.deleteIfExists(gone);
      assertTrue(FactoryReset.runIfAsked(config()));
      assertTrue(Files.exists(gone), gone.toString());
      assertFalse(Files.exists(folder.resetFile()));
    }
  }

  @Test
  void shouldLeaveAWorkspaceThatLiesElsewhere() throws Exception {
    put("../shared/file", "of others");
    Files.writeString(folder.configFile(),
        Files.readString(folder.configFile()) + "[worker]\nworkspace = \"../shared\"\n");
    mark();
    FactoryReset.runIfAsked(config());
    assertEquals("of others", Files.readString(temporary.resolve("shared/file")));
  }

  @Test
  void shouldLeaveAConfigurationThatLiesElsewhere() throws Exception {
    Path elsewhere = temporary.resolve("etc.toml");
    Files.writeString(elsewhere,
        "[node]\nname = \"node-b\"\ndata = \"n\"\n[network]\nkey_file = \"n/network.key\"\n");
    mark();
    assertTrue(FactoryReset.runIfAsked(ConfigReader.read(elsewhere)));
    assertEquals("node-b", ConfigReader.read(elsewhere).node().name());
    assertTrue(Files.exists(folder.networkKeyFile()));
  }

  @Test
  void shouldSayWhatItWillLeave() throws Exception {
    assertEquals(List.of(), FactoryReset.spared(config()));
    Path elsewhere = temporary.resolve("etc.toml");
    Files.writeString(elsewhere, """
        [node]
        data = "n"
        [network]
        key_file = "secrets/network.key"
        [worker]
        workspace = "shared"
        [tool.relay]
        kinds = ["count_words"]
        dir = "handed-out"
        """);
    assertEquals(List.of("network key " + temporary.resolve("secrets/network.key"),
        "configuration " + elsewhere, "workspace " + temporary.resolve("shared"),
        "relay " + temporary.resolve("handed-out")),
        FactoryReset.spared(ConfigReader.read(elsewhere)));
  }

  @Test
  void shouldNotTouchAFolderInUse() throws Exception {
    mark();
    String seed = SecretFile.read(folder.identityFile());
    try (FolderDisk running = Storage.lock(folder)) {
      assertTrue(running.list().contains("segment-1"));
      Config config = config();
      StartRefusal refused = assertThrows(StartRefusal.class, () -> FactoryReset.runIfAsked(config));
      assertEquals(ExitStatus.CONFLICT, refused.status());
    }
    assertEquals(seed, SecretFile.read(folder.identityFile()));
    assertTrue(Files.exists(folder.resetFile()));
  }
}
