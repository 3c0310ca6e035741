package org.sheratan.core.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.Trust;

class CapabilityTest {
  private static final NodeId A = MarketFixtures.WORKER.id();
  private static final NodeId B = MarketFixtures.OTHER.id();

  private final QuietMesh mesh = new QuietMesh(MarketFixtures.OWNER.id());

  private Capability capability(int places) {
    WorkerTerms own = new WorkerTerms(List.of("hash"), List.of("gpu:1G"), places, 0, new TreeMap<>(), 1);
    return new Capability(mesh, own, "self");
  }

  private static Card card(String name, String capability, String... offers) {
    return new Card(name, List.of(capability), List.of(), List.of(offers));
  }

  @Test
  void shouldNameItselfFirstThenPeers() {
    mesh.know(A, Trust.FIRST_USE, card("a", "hash"));
    mesh.know(B, Trust.BLOCKED, card("b", "hash"));
    mesh.know(MarketFixtures.identity(5).id(), Trust.CONFIRMED, null);
    assertEquals(List.of(mesh.self(), A), capability(1).capable("hash", List.of()));
    assertEquals(List.of(A), capability(0).capable("hash", List.of()));
    assertEquals(List.of(mesh.self()), capability(1).capable("hash", List.of("gpu:1G")));
  }

  @Test
  void shouldNameWhoSaysThatItRunsAKind() {
    mesh.know(A, Trust.FIRST_USE, card("a", "hash"));
    mesh.know(B, Trust.FIRST_USE, card("b", "dance"));
    mesh.know(MarketFixtures.identity(5).id(), Trust.BLOCKED, card("c", "steal"));
    assertEquals("{dance=[" + B + "], hash=[" + mesh.self() + ", " + A + "]}",
        capability(1).runners().toString());
    assertEquals(List.of(A), capability(0).runners().get("hash"));
  }

  @Test
  void shouldTellOnlyConfirmedNodesOfPrivateWork() {
    List<String> needs = List.of("gpu:8G", "trusted");
    mesh.know(A, Trust.FIRST_USE, card("a", "hash", "gpu:8G", "trusted"));
    mesh.hear(MarketFixtures.identity(5).id(), "hash");
    assertEquals(List.of(), capability(1).capable("hash", needs));
    assertEquals("no trusted node runs hash with what it needs; 2 that are not confirmed could",
        capability(1).whyNobody("hash", needs));
    mesh.know(B, Trust.CONFIRMED, card("b", "hash", "gpu:8G"));
    assertEquals(List.of(B), capability(1).capable("hash", needs));
    assertEquals(List.of(mesh.self(), B), capability(1).capable("hash", List.of("trusted")));
    assertEquals("no trusted node runs hash with what it needs; 1 that is not confirmed could",
        capability(1).whyNobody("hash", List.of("gpu:9G", "trusted")));
  }

  @Test
  void shouldReachOnlyThoseToWhomAWayLeads() {
    mesh.know(A, Trust.FIRST_USE, card("a", "hash"));
    mesh.know(B, Trust.FIRST_USE, card("b", "hash"));
    mesh.expectedMs.put(B, 10L);
    assertEquals(List.of(mesh.self(), B), capability(1).reachable("hash", List.of()));
    assertEquals(2, capability(0).capable("hash", List.of()).size());
  }

  @Test
  void shouldHaveTheMeshAskForWaysToThoseWhoCould() {
    mesh.know(A, Trust.FIRST_USE, card("a", "hash"));
    mesh.know(B, Trust.FIRST_USE, card("b", "hash"));
    mesh.know(MarketFixtures.identity(5).id(), Trust.FIRST_USE, card("c", "dance"));
    mesh.expectedMs.put(B, 10L);
    capability(1).seek("hash", List.of());
    assertEquals(List.of(A), mesh.sought);
  }

  @Test
  void shouldCountOnAPeerWhoseAnnounceSaysThatItMayUntilItsCardIsHere() {
    mesh.hear(A, "hash");
    mesh.hear(B, "dance");
    mesh.expectedMs.put(A, 10L);
    assertEquals(List.of(A), capability(0).capable("hash", List.of()));
    assertEquals(List.of(A), capability(0).reachable("hash", List.of("gpu:8G")));
    mesh.know(A, Trust.FIRST_USE, card("a", "hash"));
    assertEquals(List.of(), capability(0).reachable("hash", List.of("gpu:8G")));
    mesh.know(A, Trust.FIRST_USE, card("a", "other"));
    assertEquals(List.of(), capability(0).capable("hash", List.of()));
  }

  @Test
  void shouldShowThatTheListOfKindsIsCut() {
    mesh.know(A, Trust.FIRST_USE,
        new Card("a", List.of("k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8"), List.of(), List.of()));
    assertEquals("no node runs dance (offered: k1, k2, k3, k4, k5, k6, k7, k8)",
        capability(0).whyNobody("dance", List.of()));
    mesh.know(B, Trust.FIRST_USE, new Card("b", List.of("k9"), List.of(), List.of()));
    assertEquals("no node runs dance (offered: k1, k2, k3, k4, k5, k6, k7, k8, …)",
        capability(0).whyNobody("dance", List.of()));
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertEquals("no node runs dance (offered: hash); no other node heard yet",
        capability(1).whyNobody("dance", List.of()));
    mesh.know(A, Trust.FIRST_USE, null);
    assertEquals("no node runs hash",
        capability(0).whyNobody("hash", List.of()));
    mesh.know(A, Trust.FIRST_USE, card("a", "hash", "gpu:8G", "camera"));
    assertEquals("no node offers gpu:80G (best: a gpu:8G)",
        capability(1).whyNobody("hash", List.of("gpu:80G")));
    mesh.know(B, Trust.FIRST_USE, card("b", "hash", "gpu:16G"));
    assertEquals("no one node offers all of camera, gpu:16G",
        capability(1).whyNobody("hash", List.of("camera", "gpu:16G")));
  }
}
