package org.sheratan.core.sim;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.node.Node;
import org.sheratan.core.node.NodeParts;
import org.sheratan.core.node.NodeSettings;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.MemoryIndex;
import org.sheratan.core.store.MemoryMark;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.StrictDisk;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.engine.MeshEngine;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.Sessions;

/** What of a simulated node outlives a power failure: its name, its keys, its disk, what it can do. */
final class SimBody {
  /** Small, so that minutes of simulated life already roll, snapshot and compact. */
  private static final StoreConfig SMALL_STORE = StoreConfig.DEFAULT.withSegmentBytes(16 << 10)
      .withCompactAtBytes(32 << 10).withReserveBytes(0);
  static final NetworkKey NETWORK = NetworkKey.of(Bytes.copyOf(new byte[NetworkKey.KEY_BYTES]));

  private final String name;
  private final SimHabits habits;
  private final JobObserver witness;
  private final MessagePromises words;
  private final Labor labor;
  private final Entropy entropy;
  private final Identity identity;
  private final Card card;
  private StrictDisk disk;
  private MemoryMark mark = new MemoryMark();
  private Optional<SimBody> backup = Optional.empty();

  /** A node just assembled from its disk. */
  record Parts(Node node, MeshEngine mesh, Store store) {}

  SimBody(String name, SimHabits habits, JobObserver witness, MessagePromises words, Labor labor,
      Entropy entropy) {
    this.name = name;
    this.habits = habits;
    this.witness = witness;
    this.words = words;
    this.labor = labor;
    this.entropy = entropy;
    this.identity = Identity.generate(new SeededKeys(entropy.fork("identity")));
    this.disk = new StrictDisk(entropy.fork("disk"));
    this.card = new Card(name, habits.capabilities(), List.of(), List.of());
  }

  private SimBody(String name, SimBody from, Entropy entropy) {
    this.name = name;
    this.habits = from.habits;
    this.witness = from.witness;
    this.words = from.words;
    this.labor = from.labor;
    this.entropy = entropy;
    this.identity = from.identity;
    this.disk = from.disk.image();
    this.mark = from.mark.copy();
    this.card = from.card;
  }

  /** The same identity and the same data a second time. */
  SimBody copy(String other, Entropy own) {
    return new SimBody(other, this, own);
  }

  void backUp() {
    backup = Optional.of(copy(name, entropy));
  }

  /** Its data is that of the latest backup; false when there is none. */
  boolean restore() {
    backup.ifPresent(old -> {
      disk = old.disk.image();
      mark = old.mark.copy();
    });
    return backup.isPresent();
  }

  /** The newest file of the journal is truncated to zero. */
  void emptyJournal() {
    try {
      disk.list().stream().filter(file -> file.startsWith("journal-")).reduce((older, newer) -> newer)
          .ifPresent(file -> disk.overwrite(file, Bytes.EMPTY));
    } catch (IOException powerOff) {
      throw new IllegalStateException("the disk is off after a power failure only", powerOff);
    }
  }

  String name() {
    return name;
  }

  SimHabits habits() {
    return habits;
  }

  NodeId id() {
    return identity.id();
  }

  Labor labor() {
    return labor;
  }

  /** @param life randomness of this boot */
  Parts assemble(Entropy life, Now now) {
    SeededKeys keys = new SeededKeys(life.fork("keys"));
    Store store = open(keys);
    if (!store.doubt().isEmpty()) {
      Sessions.discard(store);
    }
    MeshEngine mesh = new MeshEngine(identity, NETWORK, store.epoch(), store, keys, life.fork("mesh"), card,
        now);
    NodeSettings settings = habits.settings().apply(life);
    Node node = new Node(new NodeParts(identity, NETWORK.id(), mesh, store, habits.catalog(), card, settings,
        life.fork("node"), witness, words.at(identity.id())));
    return new Parts(node, mesh, store);
  }

  private Store open(SeededKeys keys) {
    return switch (Store.open(disk, new MemoryIndex(), SMALL_STORE, keys, mark)) {
      case Opening.Opened opened -> opened.store();
      case Opening refused -> throw new IllegalStateException(name + ": " + refused);
    };
  }

  /** @param torn the commit that was under way, or null */
  void powerFails(Commit torn) {
    if (torn != null && entropy.chance(0.5)) {
      disk.faults().powerOffAfter(1 + entropy.nextInt(4));
      try {
        torn.run();
      } catch (IOException powerOff) {
        // Whatever got through is on the disk; nobody is left to hear about it.
      }
    }
    disk = disk.crash();
  }
}
