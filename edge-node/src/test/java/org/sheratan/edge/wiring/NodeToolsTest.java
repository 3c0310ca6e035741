package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.config.EffectiveConfig;
import org.sheratan.edge.tool.FakeServer;
import org.sheratan.edge.tool.ToolRig;
import org.sheratan.edge.tool.command.Confinement;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/** A kind is on the card only where it is set up and what it needs is there. */
class NodeToolsTest {
  private static final Clock CLOCK = () -> Now.monotonic(0);

  @TempDir
  Path machine;

  private List<String> offered(String config) throws ConfigException, StartRefusal {
    Config read = ConfigReader.parse(machine.resolve("sheratan.toml"), config);
    return NodeChoices.card(read, NodeTools.of(read, machine, (ms, task) -> () -> {}, CLOCK)).capabilities();
  }

  @Test
  void shouldOfferSensorsOnlyWhereThereAreSome() throws IOException, ConfigException, StartRefusal {
    assertTrue(!offered("").contains("sensor_read"));
    assertEquals(List.of("ping"), offered("[worker]\nkinds = [\"ping\", \"sensor_read\"]"));
    Path chip = Files.createDirectories(machine.resolve("sys/class/hwmon/hwmon0"));
    Files.writeString(chip.resolve("temp1_input"), "1000\n");
    assertTrue(offered("").contains("sensor_read"));
    assertEquals(List.of("ping", "sensor_read"),
        offered("[worker]\nkinds = [\"ping\", \"sensor_read\"]"));
    assertTrue(!offered("[tool]\nsensors = false").contains("sensor_read"));
    assertThrows(StartRefusal.class, () -> offered("[worker]\nkinds = [\"fly\"]"));
  }

  /** The job says why; the node is not kept from starting. */
  @Test
  void shouldLeaveOutPinsThatCannotBeHad() throws IOException, ConfigException, StartRefusal {
    String door = "[[tool.gpio]]\nname = \"door\"\nbcm = 25\npull = \"up\"\nactive_low = true\n";
    Files.createDirectory(machine.resolve("dev"));
    assertTrue(!offered(door).contains("sensor_read"));
    assertEquals(machine
        + "/dev/gpiochip* is missing: this machine has no pins, or its kernel no GPIO driver", silence(door));
    assertEquals("pin 25 is wired to Uputronics Pi+ LoRa, module at CE0: list another one",
        silence(door + "[radio]\nboard = \"uputronics-ce0\"\n"));
  }

  private String silence(String config) throws ConfigException {
    Config read = ConfigReader.parse(machine.resolve("sheratan.toml"), config);
    assertEquals(read, ConfigReader.parse(machine.resolve("sheratan.toml"), EffectiveConfig.print(read)));
    return InputPins.of(read, machine).getFirst().obstacle().orElseThrow();
  }

  @Test
  void shouldTakeNoPinWhereNoJobMayReadIt() throws ConfigException {
    String door = "[[tool.gpio]]\nname = \"door\"\nbcm = 4\n";
    Config read = ConfigReader.parse(machine.resolve("sheratan.toml"), door);
    assertEquals(List.of(), InputPins.of(read.inSafeMode(), machine));
    for (String wrong : List.of("[[tool.gpio]]\nbcm = 4\n", "[[tool.gpio]]\nname = \"door\"\n",
        door.replace("4", "28"), door + "pull = \"left\"\n", door + door,
        door + door.replace("door", "gate"), door.replace("door", "Door"), "[tool]\ngpio = 4\n")) {
      assertThrows(ConfigException.class,
          () -> ConfigReader.parse(machine.resolve("sheratan.toml"), wrong), wrong);
    }
  }

  @Test
  void shouldOfferTheWebAndModelsOnlyWhereTheyAreSetUp() throws ConfigException, StartRefusal {
    assertTrue(!offered("").contains("http_fetch") && !offered("").contains("llm_call"));
    assertTrue(offered("[tool.http]\nhosts = [\"example.org\"]").contains("http_fetch"));
    String llm = "[tool.llm]\nurl = \"http://127.0.0.1:11434\"\nmodels = [\"qwen2.5:0.5b\"]";
    assertTrue(offered(llm).containsAll(List.of("agent_plan", "llm_call", "llm_models")));
    Config config = ConfigReader.parse(machine.resolve("sheratan.toml"),
        llm + "\n[market]\noffers = [\"gpu\"]");
    NodeTools tools = NodeTools.of(config, machine, (ms, task) -> () -> {}, CLOCK);
    assertEquals(List.of("gpu", "llm:qwen2.5-0.5b"), NodeChoices.card(config, tools).offers());
    assertThrows(ConfigException.class, () -> offered("[tool.llm]\nurl = \"http://127.0.0.1\""));
    assertThrows(ConfigException.class, () -> offered("[tool.llm]\nprotocol = \"gopher\""));
    assertThrows(ConfigException.class, () -> offered("[tool.http]\nhosts = [\"http://example.org\"]"));
    assertThrows(StartRefusal.class,
        () -> offered("[tool.llm]\nurl = \"http://user@a\"\nmodels = [\"m\"]"));
  }

  @Test
  void shouldKnowListedProgramsAndRunThoseThatAreHere() throws ConfigException, StartRefusal {
    String listed = """
        [[tool.command]]
        name = "pdf_to_json"
        description = "Text of a PDF."
        program = "/nonexistent/pdftotext"
        arguments = ["-layout", "{path:file}", "-"]
        schema = '''{"type":"object","required":["path"],"properties":{"path":{"type":"string"}}}'''
        """;
    Config config = ConfigReader.parse(machine.resolve("sheratan.toml"), listed);
    NodeTools tools = NodeTools.of(config, machine, (ms, task) -> () -> {}, CLOCK);
    assertTrue(tools.catalog().find("pdf_to_json").isPresent());
    assertTrue(!NodeChoices.card(config, tools).capabilities().contains("pdf_to_json"));
    assertEquals(config, ConfigReader.parse(machine.resolve("sheratan.toml"), EffectiveConfig.print(config)));
    assertThrows(StartRefusal.class, () -> offered(listed.replace("pdf_to_json", "read_file")));
    assertThrows(StartRefusal.class, () -> offered(listed + listed));
    assertThrows(StartRefusal.class, () -> offered(listed.replace("{path:file}", "{file:file}")));
    assertThrows(StartRefusal.class, () -> offered(listed.replace("string", "pattern")));
    assertThrows(ConfigException.class, () -> offered(listed.replace("program", "prgram")));
    assertThrows(ConfigException.class, () -> offered("[tool]\ncommand = 3"));
  }

  /** As root a program could read and write whatever the machine has, and start as much as it likes. */
  @Test
  void shouldRunListedProgramsAsRootOnlyWhereThatIsAskedFor() throws ConfigException, StartRefusal {
    assumeTrue(Confinement.find().isPresent(), "no namespaces here");
    String listed = "[[tool.command]]\nname = \"say\"\nprogram = \"/bin/echo\"\n";
    assertEquals(!Confinement.isRoot(), offered(listed).contains("say"));
    assertTrue(offered(listed + "as_root = true\n").contains("say"));
  }

  /** What a planner is not told of it does not plan with. */
  @Test
  void shouldTellThePlannerOfListedPrograms() throws Exception {
    try (FakeServer server = FakeServer.saying("HTTP/1.1 500 X\r\n\r\n")) {
      Config config = ConfigReader.parse(machine.resolve("sheratan.toml"), """
          [tool.llm]
          url = "%s"
          models = ["small"]
          [tool.relay]
          kinds = ["count_words"]
          [[tool.command]]
          name = "pdf_to_json"
          description = "Text of a PDF."
          program = "/nonexistent/pdftotext"
          """.formatted(server.url("")));
      NodeTools tools = NodeTools.of(config, machine, (ms, task) -> () -> {}, CLOCK);
      new ToolRig(machine, "agent_plan", tools.more().get("agent_plan")).failed(FailureCode.BAD_ANSWER,
          "agent_plan", "{\"user_prompt\":\"Read a.\"}");
      String asked = server.requests().getFirst();
      assertTrue(asked.contains("- pdf_to_json: Text of a PDF. params: "), asked);
      assertTrue(asked.contains("- count_words: Runs at a worker outside"), asked);
    }
  }

  @Test
  void shouldGiveKindsToWorkersOutside() throws Exception {
    Config read = ConfigReader.parse(machine.resolve("x.toml"),
        "[tool.relay]\nkinds = [\"count_words\", \"llm_call\"]\n");
    NodeTools tools = NodeTools.of(read, machine, (ms, task) -> () -> {}, CLOCK);
    assertTrue(tools.runs(List.of()).containsAll(List.of("count_words", "llm_call")));
    assertFalse(tools.catalog().find("count_words").orElseThrow().idempotent());
    assertFalse(Files.exists(machine.resolve("relay")), "made once the node has the folder for itself");
    assertTrue(refused("kinds = [\"read_file\"]")
        .endsWith("tool.relay.kinds: this node runs read_file by itself"));
  }

  private String refused(String relay) throws ConfigException {
    Config own = ConfigReader.parse(machine.resolve("x.toml"), "[tool.relay]\n" + relay + "\n");
    return assertThrows(StartRefusal.class,
        () -> NodeTools.of(own, machine, (ms, task) -> () -> {}, CLOCK)).getMessage();
  }

  /** A job whose worker died went on only where its submitter had allowed it, though workers go on from checkpoints. */
  @Test
  void shouldTakeTheOperatorsWordThatAKindMayRunTwice() throws Exception {
    Config read = ConfigReader.parse(machine.resolve("x.toml"),
        "[tool.relay]\nkinds = [\"count_words\", \"print\"]\nidempotent = [\"count_words\"]\n");
    NodeTools tools = NodeTools.of(read, machine, (ms, task) -> () -> {}, CLOCK);
    assertTrue(tools.catalog().find("count_words").orElseThrow().idempotent());
    assertFalse(tools.catalog().find("print").orElseThrow().idempotent());
    ConfigException other = assertThrows(ConfigException.class,
        () -> refused("kinds = [\"count_words\"]\nidempotent = [\"print\"]"));
    assertTrue(other.getMessage().contains("expected some of the kinds in tool.relay.kinds"),
        other.getMessage());
    assertTrue(refused("kinds = [\"llm_call\"]\nidempotent = [\"llm_call\"]")
        .endsWith("tool.relay.idempotent: whether llm_call may run twice is known"));
  }
}
