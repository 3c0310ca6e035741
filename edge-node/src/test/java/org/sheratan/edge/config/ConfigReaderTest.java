package org.sheratan.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final Path FILE = Path.of("/etc/sheratan/sheratan.toml");

  @TempDir
  Path folder;

  @Test
  void shouldFillEveryDefault() throws ConfigException {
    Config config = ConfigReader.parse(FILE, "");
    assertEquals(new Config.Node("", Path.of("/etc/sheratan")), config.node());
    assertEquals(Path.of("/etc/sheratan/network.key"), config.network().keyFile());
    assertEquals(new Config.Udp(true, List.of(), 0, 47_007, List.of()), config.udp());
    assertEquals(new Config.Http(true, "127.0.0.1", 8081, List.of(), 64, false, 8443, false, 8001),
        config.http());
    assertEquals(
        new Config.Worker(true, List.of(), Path.of("/etc/sheratan/workspace"), 2, 4, 8_000_000, 1_000_000,
            new TreeMap<>()),
        config.worker());
    assertEquals("info", config.log().level());
  }

  @Test
  void shouldReadWhereGpsdIs() throws ConfigException {
    assertEquals("", ConfigReader.parse(FILE, "").clock().gpsd());
    for (String address : List.of("127.0.0.1:2947", "[::1]:65535", "gps.local:1")) {
      assertEquals(address,
          ConfigReader.parse(FILE, "[clock]\ngpsd = \"" + address + "\"").clock().gpsd());
    }
    for (String wrong : List.of("127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", ":2947", "a b:1")) {
      assertEquals("clock.gpsd", assertThrows(ConfigException.class,
          () -> ConfigReader.parse(FILE, "[clock]\ngpsd = \"" + wrong + "\""), wrong).getMessage()
          .replaceFirst(".*(clock.gpsd):.*", "$1"));
    }
  }

  @Test
  void shouldReadEveryKey() throws ConfigException {
    Config config = ConfigReader.parse(FILE, """
        [node]
        name = "Alpha 7"
        data = "/var/lib/sheratan"
        [network]
        key_file = "keys/net"
        [udp]
        enabled = false
        interfaces = ["lo", "eth0"]
        port = 47100
        discovery_port = 0
        peers = ["10.0.0.2:47100", "[fe80::1%eth0]:1", "host.example:2"]
        [http]
        enabled = false
        address = "0.0.0.0"
        port = 0
        names = ["node.local"]
        max_connections = 5
        lan = true
        lan_port = 0
        original = true
        original_port = 0
        [worker]
        enabled = false
        kinds = ["read_file"]
        workspace = "../work"
        max_concurrent = 1
        max_waiting = 0
        io_bytes_per_second = 1_000_000
        price_micros = 7
        [worker.prices_micros]
        hash_files = 9
        [dispatch]
        jobs_per_minute = 7
        burst = 6
        jobs_per_minute_per_source = 5
        burst_per_source = 4
        max_in_flight = 3
        max_in_flight_per_source = 2
        max_queued = 100_000
        [market]
        offers = ["gpu:8G", "camera"]
        wants = ["gpu"]
        [log]
        level = "debug"
        """);
    assertEquals(new Config.Node("Alpha 7", Path.of("/var/lib/sheratan")), config.node());
    assertEquals(Path.of("/etc/sheratan/keys/net"), config.network().keyFile());
    assertEquals(new Config.Udp(false, List.of("lo", "eth0"), 47_100, 0,
        List.of("10.0.0.2:47100", "[fe80::1%eth0]:1", "host.example:2")), config.udp());
    assertEquals(new Config.Http(false, "0.0.0.0", 0, List.of("node.local"), 5, true, 0, true, 0),
        config.http());
    assertEquals(new Config.Worker(false, List.of("read_file"), Path.of("/etc/work"), 1, 0, 1_000_000, 7,
        new TreeMap<>(Map.of("hash_files", 9L))), config.worker());
    assertEquals(new Config.Dispatch(7, 6, 5, 4, 3, 2, 100_000), config.dispatch());
    assertEquals(new Config.Market(List.of("gpu:8G", "camera"), List.of("gpu")), config.market());
    assertEquals("debug", config.log().level());
  }

  @Test
  void shouldReadWhatTheGatesAreToKnow() throws ConfigException {
    Config config = ConfigReader.parse(FILE, """
        [gate]
        allow = ["ping", "read_file"]
        deny = ["write_file", "GPU_RESET"]
        hard_phrases = ["project x"]
        soft_phrases = ["maybe \\"later\\""]
        max_patch_operations = 10
        max_held = 5
        hold_hours = 24
        [gate.audit]
        kinds = ["write_file"]
        follow_ups = "warned"
        by = "nodes"
        auditors = ["%s", "%s", "%s"]
        agree = 2
        timeout_s = 30
        answers = true
        model = "llama3:8b"
        """.formatted("a1".repeat(32), "b2".repeat(32), "c3".repeat(32)));
    assertEquals(new Config.Gate(List.of("ping", "read_file"), List.of("write_file", "GPU_RESET"),
        List.of("project x"), List.of("maybe \"later\""), 10, 5, 24,
        new Config.Audit(List.of("write_file"), "warned", "nodes",
            List.of("a1".repeat(32), "b2".repeat(32), "c3".repeat(32)), 2, 30, true, "llama3:8b")),
        config.gate());
    assertEquals(
        new Config.Gate(List.of(), List.of(), List.of(), List.of(), 50, 100, 168,
            new Config.Audit(List.of(), "none", "nobody", List.of(), 3, 120, false, "")),
        ConfigReader.parse(FILE, "").gate());
  }

  @Test
  void shouldNameLineColumnAndWhatWasExpected() {
    assertRefused("[http]\n\n  port = 70000\n", 3, 3, "http.port: expected a whole number from 0 to 65535");
    assertRefused("[http]\nport = \"x\"\n", 2, 1, "http.port: expected a whole number");
    assertRefused("[udp]\nenabled = 1\n", 2, 1, "udp.enabled: expected true or false");
    assertRefused("[udp]\npeers = \"a:1\"\n", 2, 1, "udp.peers: expected a list");
    assertRefused("[udp]\nport = 1\npeers = [\n \"a:1\",\n \"b\"]\n", 3, 1, "\"host:port\"");
    assertRefused("[gate]\nallow = [\"Read File\"]\n", 2, 1, "job kinds");
    assertRefused("[gate]\nhard_phrases = [\"ab\"]\n", 2, 1, "phrases of 3 to 100 characters");
    assertRefused("[gate]\nhold_hours = 0\n", 2, 1, "from 1 to 8760");
    String node = "a1".repeat(32);
    assertRefused("[gate.audit]\nauditors = [\"a1\"]\n", 2, 1, "64 hexadecimal digits");
    assertRefused("[gate.audit]\nauditors = [\"" + node + "\", \"" + node + "\"]\n", 2, 1,
        "none of them twice");
    assertRefused("[gate.audit]\nby = \"nodes\"\nagree = 1\nauditors = []\n", 4, 1, "ids of nodes");
    assertRefused("[gate.audit]\nby = \"nodes\"\nagree = 2\nauditors = [\"" + node + "\"]\n", 3, 1,
        "more than half of the 1 auditors");
    assertRefused("[gate.audit]\nby = \"all\"\n", 2, 1, "\"nobody\", \"model\" or \"nodes\"");
    assertRefused("[log]\nlevel = \"loud\"\n", 2, 1, "trace, debug, info, warn or error");
    assertRefused("[worker.prices_micros]\nread_file = -1\n", 2, 1, "from 0 to");
    assertRefused("[worker.prices_micros]\nRead = 1\n", 2, 1, "job kinds");
    assertRefused("node = 3\n", 1, 1, "node: expected a table, [node]");
  }

  @Test
  void shouldRefuseUnknownKeysWithTheNearestKnownOne() {
    assertRefused("[http]\nadress = \"::1\"\n", 2, 1, "http.adress: unknown key; did you mean address?");
    assertRefused("\n[wroker]\nenabled = true\n", 2, 2, "wroker: unknown key; did you mean worker?");
    assertRefused("[http]\nfrobnicate = 1\n", 2, 1, "unknown key; Known here: address, enabled");
  }

  @Test
  void shouldNamePlaceOfBrokenToml() {
    assertRefused("[node]\nname = \"alpha\nx", 2, 14, "expected TOML");
    assertRefused("[node]\nname = alpha\n", 2, 13, "expected TOML");
    assertRefused("[node\nname = \"a\"\n", 1, 6, "expected TOML");
    assertRefused("[http]\nport = 1\nport = 2\n", 3, 9, "expected TOML");
  }

  /** Each ended the process with a StackOverflowError. */
  @Test
  void shouldRefuseNestingThatWouldEatTheStack() {
    for (String text : List.of("[".repeat(60_000), "a = " + "[".repeat(50_000) + "\n",
        "a = " + "{a=".repeat(20_000),
        "a" + ".a".repeat(30_000) + " = 1\n", "[a" + ".a".repeat(30_000) + "]\n")) {
      assertRefused(text, 0, 0, "expected at most 64 brackets or dots within each other");
    }
    assertThrows(ConfigException.class,
        () -> ConfigReader.parse(FILE, "a = " + "[".repeat(64) + "]".repeat(64) + "\n"));
  }

  @Test
  void shouldTakeManyAddressesOnALine() throws ConfigException {
    String peers = "\"10.0.0.2:47100\", \"[fe80::1%eth0]:1\", ".repeat(100);
    assertEquals(200, ConfigReader.parse(FILE, "[udp]\npeers = [" + peers + "]\n").udp().peers().size());
  }

  @Test
  void shouldNeverRepeatWhatItFound() {
    for (String text : List.of("[network]\nkey = \"5ec4e7\"\n", "[network]\nkey_file = 5ec4e7\n",
        "[log]\nlevel = \"5ec4e7\"\n", "x = \"5ec4e7\n")) {
      ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigReader.parse(FILE, text));
      assertFalse(refusal.getMessage().contains("5ec4e7"), refusal.getMessage());
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheFileItself() throws IOException {
    Path absent = folder.resolve("absent.toml");
    assertTrue(assertThrows(ConfigException.class, () -> ConfigReader.read(absent)).getMessage()
        .contains("no such file"));
    Path binary = Files.write(folder.resolve("binary.toml"), new byte[]{(byte) 0xff, (byte) 0xfe});
    assertTrue(
        assertThrows(ConfigException.class, () -> ConfigReader.read(binary)).getMessage().contains("UTF-8"));
    Path huge = Files.write(folder.resolve("huge.toml"), new byte[70_000]);
    assertTrue(
        assertThrows(ConfigException.class, () -> ConfigReader.read(huge)).getMessage().contains("65536"));
    assertTrue(assertThrows(ConfigException.class, () -> ConfigReader.read(folder)).getMessage()
        .contains("cannot be read"));
  }

  private static void assertRefused(String text, int line, int column, String expected) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigReader.parse(FILE, text));
    assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    assertEquals(line + ":" + column, refusal.line() + ":" + refusal.column(), refusal.getMessage());
  }

  @Test
  void shouldReadWhereTheConsoleIs() throws ConfigException {
    Config none = ConfigReader.parse(Path.of("/etc/x.toml"), "");
    assertEquals(new Config.Console("", false), none.console());
    Config config = ConfigReader.parse(Path.of("/etc/x.toml"),
        "[console]\ndevice = \"/dev/ttyS0\"\nascii = true\n");
    assertEquals(new Config.Console("/dev/ttyS0", true), config.console());
  }

  @Test
  void shouldLeaveOutInSafeModeWhatCouldBeToBlame() throws ConfigException {
    Config safe = ConfigReader.parse(Path.of("/etc/x.toml"),
        "[radio]\nboard = \"modem\"\nregion = \"EU868\"\n[http]\naddress = \"0.0.0.0\"\nport = 80\nlan = true\n"
            + "[console]\ndevice = \"/dev/ttyS0\"\n")
        .inSafeMode();
    assertEquals(false, safe.radio().enabled());
    assertEquals("EU868", safe.radio().region(), "kept for when it is back");
    assertEquals(false, safe.udp().enabled());
    assertEquals(false, safe.worker().enabled());
    assertEquals("127.0.0.1", safe.http().address());
    assertFalse(safe.http().lan());
    assertEquals(0, safe.http().port());
    assertEquals("/dev/ttyS0", safe.console().device());
  }

  @Test
  void shouldTakeAByteOrderMarkLikeTheCard() throws ConfigException {
    assertEquals("a", ConfigReader.parse(FILE, "\ufeff[node]\nname = \"a\"").node().name());
    assertTrue(assertThrows(ConfigException.class, () -> ConfigReader.parse(FILE, "\ufeff[node]\nnam = 1"))
        .getMessage().contains(":2:"), "it belongs to no line");
  }

  /** Four copies of 16 MiB did not fit the heap. */
  @Test
  void shouldBoundAFetchedPageByTheHeap() throws ConfigException {
    assertEquals(1_048_576,
        ConfigReader.parse(FILE, "[tool.http]\nmax_bytes = 1048576").tool().fetch().maxBytes());
    assertThrows(ConfigException.class, () -> ConfigReader.parse(FILE, "[tool.http]\nmax_bytes = 1048577"));
  }

  @Test
  void shouldRefuseAnEndpointWithAQuery() {
    for (String url : List.of("http://127.0.0.1/v1?key=x", "http://127.0.0.1/#a")) {
      assertThrows(ConfigException.class,
          () -> ConfigReader.parse(FILE, "[tool.llm]\nurl = \"" + url + "\"\nmodels = [\"m\"]"));
    }
  }

  /** A card's reader goes by them to know a node's own file. */
  @Test
  void shouldKnowItsTables() throws ConfigException {
    assertEquals(ConfigReader.TABLES, EffectiveConfig.print(ConfigReader.parse(FILE, "")).lines()
        .filter(line -> line.matches("\\[[a-z]+]")).map(line -> line.substring(1, line.length() - 1))
        .toList());
  }

  @Test
  void shouldNeitherWaitForAPipeNorReadADeviceWithoutEnd() throws Exception {
    Path pipe = folder.resolve("sheratan.toml");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    for (Path odd : List.of(pipe, Path.of("/dev/zero"))) {
      assertTrue(assertThrows(ConfigException.class, () -> ConfigReader.read(odd)).getMessage()
          .endsWith("cannot be read: not a regular file"));
    }
  }
}
