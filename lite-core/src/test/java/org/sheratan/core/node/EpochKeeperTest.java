package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.radio.mesh.MeshEvent;

/** No epoch is lived twice. One leap is 65,536 here: the tests' randomness is zero. */
class EpochKeeperTest {
  private static final int LEAP = 65_536;

  private final World world = new World(5);
  private final WorldNode node = world.add("node", Settings.worker(1), "quick", "slow");

  private void restoreBackup(Optional<MeshEvent> recalled) {
    node.kill();
    node.mark = node.mark.copy();
    node.recalled = recalled;
    node.start();
  }

  private Answer submitted() {
    return node.answer(new Command.Submit(JobSpec.of("quick", Json.Obj.EMPTY), WorldNode.ORIGIN));
  }

  private void hear(int epoch) {
    node.mesh.tell(new MeshEvent.SelfHeard(epoch));
    node.turn();
    world.run(10);
  }

  @Test
  void shouldStartWithoutAskingWhileAllIsWell() {
    assertFalse(node.mesh.asking);
    assertEquals(List.of(), node.mesh.entered);
    assertEquals("", node.status().notice());
  }

  @Test
  void shouldDecideNothingWhileItAsks() {
    restoreBackup(Optional.empty());
    assertTrue(node.mesh.asking);
    Answer.Refused refused = assertInstanceOf(Answer.Refused.class, submitted());
    assertEquals(Answer.Reason.BUSY, refused.reason());
    assertTrue(refused.message().contains("asking the neighbors"), refused.message());
    assertTrue(node.status().accepting(), "it will, in a moment");
    assertEquals("in doubt, copied or restored: asking the neighbors how far this node had come",
        node.status().notice());
    assertInstanceOf(Answer.Nodes.class, node.answer(new Command.ListNodes()));
    node.mesh.tell(new MeshEvent.SelfRecalled(0, 0));
    node.turn();
    world.run(10);
    assertFalse(node.mesh.asking);
    assertEquals(List.of(1 + LEAP), node.mesh.entered);
    assertEquals(1 + LEAP, assertInstanceOf(Answer.Accepted.class, submitted()).job().id().epoch());
  }

  @Test
  void shouldGoBeyondWhatANeighborKnows() {
    restoreBackup(Optional.of(new MeshEvent.SelfRecalled(900_000, 2)));
    world.run(10);
    assertEquals(List.of(900_000 + LEAP), node.mesh.entered);
    assertEquals(900_000 + LEAP, node.status().epoch());
    assertEquals("started in doubt, copied or restored: neighbors knew epoch 900000, went on in epoch 965536",
        node.notices.getLast());
    assertEquals(node.notices.getLast(), node.status().notice());
    assertEquals(900_000 + LEAP, assertInstanceOf(Answer.Accepted.class, submitted()).job().id().epoch());
  }

  @Test
  void shouldSayWhenNobodyCouldTell() {
    restoreBackup(Optional.of(new MeshEvent.SelfRecalled(0, 0)));
    assertEquals(
        "started in doubt, copied or restored: no neighbor could tell how far it had come, went on in "
            + "epoch 65537",
        node.notices.getLast());
    world.run(100);
    node.kill();
    node.start();
    assertEquals("", node.status().notice(), "that is settled");
    assertEquals(2 + LEAP, node.status().epoch());
  }

  @Test
  void shouldDoubtAgainAfterACrashWhileItAsked() {
    restoreBackup(Optional.empty());
    world.run(100);
    node.kill();
    node.start();
    assertTrue(node.mesh.asking);
  }

  @Test
  void shouldLeapBeyondAnotherLifeOfItsOwnAndGoOn() {
    JobId before = node.submit("quick");
    hear(40);
    assertEquals(1, node.mesh.sessionsEnded);
    assertEquals(List.of(40 + LEAP), node.mesh.entered);
    assertTrue(node.status().notice().contains("it had reached epoch 40, went on in epoch 65576"));
    JobId after = node.submit("quick");
    assertEquals(1, before.epoch());
    assertEquals(40 + LEAP, after.epoch());
    world.await(5_000, () -> node.completed(after).isPresent());
    assertEquals(40 + LEAP, node.show(after).receipt().orElseThrow().epoch());
    hear(41);
    assertEquals(1, node.mesh.entered.size(), "that was heard before the leap was announced");
  }

  @Test
  void shouldFallSilentBesideATwinThatLeapsOverIt() {
    hear(40);
    hear(40 + 2 * LEAP);
    assertTrue(node.mesh.silent);
    Answer.StatusReport status = node.status();
    assertFalse(status.accepting());
    assertTrue(status.problem().startsWith("another node runs with this identity, and has taken over"));
    assertEquals(status.problem(), status.notice());
    assertEquals(Answer.Reason.BUSY, assertInstanceOf(Answer.Refused.class, submitted()).reason());
    hear(40 + 9 * LEAP);
    assertEquals(1, node.mesh.entered.size());
  }

  @Test
  void shouldStopItsToolsWhenItGivesWay() {
    node.submit("slow");
    world.await(5_000, () -> !node.started.isEmpty());
    hear(40);
    hear(40 + 2 * LEAP);
    assertEquals(1, node.stopped.size());
  }

  @Test
  void shouldLeapAgainWhenWhatItHearsIsNoAnswerToItsLeap() {
    hear(40);
    hear(40 + 5 * LEAP);
    assertFalse(node.mesh.silent);
    assertEquals(List.of(40 + LEAP, 40 + 6 * LEAP), node.mesh.entered);
    world.run(700_000);
    hear(40 + 7 * LEAP);
    assertFalse(node.mesh.silent, "long after");
  }

  @Test
  void shouldBeginTheNextEpochWhenOneIsUsedUp() {
    node.mesh.tell(new MeshEvent.EpochUsedUp());
    node.turn();
    world.run(10);
    assertEquals(List.of(2), node.mesh.entered);
    assertEquals(0, node.mesh.sessionsEnded);
    assertEquals(2, node.submit("quick").epoch());
    assertEquals("", node.status().notice());
    node.kill();
    node.start();
    assertEquals(3, node.status().epoch());
  }

  @Test
  void shouldGiveWayAtTheLastEpoch() {
    hear(999_999_998);
    assertEquals(List.of(999_999_999), node.mesh.entered);
    node.mesh.tell(new MeshEvent.EpochUsedUp());
    node.turn();
    assertEquals("all boot epochs are used up: this node needs a new identity", node.status().problem());
    assertTrue(node.mesh.silent);
  }
}
