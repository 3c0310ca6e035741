package org.sheratan.edge.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration as TOML with every default filled in; reading it back gives an equal one. */
public final class EffectiveConfig {
  private EffectiveConfig() {}

  /** Every key, one a line. Key files are named; what is in them is never read. */
  public static String print(Config config) {
    return String.join("\n", tables(config).values());
  }

  /** One table of {@link #print}, such as {@code console}, with its header. */
  public static String table(Config config, String name) {
    return tables(config).get(name);
  }

  /** One line of {@link #print}, such as {@code lan_port = 8443}. */
  public static String setting(Config config, String table, String key) {
    return table(config, table).lines().filter(line -> line.startsWith(key + " = ")).findFirst()
        .orElseThrow();
  }

  private static SequencedMap<String, String> tables(Config config) {
    SequencedMap<String, String> out = new LinkedHashMap<>();
    section(out, "node", line("name", config.node().name()),
        line("data", config.node().dataFolder().toString()));
    section(out, "network", line("key_file", config.network().keyFile().toString()));
    Config.Udp udp = config.udp();
    section(out, "udp", line("enabled", udp.enabled()), line("interfaces", udp.interfaces()),
        line("port", udp.port()), line("discovery_port", udp.discoveryPort()), line("peers", udp.peers()));
    Config.Radio radio = config.radio();
    section(out, "radio", line("board", radio.board()), line("port", radio.port()),
        line("region", radio.region()), line("frequency_hz", radio.frequencyHz()),
        line("spreading_factor", radio.spreadingFactor()), line("bandwidth_hz", radio.bandwidthHz()),
        line("coding_rate", radio.codingRate()), line("preamble_symbols", radio.preambleSymbols()),
        line("power_dbm", radio.powerDbm()), line("antenna_gain_dbi", radio.antennaGainDbi()),
        line("cable_loss_db", radio.cableLossDb()), line("antenna_confirmed", radio.antennaConfirmed()),
        line("airtime_dir", radio.airtimeFolder().toString()));
    Config.Http http = config.http();
    section(out, "http", line("enabled", http.enabled()), line("address", http.address()),
        line("port", http.port()),
        line("names", http.names()), line("max_connections", http.maxConnections()),
        line("lan", http.lan()), line("lan_port", http.lanPort()),
        line("original", http.original()), line("original_port", http.originalPort()));
    Config.Worker worker = config.worker();
    section(out, "worker", line("enabled", worker.enabled()), line("kinds", worker.kinds()),
        line("workspace", worker.workspace().toString()), line("max_concurrent", worker.maxConcurrent()),
        line("max_waiting", worker.maxWaiting()), line("io_bytes_per_second", worker.ioBytesPerSecond()),
        line("price_micros", worker.priceMicros()));
    section(out, "worker.prices_micros", worker.pricesMicros().entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue())).toArray(String[]::new));
    tools(out, config.tool());
    Config.Gate gate = config.gate();
    section(out, "gate", line("allow", gate.allow()), line("deny", gate.deny()),
        line("hard_phrases", gate.hardPhrases()), line("soft_phrases", gate.softPhrases()),
        line("max_patch_operations", gate.maxPatchOperations()), line("max_held", gate.maxHeld()),
        line("hold_hours", gate.holdHours()));
    Config.Audit audit = gate.audit();
    section(out, "gate.audit", line("kinds", audit.kinds()), line("follow_ups", audit.followUps()),
        line("by", audit.by()), line("auditors", audit.auditors()), line("agree", audit.agree()),
        line("timeout_s", audit.timeoutS()), line("answers", audit.answers()), line("model", audit.model()));
    Config.Dispatch dispatch = config.dispatch();
    section(out, "dispatch", line("jobs_per_minute", dispatch.jobsPerMinute()),
        line("burst", dispatch.burst()),
        line("jobs_per_minute_per_source", dispatch.jobsPerMinutePerSource()),
        line("burst_per_source", dispatch.burstPerSource()), line("max_in_flight", dispatch.maxInFlight()),
        line("max_in_flight_per_source", dispatch.maxInFlightPerSource()),
        line("max_queued", dispatch.maxQueued()));
    section(out, "market", line("offers", config.market().offers()), line("wants", config.market().wants()));
    section(out, "clock", line("gpsd", config.clock().gpsd()));
    section(out, "console", line("device", config.console().device()),
        line("ascii", config.console().ascii()));
    section(out, "log", line("level", config.log().level()),
        line("trace_mb", config.log().traceMb()));
    return out;
  }

  private static void tools(SequencedMap<String, String> out, Config.Tool tool) {
    section(out, "tool", line("sensors", tool.sensors()));
    section(out, "tool.http", line("hosts", tool.fetch().hosts()), line("max_bytes", tool.fetch().maxBytes()),
        line("timeout_s", tool.fetch().timeoutS()));
    Config.Llm llm = tool.llm();
    section(out, "tool.llm", line("url", llm.url()), line("protocol", llm.protocol()),
        line("models", llm.models()), line("key_file", llm.keyFile().map(Path::toString).orElse("")),
        line("timeout_s", llm.timeoutS()), line("max_tokens", llm.maxTokens()),
        line("prompt_micros", llm.promptMicros()), line("answer_micros", llm.answerMicros()));
    section(out, "tool.relay", line("kinds", tool.relay().kinds()),
        line("idempotent", tool.relay().idempotent()),
        line("dir", tool.relay().folder().toString()), line("lease_s", tool.relay().leaseS()));
    if (!tool.inputs().isEmpty()) {
      out.put("tool.gpio",
          tool.inputs().stream().map(EffectiveConfig::input).collect(Collectors.joining("\n")));
    }
    if (!tool.commands().isEmpty()) {
      out.put("tool.command",
          tool.commands().stream().map(EffectiveConfig::command).collect(Collectors.joining("\n")));
    }
  }

  private static String input(Config.Input input) {
    return Stream.of("[[tool.gpio]]", line("name", input.name()), line("bcm", input.bcm()),
        line("pull", input.pull()), line("active_low", input.activeLow()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String command(Config.Command command) {
    return Stream.of("[[tool.command]]", line("name", command.name()),
        line("description", command.description()), line("program", command.program().toString()),
        line("arguments", command.arguments()), line("schema", command.schema()),
        line("idempotent", command.idempotent()), line("network", command.network()),
        line("pages", command.pages()), line("reports", command.reports()),
        line("as_root", command.asRoot()),
        line("timeout_s", command.timeoutS()),
        line("memory_bytes", command.memoryBytes()), line("output_bytes", command.outputBytes()))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void section(SequencedMap<String, String> out, String name, String... lines) {
    out.put(name, Stream.concat(Stream.of("[" + name + "]"), Stream.of(lines))
        .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(String key, String value) {
    return key + " = " + quoted(value);
  }

  private static String line(String key, boolean value) {
    return key + " = " + value;
  }

  private static String line(String key, double value) {
    return key + " = " + value;
  }

  private static String line(String key, long value) {
    return key + " = " + value;
  }

  private static String line(String key, List<String> values) {
    return key + " = "
        + values.stream().map(EffectiveConfig::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A basic string (TOML 1.0). */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars().forEach(each -> {
      if (each == '"' || each == '\\') {
        out.append('\\').append((char) each);
      } else if (each < ' ' || each == 0x7f) {
        out.append("\\u%04x".formatted(each));
      } else {
        out.append((char) each);
      }
    });
    return out.append('"').toString();
  }
}
