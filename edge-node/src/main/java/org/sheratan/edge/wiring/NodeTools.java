package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.audit.Ballot;
import org.sheratan.core.gate.Gates;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.relay.Relay;
import org.sheratan.edge.relay.RelayTool;
import org.sheratan.edge.relay.WorkerBook;
import org.sheratan.edge.tool.llm.AuditTool;
import org.sheratan.edge.tool.llm.Dialect;
import org.sheratan.edge.tool.llm.LlmClient;
import org.sheratan.edge.tool.llm.LlmSettings;
import org.sheratan.edge.tool.llm.LlmTool;
import org.sheratan.edge.tool.llm.ModelsTool;
import org.sheratan.edge.tool.llm.PlanTool;
import org.sheratan.edge.tool.sensor.SensorTool;
import org.sheratan.edge.tool.web.FetchTool;
import org.sheratan.edge.tool.web.Resolver;
import org.sheratan.edge.tool.web.WebAddress;
import org.sheratan.edge.tool.web.WebLimits;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * What a node knows of tools, and which of those that need more than a workspace it has.
 *
 * @param catalog every kind it can check
 * @param more what is set up, and present, here
 * @param relay to workers outside
 * @param offers what the card says of it, such as {@code llm:qwen2.5-0.5b}
 */
record NodeTools(ToolCatalog catalog, SortedMap<String, Tool> more, Relay relay, List<String> offers) {
  private static final long MS = 1000;
  private static final int MAX_IDLE_MS = 30_000;
  private static final int MAX_OFFER_CHARS = 31;

  NodeTools {
    more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    offers = List.copyOf(offers);
  }

  /** @param machine where {@code sys} is: {@code /} but in tests */
  static NodeTools of(Config config, Path machine, Alarm alarm, Clock clock) throws StartRefusal {
    Config.Tool asked = config.tool();
    CommandTools commands = new CommandTools(config, alarm);
    ToolCatalog catalog = catalog(config, ToolCatalog.standard().with(commands.kinds()));
    SortedMap<String, Tool> more = new TreeMap<>();
    if (asked.sensors()) {
      SensorTool.on(machine, InputPins.of(config, machine)).ifPresent(tool -> more.put("sensor_read", tool));
    }
    Config.Fetch fetch = asked.fetch();
    if (!fetch.hosts().isEmpty()) {
      WebLimits limits = new WebLimits(MS * fetch.timeoutS(),
          (int) Math.min(MAX_IDLE_MS, MS * fetch.timeoutS()),
          fetch.maxBytes());
      more.put("http_fetch", new FetchTool(fetch.hosts(), limits, Resolver.SYSTEM, alarm));
    }
    List<String> offers = new ArrayList<>();
    if (!asked.llm().url().isEmpty()) {
      LlmClient client = new LlmClient(settings(config), Resolver.SYSTEM, alarm);
      more.put("llm_call", new LlmTool(client));
      more.put("llm_models", new ModelsTool(client));
      more.put("agent_plan", new PlanTool(client, catalog));
      asked.llm().models().forEach(model -> offers.add(offer(model)));
    }
    audit(config, alarm).ifPresent(tool -> more.put(Ballot.KIND, tool));
    more.putAll(commands.tools());
    Relay relay = relay(config, alarm, clock);
    relay.tool().ifPresent(tool -> asked.relay().kinds().forEach(kind -> more.putIfAbsent(kind, tool)));
    for (String kind : asked.relay().kinds()) {
      if (more.get(kind) != relay.tool().orElseThrow() || LocalToolRunner.KINDS.contains(kind)) {
        throw new StartRefusal(ExitStatus.USAGE,
            config.file() + ": tool.relay.kinds: this node runs " + kind + " by itself", "");
      }
    }
    return new NodeTools(catalog, more, relay, offers);
  }

  /** Where others are answered, or this node asks itself. */
  private static Optional<Tool> audit(Config config, Alarm alarm) throws StartRefusal {
    Config.Audit audit = config.gate().audit();
    boolean own = audit.by().equals(Config.Audit.MODEL);
    if (!own && !audit.answers()) {
      return Optional.empty();
    }
    boolean has = config.tool().llm().models().contains(audit.model());
    if (!has && (own || !audit.model().isEmpty())) {
      throw new StartRefusal(ExitStatus.USAGE,
          config.file() + ": gate.audit.model: expected one of tool.llm.models",
          "");
    }
    ToolCatalog known = ToolCatalog.standard();
    Gates rules = new Gates(NodeChoices.gates(config.gate()).withoutOpinions(),
        kind -> known.find(kind).isPresent());
    return Optional.of(new AuditTool(rules, has
        ? Optional
            .of(new AuditTool.Model(new LlmClient(settings(config), Resolver.SYSTEM, alarm), audit.model()))
        : Optional.empty()));
  }

  private static Relay relay(Config config, Alarm alarm, Clock clock) throws StartRefusal {
    WorkerBook workers = new WorkerBook();
    Config.Relay asked = config.tool().relay();
    if (asked.kinds().isEmpty()) {
      return new Relay(workers, Optional.empty());
    }
    try {
      return new Relay(workers,
          Optional.of(new RelayTool(asked.folder(), workers, clock, alarm, MS * asked.leaseS())));
    } catch (IOException refused) {
      throw DataFolder.refusal(asked.folder(), refused);
    }
  }

  /** Kinds that nobody described take any parameters. */
  private static ToolCatalog catalog(Config config, ToolCatalog known) throws StartRefusal {
    Config.Relay relay = config.tool().relay();
    for (String kind : relay.idempotent()) {
      if (known.find(kind).isPresent()) {
        throw new StartRefusal(ExitStatus.USAGE,
            config.file() + ": tool.relay.idempotent: whether " + kind + " may run twice is known",
            "sheratan tool show " + kind);
      }
    }
    return known.with(relay.kinds().stream().map(kind -> known.find(kind)
        .orElseGet(() -> ToolKind.free(kind, "Runs at a worker outside of the node.",
            relay.idempotent().contains(kind), "run"))
        .doneElsewhere()).toList());
  }

  private static LlmSettings settings(Config config) throws StartRefusal {
    Config.Llm llm = config.tool().llm();
    try {
      return new LlmSettings(WebAddress.parse("tool.llm.url", llm.url()),
          llm.protocol().equals("ollama") ? Dialect.OLLAMA : Dialect.OPENAI, llm.models(), llm.keyFile(),
          MS * llm.timeoutS(), llm.maxTokens(), llm.promptMicros(), llm.answerMicros());
    } catch (MalformedException broken) {
      throw new StartRefusal(ExitStatus.USAGE, config.file() + ": " + broken.getMessage(), "");
    }
  }

  /** So that a job can need a model: {@code llm:qwen2.5-0.5b}. */
  private static String offer(String model) {
    String plain = model.replaceAll("[^A-Za-z0-9_.+-]", "-");
    return "llm:" + plain.substring(0, Math.min(plain.length(), MAX_OFFER_CHARS));
  }

  /** Those it runs, of the kinds that run in a workspace and its own; sorted. */
  List<String> runs(List<String> inWorkspace) {
    List<String> runs = new ArrayList<>(inWorkspace);
    runs.addAll(more.keySet());
    Collections.sort(runs);
    return runs;
  }
}
