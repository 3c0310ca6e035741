package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.Now;

class RelayDeskTest {
  private static final Json.Obj JOB = Json.Obj.EMPTY.with("kind", RelayRig.KIND);
  private static final List<String> KINDS = List.of(RelayRig.KIND);

  @TempDir
  Path top;
  private Runnable meanwhile = () -> {};

  private Handout laid(RelayDesk desk, int attempt) {
    Handout handout = new Handout(RelayRig.ID, attempt, desk.nextOrder(), Optional.empty(), JOB,
        RelayRig.LEASE_MS);
    desk.open(handout);
    handout.laid(0);
    return handout;
  }

  /** The worker got a claim of which nobody could tell it later that it was over. */
  @Test
  void shouldGiveNoClaimOfAJobThatEndsMeanwhile() throws Exception {
    RelayFolder folder = new RelayFolder(top);
    folder.make();
    RelayDesk desk = new RelayDesk(folder, () -> {
      meanwhile.run();
      return Now.monotonic(1_000);
    }, RelayRig.LEASE_MS);
    Handout first = laid(desk, 1);
    meanwhile = () -> assertTrue(desk.close(first, false, "called back"));
    assertEquals(Optional.empty(), desk.claim("w1", KINDS));
    assertFalse(folder.claimed(RelayRig.ID), "the next award is not claimed");
    meanwhile = () -> {};
    Handout second = laid(desk, 2);
    String claim = desk.claim("w1", KINDS).orElseThrow().id();
    desk.close(second, false, "called back");
    assertEquals(new RelayDesk.Reply.Refused("called back"), desk.result(claim, Json.Obj.EMPTY));
  }
}
