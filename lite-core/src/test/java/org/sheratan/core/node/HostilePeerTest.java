package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Receipt;
import org.sheratan.core.wire.ClockClaim;
import org.sheratan.core.wire.DeclineReason;
import org.sheratan.core.wire.Outcome;
import org.sheratan.core.wire.Receipts;
import org.sheratan.core.wire.RefusalReason;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireLimits;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.kernel.WallQuality;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** An authenticated peer that says anything at any time: every message is well-formed, none is in its place. */
class HostilePeerTest {
  private static final int MESSAGES = Integer.getInteger("sheratan.fuzz.hostile", 6_000);

  private final SeededEntropy entropy = new SeededEntropy(77);
  private final World world = new World(8);
  private final WorldNode owner = world.add("owner", Settings.submitter());
  private final WorldNode worker = world.add("worker", Settings.worker(2), "quick", "slow");
  private final WorldNode enemy = world.add("enemy", Settings.worker(2), "quick", "slow");
  private final List<JobId> jobs = new ArrayList<>();

  @Test
  void canSayAnythingWithoutBreakingANode() {
    enemy.commitMs = 1_000_000_000;
    for (int message = 0; message < MESSAGES; message++) {
      if (message % 1_000 == 0) {
        jobs.add(owner.submit(entropy.chance(0.5) ? "quick" : "slow"));
      }
      WorldNode victim = entropy.chance(0.5) ? owner : worker;
      JobId about = entropy.chance(0.2)
          ? new JobId(enemy.id().shortName(), 1, 1 + entropy.nextInt(50))
          : jobs.get(entropy.nextInt(jobs.size()));
      say(victim, message(about));
      world.run(entropy.nextInt(200));
    }
    world.run(600_000);
    for (JobId job : jobs) {
      assertTrue(owner.show(job).state().terminal(), job.toString());
      owner.show(job).receipt().ifPresent(receipt -> assertTrue(Receipts.verify(receipt, World.NETWORK)));
    }
    assertTrue(jobs.stream().anyMatch(job -> owner.show(job).state() == JobState.COMPLETED));
    assertEquals(0, owner.status().malformedMessages());
  }

  private void say(WorldNode victim, WireMessage message) {
    Bytes encoded = WireCodec.encode(message, enemy.id(), victim.id());
    victim.accept(new Input.FrameArrived(new FakeLink(), new org.sheratan.radio.link.LinkEndpoint("enemy"),
        FakeMesh.frame(enemy.id(), entropy.nextLong(1L << 40), Mesh.UNPROMPTED, encoded),
        Optional.empty()));
  }

  private WireMessage message(JobId job) {
    int attempt = 1 + entropy.nextInt(4);
    int round = 1 + entropy.nextInt(4);
    return switch (entropy.nextInt(11)) {
      case 0 ->
        new WireMessage.Call(job, round, entropy.chance(0.9) ? "quick" : "none", 10, List.of(), duration(),
            number(), (int) Math.min(65_536, number()), Priority.of(entropy.nextInt(4)));
      case 1 ->
        new WireMessage.Bid(job, round, number(), (int) Math.min(WireLimits.MAX_QUEUE, number()), duration(),
            duration(), duration());
      case 2 -> new WireMessage.Decline(job, round, DeclineReason.values()[entropy.nextInt(8)], "no");
      case 3 -> new WireMessage.Award(job, round, attempt, "quick", Json.Obj.EMPTY, duration(),
          entropy.chance(0.5) ? 10 : number(), (int) Math.min(65_536, number()), Priority.NORMAL)
          .from(interim().checkpoint());
      case 4 -> new WireMessage.Refusal(job, attempt, RefusalReason.values()[entropy.nextInt(5)], "no");
      case 5 -> new WireMessage.Progress(job, attempt, entropy.nextInt(1_001), entropy.nextInt(5), interim());
      case 6 -> new WireMessage.LeaseExtended(job, attempt, entropy.nextInt(5), duration());
      case 7 -> new WireMessage.Result(job, attempt, outcome(job, attempt));
      case 8 -> entropy.chance(0.5)
          ? new WireMessage.Cancel(job, attempt)
          : WireMessage.Cancel.ofBid(job, round);
      case 9 -> new WireMessage.Ping(number(), entropy.chance(0.5));
      default -> new WireMessage.Pong(entropy.nextInt(3), entropy.chance(0.5)
          ? Optional.empty()
          : Optional.of(new ClockClaim(entropy.nextLong(1L << 40), WallQuality.GPS)));
    };
  }

  private Interim interim() {
    byte[] checkpoint = new byte[entropy.nextInt(3) * Interim.MAX_CHECKPOINT_BYTES / 2];
    Interim said = Interim.checkpoint(entropy.chance(0.5) ? "" : "lies", Bytes.copyOf(checkpoint));
    return entropy.chance(0.5) ? said : said.with(Json.Obj.EMPTY.with("n", number()));
  }

  private Outcome outcome(JobId job, int attempt) {
    Json.Obj result = Json.Obj.EMPTY.with("ok", entropy.nextInt(3));
    Receipt draft = new Receipt(owner.id(), job, attempt, CanonicalJson.sha256(result), number(),
        entropy.chance(0.5) ? 10 : number(), enemy.id(), 1, 1, number(), WallQuality.GPS, Bytes.EMPTY);
    return switch (entropy.nextInt(4)) {
      case 0 ->
        new Outcome.Completed(result, Optional.of(Receipts.sign(enemy.identity, World.NETWORK, draft)));
      case 1 -> new Outcome.Completed(result, Optional.empty());
      case 2 -> new Outcome.Failed("any", "thing", entropy.chance(0.5));
      default -> new Outcome.Unknown();
    };
  }

  private long duration() {
    return Math.min(WireLimits.MAX_DURATION_MS, number());
  }

  /** Small, plausible, or as large as can be. */
  private long number() {
    return switch (entropy.nextInt(4)) {
      case 0 -> entropy.nextInt(3);
      case 1 -> entropy.nextInt(20_000);
      case 2 -> entropy.nextLong(1L << 40);
      default -> Long.MAX_VALUE - entropy.nextInt(2);
    };
  }
}
