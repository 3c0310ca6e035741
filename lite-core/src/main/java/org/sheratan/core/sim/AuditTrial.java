package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.audit.AuditPlan;
import org.sheratan.core.audit.Ballot;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.gate.GateRules.FollowUps;
import org.sheratan.core.gate.GateRules.Opinions;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.NodeSettings;
import org.sheratan.core.sim.FleetPlan.MediumKind;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.EtherFaults;
import org.sheratan.radio.ether.Topology;

/**
 * Real nodes in virtual time: one owner, and its auditors. Measures what they decide and how long it takes, from the
 * submission until the verdict is on the owner's disk. What nodes compute takes no virtual time; frames, disks (1 to 30 ms a
 * commit) and judgments do.
 */
public final class AuditTrial {
  private static final String WORK = "sim_work";
  private static final ToolCatalog CATALOG = new ToolCatalog(
      List.of(ToolKind.free(WORK, "Does nothing, at once.", true, "run"),
          ToolKind.free(Ballot.KIND, "Says what the plan says.", true, "run")));
  private static final double BAD = 0.3;
  private static final int PLENTY = 1_000_000;
  private static final long DAY_MS = 86_400_000;
  private static final long AUDIT_MS = 20 * 60_000;
  /** Everybody is known, every session made. */
  private static final long SETTLED_MS = 60_000;
  private static final long SETTLED_BY_RADIO_MS = 30 * 60_000;

  private final AuditTrialPlan plan;
  private final Entropy entropy;
  private final VirtualTime time = new VirtualTime();
  private final Medium medium;
  private final Runnable storm;
  private final List<SimNode> nodes = new ArrayList<>();
  private final SortedMap<JobId, Long> submittedMs = new TreeMap<>();
  private final SortedMap<JobId, Boolean> bad = new TreeMap<>();
  private final SortedMap<JobId, Boolean> verdicts = new TreeMap<>();
  private final List<Long> latenciesMs = new ArrayList<>();
  private long firstMs = -1;
  private long lastMs;

  private AuditTrial(AuditTrialPlan plan) {
    this.plan = plan;
    this.entropy = new SeededEntropy(plan.seed());
    if (plan.medium() == MediumKind.PACKETS) {
      PacketMedium packets = new PacketMedium(entropy.fork("ether"), EtherFaults.NONE, Topology.full());
      this.medium = packets;
      this.storm = () -> packets.faults(EtherFaults.HARSH);
    } else {
      this.medium = new RadioMedium(FleetRadio.PLAN, FleetRadio.boards(plan.medium()), entropy.fork("ether"),
          Topology.full());
      this.storm = () -> {
        // Radios have weather of their own.
      };
    }
  }

  /**
   * Runs {@code plan} from start to end.
   *
   * @throws InvariantBroken when a request vanishes
   */
  public static AuditTrialReport run(AuditTrialPlan plan) {
    AuditTrial trial = new AuditTrial(plan);
    trial.boot();
    trial.submitAll();
    trial.advance(trial.time.nowMs() + Math.round(1000 * plan.jobs() / plan.perSecond()));
    long endMs = trial.time.nowMs() + 2 * AUDIT_MS;
    while (trial.time.nowMs() < endMs && trial.verdicts.size() < plan.jobs()) {
      trial.advance(trial.time.nowMs() + 1_000);
    }
    return trial.report();
  }

  private void boot() {
    List<NodeId> seats = new ArrayList<>();
    for (int index = 0; index < plan.auditors(); index++) {
      SimBody body = body("auditor" + index, List.of(Ballot.KIND), AuditPlan.NONE, index < plan.liars(),
          JobObserver.NONE);
      seats.add(body.id());
      nodes.add(node(body));
    }
    AuditPlan audits = seats.isEmpty()
        ? AuditPlan.central(AUDIT_MS)
        : new AuditPlan(false, seats, plan.agree(), AUDIT_MS);
    List<String> own = seats.isEmpty() ? List.of(Ballot.KIND, WORK) : List.of(WORK);
    nodes.addFirst(node(body("owner", own, audits, false, new Verdicts())));
    nodes.forEach(node -> time.in(0, node::boot));
    advance(plan.medium() == MediumKind.PACKETS ? SETTLED_MS : SETTLED_BY_RADIO_MS);
  }

  private SimBody body(String name, List<String> kinds, AuditPlan audits, boolean liar,
      JobObserver observer) {
    GateRules gates = new GateRules(List.of(), List.of(), List.of(), List.of(), 50, PLENTY, DAY_MS,
        new Opinions(List.of(WORK), FollowUps.NONE));
    NodeSettings settings = new NodeSettings(plan.places(), 1_000, SubmitLimits.onlyDepth(PLENTY),
        new TreeMap<>(), 1, false, gates, audits);
    SimHabits habits = new SimHabits(kinds, CATALOG, life -> settings, new AuditCraft(plan, liar));
    return new SimBody(name, habits, observer, new MessagePromises(this::broken),
        new Labor(new Promises(this::broken)), entropy.fork(name));
  }

  private void broken(String what) {
    throw new InvariantBroken(plan.seed(), time.nowMs(), what);
  }

  private SimNode node(SimBody body) {
    return new SimNode(body, medium, time, new TraceHash(), line -> {
      // Nobody reads it here.
    }, new SimClock(0, true, 0), entropy.fork("power " + body.name()));
  }

  /** A Poisson process: gaps are exponentially distributed. */
  private void submitAll() {
    Entropy arrivals = entropy.fork("arrivals");
    if (plan.harsh()) {
      storm.run();
    }
    double atMs = 0;
    for (int job = 0; job < plan.jobs(); job++) {
      atMs += -StrictMath.log(1 - arrivals.nextDouble()) * 1000 / plan.perSecond();
      boolean wrong = arrivals.chance(BAD);
      time.in(Math.round(atMs), () -> submit(wrong));
    }
  }

  private void submit(boolean wrong) {
    long atMs = time.nowMs();
    firstMs = firstMs < 0 ? atMs : firstMs;
    Json.Obj params = Json.Obj.EMPTY.with("path", "data/log").with(AuditCraft.BAD, wrong);
    nodes.getFirst().ask(
        new Command.Submit(JobSpec.of(WORK, params), new Origin(Origin.Zone.SIMULATION, "")),
        answer -> {
          if (!(answer instanceof Answer.Accepted accepted)) {
            throw new InvariantBroken(plan.seed(), time.nowMs(), "a request was refused: " + answer);
          }
          submittedMs.put(accepted.job().id(), atMs);
          bad.put(accepted.job().id(), wrong);
        });
  }

  private void advance(long untilMs) {
    for (long nextMs = nextDueMs(); nextMs <= untilMs; nextMs = nextDueMs()) {
      step(nextMs);
    }
    step(untilMs);
  }

  private long nextDueMs() {
    return Math.min(time.nextDueMs(), medium.nextDueMs());
  }

  private void step(long toMs) {
    medium.advance(toMs);
    time.advance(toMs);
    medium.deliverDue(toMs);
  }

  /** Hears the owner's verdicts once they are on disk. */
  private final class Verdicts implements JobObserver {
    @Override
    public void decided(JobId job, boolean approved) {
      verdicts.put(job, approved);
      lastMs = time.nowMs();
      if (submittedMs.containsKey(job)) {
        latenciesMs.add(lastMs - submittedMs.get(job));
      }
    }
  }

  private AuditTrialReport report() {
    if (bad.size() != plan.jobs() || latenciesMs.size() != verdicts.size()) {
      throw new InvariantBroken(plan.seed(), time.nowMs(),
          bad.size() + " of " + plan.jobs() + " requests were answered, " + latenciesMs.size() + " of "
              + verdicts.size() + " verdicts came after the answer");
    }
    latenciesMs.sort(null);
    int wrongly = count(true, true);
    int badOnes = (int) bad.values().stream().filter(wrong -> wrong).count();
    return new AuditTrialReport(plan.jobs(), badOnes, wrongly, count(false, false),
        plan.jobs() - verdicts.size(), latenciesMs, Math.max(0, lastMs - firstMs), medium.transmissions());
  }

  private int count(boolean wrong, boolean approved) {
    return (int) verdicts.entrySet().stream()
        .filter(verdict -> verdict.getValue() == approved && bad.get(verdict.getKey()) == wrong).count();
  }
}
