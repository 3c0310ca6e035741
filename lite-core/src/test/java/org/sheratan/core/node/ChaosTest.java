package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Priority;

/** Everything at once, from a seed: loss, duplicates, partitions, drift, crashes that lose what was not synced. */
class ChaosTest {
  private static final int SEEDS = Integer.getInteger("sheratan.chaos", 60);
  private static final String[] KINDS = {"quick", "slow", "once", "fails", "rejects"};
  private static final long TROUBLE_MS = 240_000;

  @Test
  void canKeepEveryPromiseWhateverFails() {
    Map<JobState, Integer> ends = new TreeMap<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      try {
        new Run(seed).all(ends);
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
    System.out.println(SEEDS + " seeds ended as " + ends);
    assertTrue(ends.keySet().containsAll(List.of(JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED,
        JobState.EXPIRED, JobState.OUTCOME_UNKNOWN)), ends.toString());
  }

  private static final class Run {
    private final World world;
    private final SeededEntropy entropy;
    private final List<WorldNode> nodes = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Long> cancels = new ArrayList<>();

    private record Asked(WorldNode at, long token) {}

    Run(long seed) {
      world = new World(seed);
      entropy = new SeededEntropy(seed).fork("chaos");
      world.loss = 0.3;
      world.duplication = 0.1;
      int count = 3 + entropy.nextInt(3);
      for (int index = 0; index < count; index++) {
        WorldNode node = new WorldNode(world, "node" + index, Settings.worker(index == 0 ? 0 : 2, 10 + index),
            KINDS);
        node.rate = 0.99 + 0.01 * entropy.nextInt(3);
        node.toolMs = 1_000 + entropy.nextLong(25_000);
        node.commitMs = 1 + entropy.nextLong(300);
        nodes.add(world.add(node));
      }
    }

    void all(Map<JobState, Integer> ends) {
      for (int event = 0; event < 60; event++) {
        world.at(entropy.nextLong(TROUBLE_MS), this::trouble);
      }
      world.run(TROUBLE_MS);
      world.loss = 0;
      world.duplication = 0;
      world.cut = (from, to) -> false;
      nodes.stream().filter(node -> !node.up()).forEach(WorldNode::start);
      world.run(600_000);
      for (Asked each : asked) {
        Answer answer = each.at().answers.get(each.token());
        if (answer instanceof Answer.Accepted accepted) {
          ends.merge(check(each.at(), accepted.job().id()), 1, Integer::sum);
        }
      }
    }

    private JobState check(WorldNode owner, JobId id) {
      Job job = owner.show(id);
      assertTrue(job.state().terminal(), () -> job + "\n" + world.witness);
      JobState seen = world.witness.ended.get(id);
      assertTrue(seen == null || seen == job.state(), () -> "ended as " + seen + " and is " + job);
      assertEquals(job.state() == JobState.COMPLETED, job.receipt().isPresent());
      return job.state();
    }

    private void trouble() {
      WorldNode node = nodes.get(entropy.nextInt(nodes.size()));
      switch (entropy.nextInt(10)) {
        case 0, 1 -> crash(node);
        case 2 -> cut();
        case 3 -> cancel();
        default -> submit(node);
      }
    }

    private void submit(WorldNode node) {
      if (node.up()) {
        JobSpec spec = new JobSpec(KINDS[entropy.nextInt(KINDS.length)], Json.Obj.EMPTY,
            Priority.of(entropy.nextInt(4)), 5_000 + entropy.nextLong(300_000), List.of(), Long.MAX_VALUE,
            1 + entropy.nextInt(5), entropy.chance(0.2), Optional.empty());
        asked.add(new Asked(node, node.ask(new Command.Submit(spec, WorldNode.ORIGIN))));
        if (entropy.chance(0.1)) {
          world.at(world.nowMs + entropy.nextLong(1_000), () -> crash(node));
        }
      }
    }

    private void cancel() {
      Optional<Asked> any = asked.stream().skip(entropy.nextInt(asked.size() + 1)).findFirst();
      any.filter(each -> each.at().up() && each.at().answers.get(each.token()) instanceof Answer.Accepted)
          .ifPresent(each -> {
            Answer.Accepted accepted = assertInstanceOf(Answer.Accepted.class,
                each.at().answers.get(each.token()));
            cancels.add(each.at().ask(new Command.Cancel(accepted.job().id())));
          });
    }

    private void crash(WorldNode node) {
      if (node.up()) {
        node.crash();
        world.at(world.nowMs + 100 + entropy.nextLong(30_000), () -> {
          if (!node.up()) {
            node.start();
          }
        });
      }
    }

    private void cut() {
      WorldNode apart = nodes.get(entropy.nextInt(nodes.size()));
      world.cut = (from, to) -> from == apart || to == apart;
      world.at(world.nowMs + entropy.nextLong(60_000), () -> world.cut = (from, to) -> false);
    }
  }
}
