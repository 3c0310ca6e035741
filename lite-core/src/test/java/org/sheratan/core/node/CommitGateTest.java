package org.sheratan.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.sheratan.core.store.Commit;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;

class CommitGateTest {
  private final List<String> shown = new ArrayList<>();
  private Store store;
  private CommitGate gate;

  @BeforeEach
  void open() {
    Opening opening = Store.open(new StrictDisk(new SeededEntropy(1)), new MemoryIndex(), StoreConfig.DEFAULT,
        length -> Bytes.copyOf(new byte[length]), new MemoryMark());
    store = assertInstanceOf(Opening.Opened.class, opening).store();
    gate = new CommitGate(store);
  }

  @Test
  void shouldNotHoldATurnThatChangedNothing() {
    show("a");
    assertTrue(gate.endTurn().isEmpty());
    assertEquals(List.of("a"), shown);
  }

  @Test
  void shouldHoldATurnUntilItsChangesAreOnDisk() throws IOException {
    change();
    show("a");
    Commit commit = gate.endTurn().orElseThrow();
    assertEquals(List.of(), shown);
    end(commit);
    assertEquals(List.of("a"), shown);
  }

  @Test
  void shouldHoldALaterTurnThatMayRestOnAnEarlierChange() throws IOException {
    change();
    show("a");
    Commit commit = gate.endTurn().orElseThrow();
    show("b");
    assertTrue(gate.endTurn().isEmpty());
    assertEquals(List.of(), shown);
    end(commit);
    assertEquals(List.of("a", "b"), shown);
  }

  @Test
  void shouldLetGoInOrderWhenSeveralCommitsAreUnderWay() throws IOException {
    change();
    show("a");
    Commit first = gate.endTurn().orElseThrow();
    change();
    show("b");
    Commit second = gate.endTurn().orElseThrow();
    end(first);
    assertEquals(List.of("a"), shown);
    end(second);
    assertEquals(List.of("a", "b"), shown);
  }

  @Test
  void shouldShowNothingMoreOnceACommitFailed() throws IOException {
    change();
    show("a");
    Commit first = gate.endTurn().orElseThrow();
    show("b");
    gate.endTurn();
    show("c");
    gate.onCommitEnded(first, new IOException("disk gone"));
    assertEquals(List.of("lost a", "lost b", "lost c"), shown);
    assertEquals("journal: disk gone", gate.problem());
    show("d");
    change();
    assertTrue(gate.endTurn().isEmpty());
    assertEquals("lost d", shown.getLast());
    gate.onCommitEnded(first, null);
    assertTrue(gate.failed());
  }

  private void change() {
    store.put("name", Bytes.utf8("value " + shown.size() + store.sealedPosition()));
  }

  private void show(String what) {
    gate.whenDurable(() -> shown.add(what), () -> shown.add("lost " + what));
  }

  private void end(Commit commit) throws IOException {
    commit.run();
    gate.onCommitEnded(commit, null);
  }
}
