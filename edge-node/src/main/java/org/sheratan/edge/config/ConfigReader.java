package org.sheratan.edge.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.edge.config.ConfigException.Place;

/** Reads and checks a configuration file. Paths in it are relative to the folder it is in. */
public final class ConfigReader {
  /** At the top of a file. */
  public static final List<String> TABLES = List.of("node", "network", "udp", "radio", "http", "worker",
      "tool",
      "gate", "dispatch", "market", "clock", "console", "log");
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_AUDITORS = 15;
  private static final int MAX_PORT = 65_535;
  private static final int MANY = 1_000_000;
  private static final String KIND = "[a-z][a-z0-9_]{0,63}";
  private static final String CAPABILITY = "[A-Za-z][A-Za-z0-9_.-]{0,63}";
  private static final String PHRASE = "\\S[^\\p{Cntrl}]{1,98}\\S";
  private static final String TRAIT = "[A-Za-z0-9][A-Za-z0-9_.+-]{0,31}(:[A-Za-z0-9_.+-]{1,31})?";
  private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,31}|";
  private static final String HOST = "[A-Za-z0-9.:%_-]{1,255}";
  private static final String ENDPOINT = "(" + HOST + "|\\[" + HOST + "\\]):[0-9]{1,5}";

  private ConfigReader() {}

  public static Config read(Path file) throws ConfigException {
    try {
      return parse(file, StandardCharsets.UTF_8.newDecoder()
          .decode(ByteBuffer.wrap(PlainFile.read(file, MAX_BYTES))).toString());
    } catch (NoSuchFileException absent) {
      throw new ConfigException(file, Place.WHOLE_FILE, "no such file. Try: sheratan init");
    } catch (AccessDeniedException denied) {
      throw new ConfigException(file, Place.WHOLE_FILE,
          "no permission to read it. Try: the same command with sudo, or as the user the node runs as");
    } catch (CharacterCodingException notText) {
      throw new ConfigException(file, Place.WHOLE_FILE, "expected UTF-8 text");
    } catch (FileSystemException odd) {
      throw new ConfigException(file, Place.WHOLE_FILE,
          "cannot be read: " + Optional.ofNullable(odd.getReason()).orElse("the file system refuses it"));
    } catch (IOException unreadable) {
      throw new ConfigException(file, Place.WHOLE_FILE,
          "cannot be read (" + unreadable.getClass().getSimpleName()
              + ")");
    }
  }

  /** @param file names {@code text} in errors and anchors its paths */
  public static Config parse(Path file, String text) throws ConfigException {
    return config(file, Section.of(file, text));
  }

  private static Config config(Path file, Section top) throws ConfigException {
    Config config = new Config(file, node(top.table("node")), network(top.table("network")),
        udp(top.table("udp")), radio(top.table("radio")),
        http(top.table("http")), worker(top.table("worker")), tool(top.table("tool")),
        gate(top.table("gate")),
        dispatch(top.table("dispatch")),
        market(top.table("market")),
        clock(top.table("clock")), console(top.table("console")), log(top.table("log")), false);
    top.end();
    return config;
  }

  private static Config.Node node(Section section) throws ConfigException {
    Config.Node node = new Config.Node(
        section.text("name", "", NAME, "1 to 32 letters, digits, spaces, dots, dashes or underscores"),
        section.path("data", "."));
    section.end();
    return node;
  }

  private static Config.Network network(Section section) throws ConfigException {
    Config.Network network = new Config.Network(section.path("key_file", "network.key"));
    section.end();
    return network;
  }

  private static Config.Udp udp(Section section) throws ConfigException {
    Config.Udp udp = new Config.Udp(section.flag("enabled", true),
        section.texts("interfaces", List.of(), "[^\\s/]{1,15}", "interface names such as \"eth0\""),
        section.integer("port", 0, 0, MAX_PORT), section.integer("discovery_port", 47_007, 0, MAX_PORT),
        section.texts("peers", List.of(), ENDPOINT,
            "\"host:port\" or \"[ipv6]:port\""));
    section.end();
    return udp;
  }

  private static Config.Radio radio(Section section) throws ConfigException {
    Config.Radio radio = new Config.Radio(
        section.text("board", Config.Radio.NO_BOARD, "[a-z0-9][a-z0-9-]{0,39}",
            "\"none\", \"modem\", \"auto\" or the name of a board profile"),
        section.text("port", "auto", "auto|/[^\\x00]{1,255}|COM[0-9]{1,3}",
            "\"auto\", a path such as \"/dev/ttyACM0\", or on Windows \"COM3\""),
        section.text("region", "", "[A-Z]{2}[0-9]{3}|", "a region such as \"EU868\""),
        section.number("frequency_hz", 0, 0, 3_000_000_000L), section.integer("spreading_factor", 8, 5, 12),
        section.integer("bandwidth_hz", 0, 0, 500_000), section.integer("coding_rate", 5, 5, 8),
        section.integer("preamble_symbols", 8, 6, 65_535), section.integer("power_dbm", 14, 2, 30),
        section.decimal("antenna_gain_dbi", 2.15, -30, 40), section.decimal("cable_loss_db", 0, 0, 40),
        section.flag("antenna_confirmed", false),
        airtimeFolder(section));
    section.end();
    return radio;
  }

  private static Path airtimeFolder(Section section) throws ConfigException {
    return section.text("airtime_dir", "", "[^\\x00]*", "a path").isEmpty()
        ? AirtimePlace.ofThisMachine()
        : section.path("airtime_dir", "");
  }

  private static Config.Http http(Section section) throws ConfigException {
    Config.Http http = new Config.Http(section.flag("enabled", true),
        section.text("address", "127.0.0.1", HOST, "an address such as \"127.0.0.1\""),
        section.integer("port", 8081, 0, MAX_PORT),
        section.texts("names", List.of(), "[a-z0-9.-]{1,253}", "host names in lower case"),
        section.integer("max_connections", 64, 1, 10_000), section.flag("lan", false),
        section.integer("lan_port", 8443, 0, MAX_PORT), section.flag("original", false),
        section.integer("original_port", 8001, 0, MAX_PORT));
    section.end();
    return http;
  }

  private static Config.Worker worker(Section section) throws ConfigException {
    String aKind = "job kinds such as \"read_file\"";
    Config.Worker worker = new Config.Worker(section.flag("enabled", true),
        section.texts("kinds", List.of(), KIND, aKind), section.path("workspace", "workspace"),
        section.integer("max_concurrent", 2, 1, 64), section.integer("max_waiting", 4, 0, 1000),
        section.number("io_bytes_per_second", 8_000_000, 0, 1_000_000_000_000L),
        section.number("price_micros", 1_000_000, 0, 1_000_000_000_000L),
        section.table("prices_micros").numbers(KIND, aKind, 0, 1_000_000_000_000L));
    section.end();
    return worker;
  }

  private static Config.Tool tool(Section section) throws ConfigException {
    Config.Tool tool = new Config.Tool(section.flag("sensors", true), inputs(section),
        fetch(section.table("http")), llm(section.table("llm")), relay(section.table("relay")),
        commands(section));
    section.end();
    return tool;
  }

  private static List<Config.Input> inputs(Section section) throws ConfigException {
    List<Config.Input> inputs = new ArrayList<>();
    for (Section each : section.tables("gpio")) {
      Config.Input input = new Config.Input(
          each.text("name", "", "[a-z][a-z0-9_-]{0,31}", "a name such as \"door\", in lower case"),
          each.integer("bcm", 0, 0, Config.Input.LAST_BCM),
          each.text("pull", "none", "up|down|none", "\"up\", \"down\" or \"none\""),
          each.flag("active_low", false));
      for (String key : List.of("name", "bcm")) {
        if (!each.has(key)) {
          throw each.refusal(key, "expected one, for each pin");
        }
      }
      if (inputs.stream().anyMatch(one -> one.name().equals(input.name()))) {
        throw each.refusal("name", "expected another name for each pin");
      }
      if (inputs.stream().anyMatch(one -> one.bcm() == input.bcm())) {
        throw each.refusal("bcm", "expected another pin for each name");
      }
      inputs.add(input);
      each.end();
    }
    return inputs;
  }

  private static List<Config.Command> commands(Section section) throws ConfigException {
    List<Config.Command> commands = new ArrayList<>();
    for (Section each : section.tables("command")) {
      commands.add(new Config.Command(each.text("name", "", KIND, "a kind of job such as \"pdf_to_json\""),
          each.text("description", "A program of this machine.", "[^\\x00-\\x1f]{1,256}", "one line"),
          each.path("program", ""),
          each.texts("arguments", List.of(), "[^\\x00]{0,1024}", "words without null characters"),
          each.text("schema", "{\"type\":\"object\",\"additionalProperties\":false}", "(?s).{2,16384}",
              "a JSON Schema of at most 16 KiB"),
          each.flag("idempotent", false), each.flag("network", false), each.flag("pages", false),
          each.flag("reports", false), each.flag("as_root", false),
          each.integer("timeout_s", 60, 1, 86_400),
          each.number("memory_bytes", 134_217_728, 1_048_576, 1_000_000_000_000L),
          each.integer("output_bytes", 49_152, 1, 49_152)));
      if (!each.has("program")) {
        throw each.refusal("program", "expected the path of a program");
      }
      each.end();
    }
    return commands;
  }

  private static Config.Relay relay(Section section) throws ConfigException {
    Config.Relay relay = new Config.Relay(
        section.texts("kinds", List.of(), KIND, "job kinds such as \"llm_call\""),
        section.texts("idempotent", List.of(), KIND, "some of these kinds"),
        section.path("dir", "relay"), section.integer("lease_s", 60, 5, 86_400));
    section.end();
    if (!relay.kinds().containsAll(relay.idempotent())) {
      throw section.refusal("idempotent", "expected some of the kinds in tool.relay.kinds");
    }
    return relay;
  }

  private static Config.Fetch fetch(Section section) throws ConfigException {
    Config.Fetch fetch = new Config.Fetch(
        section.texts("hosts", List.of(),
            "(\\*\\.)?[a-z0-9.-]{1,253}(:[0-9]{1,5})?|\\[[0-9a-f:.]{2,45}](:[0-9]{1,5})?",
            "hosts such as \"example.org\", \"*.example.org\" or \"192.168.1.20:8080\", in lower case"),
        section.integer("max_bytes", 262_144, 1, 1_048_576), section.integer("timeout_s", 30, 1, 3600));
    section.end();
    return fetch;
  }

  private static Config.Llm llm(Section section) throws ConfigException {
    Optional<Path> keyFile = section.text("key_file", "", "[^\\x00]*", "a path").isEmpty()
        ? Optional.empty()
        : Optional.of(section.path("key_file", ""));
    Config.Llm llm = new Config.Llm(
        section.text("url", "", "|https?://[!-~&&[^?#]]{1,2000}",
            "a URL such as \"http://127.0.0.1:11434\", without ? and #"),
        section.text("protocol", "openai", "openai|ollama", "\"openai\" or \"ollama\""),
        section.texts("models", List.of(), "[A-Za-z0-9][A-Za-z0-9_./:+-]{0,127}", "names of models"), keyFile,
        section.integer("timeout_s", 300, 1, 86_400), section.integer("max_tokens", 1024, 1, 32_768),
        section.number("prompt_micros", 0, 0, 1_000_000_000),
        section.number("answer_micros", 0, 0, 1_000_000_000));
    if (!llm.url().isEmpty() && llm.models().isEmpty()) {
      throw section.refusal("models", "expected the names of models, the usual one first");
    }
    section.end();
    return llm;
  }

  private static Config.Gate gate(Section section) throws ConfigException {
    String aPhrase = "phrases of 3 to 100 characters";
    Config.Gate gate = new Config.Gate(
        section.texts("allow", List.of(), KIND, "job kinds such as \"read_file\""),
        section.texts("deny", List.of(), CAPABILITY, "kinds or capabilities such as \"shell_exec\""),
        section.texts("hard_phrases", List.of(), PHRASE, aPhrase),
        section.texts("soft_phrases", List.of(), PHRASE, aPhrase),
        section.integer("max_patch_operations", 50, 0, 10_000), section.integer("max_held", 100, 0, 1_000),
        section.integer("hold_hours", 168, 1, 8_760), audit(section.table("audit")));
    section.end();
    return gate;
  }

  private static Config.Audit audit(Section section) throws ConfigException {
    Config.Audit audit = new Config.Audit(
        section.texts("kinds", List.of(), KIND, "job kinds such as \"write_file\""),
        section.text("follow_ups", "none", "none|warned|all", "\"none\", \"warned\" or \"all\""),
        section.text("by", "nobody", "nobody|model|nodes", "\"nobody\", \"model\" or \"nodes\""),
        section.texts("auditors", List.of(), "[0-9a-f]{64}",
            "ids of nodes, 64 hexadecimal digits in lower case each"),
        section.integer("agree", 3, 1, MAX_AUDITORS), section.integer("timeout_s", 120, 1, 86_400),
        section.flag("answers", false),
        section.text("model", "", "|[A-Za-z0-9][A-Za-z0-9_./:+-]{0,127}", "one of tool.llm.models"));
    int seats = audit.auditors().size();
    if (seats > MAX_AUDITORS || audit.auditors().stream().distinct().count() < seats) {
      throw section.refusal("auditors", "expected at most " + MAX_AUDITORS + " nodes, none of them twice");
    }
    if (audit.by().equals(Config.Audit.NODES) && seats == 0) {
      throw section.refusal("auditors", "expected the ids of nodes that are asked");
    }
    if (audit.by().equals(Config.Audit.NODES) && (audit.agree() > seats || 2 * audit.agree() <= seats)) {
      throw section.refusal("agree", "expected more than half of the " + seats + " auditors, at most all");
    }
    section.end();
    return audit;
  }

  private static Config.Dispatch dispatch(Section section) throws ConfigException {
    Config.Dispatch dispatch = new Config.Dispatch(section.integer("jobs_per_minute", 600, 1, MANY),
        section.integer("burst", 600, 1, MANY), section.integer("jobs_per_minute_per_source", 60, 1, MANY),
        section.integer("burst_per_source", 60, 1, MANY), section.integer("max_in_flight", 100, 1, MANY),
        section.integer("max_in_flight_per_source", 100, 1, MANY),
        section.integer("max_queued", 1_000, 1, 100_000));
    section.end();
    return dispatch;
  }

  private static Config.Market market(Section section) throws ConfigException {
    String aTrait = "traits such as \"gpu\" or \"gpu:8G\"";
    Config.Market market = new Config.Market(section.texts("offers", List.of(), TRAIT, aTrait),
        section.texts("wants", List.of(), TRAIT, aTrait));
    section.end();
    return market;
  }

  private static Config.Console console(Section section) throws ConfigException {
    Config.Console console = new Config.Console(
        section.text("device", "", "|/[^\\x00]{1,255}",
            "a path such as \"/dev/ttyS0\", or \"\" for no console"),
        section.flag("ascii", false));
    section.end();
    return console;
  }

  private static Config.Clock clock(Section section) throws ConfigException {
    String gpsd = section.text("gpsd", "", "|" + ENDPOINT,
        "\"host:port\" such as \"127.0.0.1:2947\", or \"\" for none");
    section.end();
    int port = gpsd.isEmpty() ? 1 : Integer.parseInt(gpsd.substring(gpsd.lastIndexOf(':') + 1));
    if (port < 1 || port > MAX_PORT) {
      throw section.refusal("gpsd", "expected a port from 1 to " + MAX_PORT);
    }
    return new Config.Clock(gpsd);
  }

  private static Config.Log log(Section section) throws ConfigException {
    Config.Log log = new Config.Log(
        section.text("level", "info", "trace|debug|info|warn|error", "trace, debug, info, warn or error"),
        section.integer("trace_mb", 16, 0, 10_000));
    section.end();
    return log;
  }
}
