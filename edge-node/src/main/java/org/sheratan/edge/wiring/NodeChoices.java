package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.dispatch.SubmitLimits.Rate;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.GateRules.Opinions;
import org.sheratan.core.node.NodeSettings;
import org.sheratan.core.tool.local.LocalToolRunner;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;

/** The configuration as the lower floors want it. */
final class NodeChoices {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_NAME_CHARS = 32;
  private static final long SECOND_MS = 1_000;
  private static final long HOUR_MS = 3_600_000;

  private NodeChoices() {}

  static String name(Config config) {
    return config.node().name().isEmpty() ? hostName() : config.node().name();
  }

  /** Of this machine. */
  static String hostName() {
    return hostName(HOST_NAME);
  }

  static String hostName(Path file) {
    try {
      String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      String usable = name.replaceAll("[^A-Za-z0-9._-]", "");
      return usable.isEmpty() ? "node" : usable.substring(0, Math.min(usable.length(), MAX_NAME_CHARS));
    } catch (IOException unknown) {
      return "node";
    }
  }

  static Card card(Config config, NodeTools tools) throws StartRefusal {
    for (String kind : config.worker().kinds()) {
      if (tools.catalog().find(kind).isEmpty()) {
        throw new StartRefusal(ExitStatus.USAGE,
            config.file() + ": worker.kinds: this node does not know " + kind
                + "; it knows " + String.join(", ", tools.catalog().names()),
            "");
      }
    }
    List<String> kinds = offered(config.worker(), tools);
    boolean audits = config.worker().enabled() && kinds.contains(Ballot.KIND);
    if (config.gate().audit().by().equals(Config.Audit.MODEL) && !audits) {
      throw new StartRefusal(ExitStatus.USAGE, config.file()
          + ": gate.audit.by: this node's model is to be asked, and its worker does not run " + Ballot.KIND,
          "set worker.enabled, and name audit in worker.kinds or nothing");
    }
    List<String> offers = new ArrayList<>(config.market().offers());
    offers.addAll(config.worker().enabled() ? tools.offers() : List.of());
    return new Card(name(config), config.worker().enabled() ? kinds : List.of(), config.market().wants(),
        offers.stream().distinct().toList());
  }

  /** What was asked for, as far as it can be had here. */
  private static List<String> offered(Config.Worker worker, NodeTools tools) throws StartRefusal {
    Path there = worker.workspace().toAbsolutePath().getRoot();
    try {
      List<String> runs = tools.runs(LocalToolRunner.runnable(there));
      List<String> asked = worker.kinds().isEmpty() ? runs : worker.kinds();
      List<String> kinds = asked.stream().filter(runs::contains).toList();
      if (!kinds.equals(asked)) {
        Log.warn("kinds-left-out", "why", "not set up here, or nothing here to run them with", "left",
            String.join(",", kinds));
      }
      return kinds;
    } catch (IOException refused) {
      throw DataFolder.refusal(there, refused);
    }
  }

  static NodeSettings settings(Config config) {
    Config.Worker worker = config.worker();
    return new NodeSettings(worker.enabled() ? worker.maxConcurrent() : 0, worker.maxWaiting(),
        limits(config.dispatch()), worker.pricesMicros(), worker.priceMicros(), true,
        gates(config.gate()), auditors(config.gate().audit()));
  }

  private static AuditPlan auditors(Config.Audit audit) {
    long timeoutMs = audit.timeoutS() * SECOND_MS;
    return switch (audit.by()) {
      case Config.Audit.MODEL -> AuditPlan.central(timeoutMs);
      case Config.Audit.NODES -> new AuditPlan(false,
          audit.auditors().stream().map(NodeId::parse).toList(), audit.agree(), timeoutMs);
      default -> AuditPlan.NONE;
    };
  }

  private static SubmitLimits limits(Config.Dispatch dispatch) {
    return new SubmitLimits(dispatch.maxQueued(),
        new Rate(dispatch.jobsPerMinutePerSource(), dispatch.burstPerSource()),
        new Rate(dispatch.jobsPerMinute(), dispatch.burst()), dispatch.maxInFlight(),
        dispatch.maxInFlightPerSource());
  }

  static GateRules gates(Config.Gate gate) {
    return new GateRules(gate.allow(), gate.deny(), gate.hardPhrases(), gate.softPhrases(),
        gate.maxPatchOperations(), gate.maxHeld(), gate.holdHours() * HOUR_MS,
        new Opinions(gate.audit().kinds(),
            FollowUps.valueOf(gate.audit().followUps().toUpperCase(Locale.ROOT))));
  }
}
