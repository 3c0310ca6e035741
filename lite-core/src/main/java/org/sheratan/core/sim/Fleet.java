package org.sheratan.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.ether.Topology;

/**
 * A whole mesh of real nodes in one JVM and in virtual time. Everything follows from the plan's seed. Promises are
 * checked as each decision becomes durable; the first one broken ends the run with {@link InvariantBroken}.
 */
public final class Fleet {
  private static final long ANSWER_MS = 5_000;
  private static final int JOBS_OF_A_CLONE = 4;

  private final FleetPlan plan;
  private final Consumer<String> trails;
  private final Entropy entropy;
  private final VirtualTime time = new VirtualTime();
  private final TraceHash trace = new TraceHash();
  private final Promises promises;
  private final Labor labor;
  private final MessagePromises messagePromises;
  private final Correspondence correspondence;
  private final GroupTalk groupTalk;
  private final Operators operators;
  private final Medium medium;
  private final List<SimNode> nodes = new ArrayList<>();
  /** Copies of nodes' cards that run beside them. */
  private final List<SimNode> clones = new ArrayList<>();
  private final SortedSet<Integer> dead = new TreeSet<>();
  private long convergedMs = -1;
  private int crashes;
  private final SortedMap<JobState, Integer> ends = new TreeMap<>();

  private Fleet(FleetPlan plan, Consumer<String> trails) {
    this.plan = plan;
    this.trails = trails;
    this.entropy = new SeededEntropy(plan.seed());
    this.promises = new Promises(this::broken);
    this.labor = new Labor(promises);
    this.messagePromises = new MessagePromises(this::broken);
    this.correspondence = new Correspondence(nodes, time, messagePromises, entropy.fork("correspondence"));
    this.groupTalk = new GroupTalk(nodes, time, messagePromises, entropy.fork("group talk"));
    this.operators = new Operators(time, promises, entropy.fork("operators"));
    this.medium = medium(plan);
    Witness witness = new Witness(promises,
        run -> Stream.concat(nodes.stream(), clones.stream()).anyMatch(node -> node.isRunning(run)));
    for (int index = 0; index < plan.nodes(); index++) {
      Entropy own = entropy.fork("node " + index);
      Entropy ofBody = own.fork("body");
      SimHabits habits = SimHabits.usual(index, plan.work(), ofBody.fork("card"));
      SimBody body = new SimBody(nameOf(index), habits, witness, messagePromises, labor, ofBody);
      nodes.add(new SimNode(body, medium, time, trace, trails, clock(own.fork("clock")), own.fork("power")));
    }
  }

  /**
   * Runs {@code plan} from start to end.
   *
   * @throws InvariantBroken when a promise is not kept
   */
  public static FleetReport run(FleetPlan plan) {
    return run(plan, line -> {
      // The hash of everything has them too.
    });
  }

  /** @param trails takes every line of the nodes' decision traces */
  static FleetReport run(FleetPlan plan, Consumer<String> trails) {
    Fleet fleet = new Fleet(plan, trails);
    fleet.schedule();
    fleet.advance(plan.faultsMs());
    fleet.heal();
    fleet.advance(plan.faultsMs() + plan.quietMs());
    fleet.reckon();
    fleet.auditAir();
    return fleet.report();
  }

  /** A fleet to be driven step by step: healthy nodes that boot within two seconds, and no jobs but those asked for. */
  public static Fleet live(FleetPlan plan) {
    Fleet fleet = new Fleet(plan, line -> {
      // Whoever drives it asks the nodes.
    });
    fleet.bootAll();
    return fleet;
  }

  /** Names the simulated network in receipts. */
  public static Bytes network() {
    return SimBody.NETWORK.id();
  }

  public List<String> names() {
    return nodes.stream().map(SimNode::name).toList();
  }

  public long nowMs() {
    return time.nowMs();
  }

  /** Short name of a node, as its jobs have it. */
  String owner(int index) {
    return nodes.get(index).owner();
  }

  /** When something happens next. */
  public long nextDueMs() {
    return Math.min(time.nextDueMs(), medium.nextDueMs());
  }

  /** Lets everything happen that is due until {@code untilMs} of true time. */
  public void advance(long untilMs) {
    for (long nextMs = nextDueMs(); nextMs <= untilMs; nextMs = nextDueMs()) {
      step(nextMs);
    }
    step(untilMs);
  }

  /**
   * Asks one node; the answer comes during a later {@link #advance}, or never when its power fails first.
   *
   * @return false when that node is down
   */
  public boolean ask(int index, Command command, Consumer<Answer> answer) {
    SimNode node = nodes.get(index);
    if (node.up()) {
      if (command instanceof Command.DecideHeld decision) {
        promises.asked(decision.job());
      }
      node.ask(command, answer);
    }
    return node.up();
  }

  private Medium medium(FleetPlan of) {
    List<String> names = IntStream.range(0, of.nodes()).mapToObj(Fleet::nameOf).toList();
    Topology topology = switch (of.shape()) {
      case MESH -> Topology.full();
      case LINE -> Topology.line(names);
      case RING -> Topology.ring(names);
    };
    return switch (of.medium()) {
      case PACKETS -> new PacketMedium(entropy.fork("ether"), of.faults(), topology);
      case SX1276, SX1262, RNODE -> new RadioMedium(FleetRadio.PLAN, FleetRadio.boards(of.medium()),
          entropy.fork("ether"), topology);
    };
  }

  private static String nameOf(int index) {
    return "n" + index;
  }

  private SimClock clock(Entropy from) {
    int driftPpm = from.nextInt(2 * SimClock.MAX_DRIFT_PPM) - SimClock.MAX_DRIFT_PPM;
    return new SimClock(plan.crashes() ? driftPpm : 0, from.chance(0.5), from.nextLong(86_400_000L));
  }

  private void schedule() {
    bootAll();
    Workload workload = new Workload(entropy.fork("workload"), plan.crashes());
    for (int job = 0; job < plan.jobs(); job++) {
      Workload.Order order = workload.next(plan.nodes(), plan.faultsMs());
      time.in(order.atMs(), () -> submit(nodes.get(order.node()), order));
    }
    correspondence.schedule(plan.messages(), plan.faultsMs());
    groupTalk.schedule(plan.groupWords(), plan.faultsMs());
    if (plan.crashes()) {
      Fault.plan(plan.nodes(), plan.faultsMs(), entropy.fork("faults"))
          .forEach(fault -> time.in(fault.atMs(), () -> strike(fault)));
    }
    if (plan.rollbacks()) {
      Fault.rollbacks(plan.nodes(), plan.faultsMs(), entropy.fork("rollbacks"))
          .forEach(fault -> time.in(fault.atMs(), () -> strike(fault)));
    }
  }

  private void bootAll() {
    Entropy starts = entropy.fork("starts");
    for (SimNode node : nodes) {
      time.in(starts.nextLong(2_000), node::boot);
    }
    time.in(1_000, this::lookForConvergence);
  }

  private void submit(SimNode node, Workload.Order order) {
    if (!node.up()) {
      return;
    }
    List<JobId> needs = order.follows()
        ? promises.latestOf(node.owner()).map(List::of).orElse(List.of())
        : List.of();
    submit(node, order.spec().after(needs), answer -> {});
  }

  /** Hands a request in at a node that is up; what is accepted has to be kept. */
  void submit(int index, JobSpec spec, Consumer<Answer> told) {
    submit(nodes.get(index), spec, told);
  }

  private void submit(SimNode node, JobSpec spec, Consumer<Answer> told) {
    node.ask(new Command.Submit(spec, new Origin(Origin.Zone.SIMULATION, "")),
        answer -> {
          told.accept(answer);
          if (answer instanceof Answer.Accepted accepted) {
            trace.event(time.nowMs(), node.name(), "accepted " + accepted.job().id(), Bytes.EMPTY);
            promises.accepted(accepted.job().id(), spec.dependsOn());
            promises.keptBy(accepted.job().notes().custody().heirs().size());
            if (accepted.job().state() == JobState.HELD) {
              operators.onHeld(node, accepted.job().id());
            }
          } else {
            trace.event(time.nowMs(), node.name(), "refused", Bytes.EMPTY);
          }
        });
  }

  private void strike(Fault fault) {
    switch (fault) {
      case Fault.Crash crash -> {
        if (powerOff(crash.node())) {
          powerOn(crash.node(), crash.downMs());
        }
      }
      case Fault.Die die -> kill(die.node());
      case Fault.Partition partition -> {
        Set<String> side = partition.side().stream().map(Fleet::nameOf)
            .collect(Collectors.toCollection(TreeSet::new));
        medium.topology().partition(List.of(side));
        time.in(partition.forMs(), () -> medium.topology().heal());
      }
      case Fault.Backup backup -> nodes.get(backup.node()).body().backUp();
      case Fault.Restore restore -> rollBack(restore.node(), restore.downMs(), SimBody::restore);
      case Fault.Empty empty -> rollBack(empty.node(), empty.downMs(), body -> {
        body.emptyJournal();
        return true;
      });
      case Fault.Clone clone -> runClone(clone);
      case Fault.WallJump jump -> nodes.get(jump.node()).clock().jumpWall(jump.byMs());
    }
  }

  private void rollBack(int index, long downMs, Predicate<SimBody> change) {
    SimNode node = nodes.get(index);
    int epoch = node.up() ? node.epoch() : 0;
    if (powerOff(index)) {
      if (change.test(node.body())) {
        promises.release(node.owner(), epoch);
      }
      powerOn(index, downMs);
    }
  }

  /** Beside its original, with jobs of its own: both learn of each other, one of them gives way. */
  private void runClone(Fault.Clone fault) {
    SimNode original = nodes.get(fault.node());
    if (!original.up()) {
      return;
    }
    promises.release(original.owner(), original.epoch());
    Entropy own = entropy.fork("clone " + clones.size());
    String name = original.name() + "-" + clones.size();
    SimNode clone = new SimNode(original.body().copy(name, own.fork("body")), medium, time, trace, trails,
        clock(own.fork("clock")), own.fork("power"));
    clones.add(clone);
    clone.boot();
    Workload workload = new Workload(own.fork("workload"), plan.crashes());
    for (int job = 0; job < JOBS_OF_A_CLONE; job++) {
      Workload.Order order = workload.next(1, fault.forMs());
      time.in(order.atMs(), () -> {
        if (clone.up()) {
          clone.ask(new Command.Submit(order.spec(), new Origin(Origin.Zone.SIMULATION, "")), answer -> {
            // Nobody counts on a clone; only that it gives no id its original gives.
          });
        }
      });
    }
    time.in(fault.forMs(), () -> {
      if (clone.up()) {
        clone.crash();
      }
    });
  }

  /** What stateful tools did. */
  Labor labor() {
    return labor;
  }

  boolean powerOff(int index) {
    SimNode node = nodes.get(index);
    boolean wasUp = node.up();
    if (wasUp) {
      crashes++;
      node.crash();
    }
    return wasUp;
  }

  void powerOn(int index) {
    if (!dead.contains(index) && !nodes.get(index).up()) {
      nodes.get(index).boot();
    }
  }

  /** Power comes back {@code inMs} from now. */
  void powerOn(int index, long inMs) {
    time.in(inMs, () -> powerOn(index));
  }

  private void heal() {
    medium.calm();
    medium.topology().heal();
    clones.stream().filter(SimNode::up).forEach(clone -> {
      promises.release(clone.owner(), clone.epoch());
      clone.crash();
    });
    if (plan.rollbacks()) {
      // Who gave way to a clone only comes back with a new start.
      IntStream.range(0, nodes.size()).forEach(this::powerOff);
    }
    IntStream.range(0, nodes.size()).forEach(this::powerOn);
  }

  private void lookForConvergence() {
    if (nodes.stream().allMatch(node -> node.up() && node.knownPeers() == nodes.size() - 1)) {
      convergedMs = time.nowMs();
    } else {
      time.in(1_000, this::lookForConvergence);
    }
  }

  private void step(long toMs) {
    medium.advance(toMs);
    time.advance(toMs);
    medium.deliverDue(toMs);
  }

  /** Jobs that have ended, as their owners decided. */
  int ended() {
    return promises.endedCount();
  }

  /** Power fails there, for good. */
  void kill(int index) {
    powerOff(index);
    dead.add(index);
  }

  /** Asks every living owner what became of what it accepted; each must answer. */
  FleetReport reckoned() {
    reckon();
    return report();
  }

  /** Reads the air, not the meters. */
  void auditAir() {
    if (!medium.breaches().isEmpty()) {
      broken("the law was broken: " + medium.breaches());
    }
  }

  /** Asks every living owner about every job and message it accepted; each must answer, and soon. */
  private void reckon() {
    SortedSet<JobId> unanswered = new TreeSet<>();
    for (JobId job : promises.accepted()) {
      for (SimNode node : nodes) {
        if (node.up() && node.owns(job)) {
          unanswered.add(job);
          node.ask(new Command.Show(job), answer -> {
            unanswered.remove(job);
            reckon(job, answer);
          });
        }
      }
    }
    boolean connected = dead.isEmpty() || plan.shape() == FleetPlan.Shape.MESH;
    correspondence.reckon(connected && !groupTalk.revoked());
    groupTalk.reckon();
    advance(time.nowMs() + ANSWER_MS);
    if (!unanswered.isEmpty() || !correspondence.answered() || !groupTalk.answered()) {
      broken("no answer about " + (unanswered.isEmpty() ? "a message" : unanswered));
    }
  }

  private void reckon(JobId job, Answer answer) {
    if (answer instanceof Answer.OneJob known) {
      promises.finallyIs(job, known.job().state());
      ends.merge(known.job().state(), 1, Integer::sum);
    } else {
      promises.lost(job);
    }
  }

  public FleetReport report() {
    return new FleetReport(plan.nodes(), plan.seed(), convergedMs, time.nowMs(), promises.accepted().size(),
        ends, promises.kept(), promises.deputies(), promises.heldEver(), promises.awards(),
        labor.resumed(), messagePromises.accepted(),
        correspondence.delivered(),
        messagePromises.shownInGroups(), crashes,
        medium.transmissions(), medium.airtime(), trace.events(), trace.hex());
  }

  private void broken(String what) {
    throw new InvariantBroken(plan.seed(), time.nowMs(), what);
  }
}
