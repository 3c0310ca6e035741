package org.sheratan.radio.mesh.revocation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.SignedRevocation;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.StoredRecords;
import org.sheratan.radio.secure.RevocationSeal;

/**
 * The newest word of each author about each node, believed here or not, so that it can be told to others, and so that
 * an older one is not believed again. Survives restarts, but for what was not written yet ({@link SlowRecords}): {@code mesh/revoked/AUTHOR/SUBJECT} holds flags 1
 * (1 overridden here), signed revocation.
 */
public final class RevocationBook {
  private static final String PREFIX = "mesh/revoked/";
  private static final int OVERRIDDEN = 1;
  /** Of each key: two whole ones are longer than names may be. */
  private static final int NAME_DIGITS = 56;

  /** Whose word about whom. */
  record Key(NodeId author, NodeId subject) {
    static Key of(Revocation revocation) {
      return new Key(revocation.author(), revocation.subject());
    }
  }

  /**
   * @param mark of the revocation, see {@link RevocationSeal#mark}
   * @param overridden the operator here trusts the node all the same
   * @param sinceMs held since, or since this start
   */
  record Entry(SignedRevocation signed, long mark, boolean overridden, long sinceMs) {
    Revocation word() {
      return signed.revocation();
    }

    Key key() {
      return Key.of(word());
    }
  }

  private final NodeId self;
  private final SlowRecords records;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  public RevocationBook(NodeId self, Durable durable, MeshTurn turn) {
    this.self = self;
    this.records = new SlowRecords(durable, turn);
    StoredRecords.read(durable, PREFIX, turn, (name, value) -> restore(name, value, turn.nowMs()));
  }

  private void restore(String name, Bytes value, long nowMs) {
    ByteReader reader = new ByteReader(value);
    int flags = reader.u8("flags");
    if ((flags & ~OVERRIDDEN) != 0) {
      throw new MalformedException("flags", 0, "unknown: " + flags);
    }
    SignedRevocation signed = SignedRevocation.decode(reader);
    reader.end("revocation");
    if (!name(Key.of(signed.revocation())).equals(PREFIX + name)) {
      throw new MalformedException("author", 1, "not of this name");
    }
    records.found(PREFIX + name);
    hold(signed, flags == OVERRIDDEN, nowMs);
  }

  Optional<Entry> of(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** In the order they came, those of earlier starts first. */
  public List<Entry> all() {
    return List.copyOf(entries.values());
  }

  /** Of everything held, ascending. */
  List<Long> marks() {
    return entries.values().stream().map(Entry::mark).sorted().toList();
  }

  /** Whether it is newer than what is held; of two words under one version all nodes keep the same one. */
  boolean isNews(Revocation word) {
    Entry known = entries.get(Key.of(word));
    return known == null || word.version() > known.word().version()
        || word.version() == known.word().version() && RevocationSeal.mark(word) > known.mark();
  }

  /**
   * @param trusted authors whose words must not make room for those of others
   * @return false when there is no room
   */
  public boolean put(SignedRevocation signed, Predicate<NodeId> trusted, long nowMs) {
    Key key = Key.of(signed.revocation());
    if (!entries.containsKey(key) && !makeRoom(key.author(), trusted, nowMs)) {
      return false;
    }
    entries.remove(key);
    Entry entry = hold(signed, false, nowMs);
    if (key.author().equals(self)) {
      records.putNow(name(key), record(entry));
    } else if (trusted.test(key.author())) {
      records.putSoon(name(key), record(entry));
    } else {
      records.putLater(name(key), record(entry));
    }
    return true;
  }

  /** {@code author} has a say now: what it said before is not to be forgotten. */
  void keep(NodeId author) {
    records.hurry(name -> name.startsWith(prefix(author)));
  }

  /** The operator trusts {@code subject} whatever was said about it until now, or no longer does. */
  void override(NodeId subject, boolean overridden) {
    for (Entry entry : all()) {
      if (entry.word().subject().equals(subject) && entry.overridden() != overridden) {
        Entry changed = new Entry(entry.signed(), entry.mark(), overridden, entry.sinceMs());
        entries.replace(entry.key(), changed);
        records.putNow(name(changed.key()), record(changed));
      }
    }
  }

  private boolean makeRoom(NodeId author, Predicate<NodeId> trusted, long nowMs) {
    boolean believed = trusted.test(author);
    List<Entry> alike = entries.values().stream()
        .filter(each -> trusted.test(each.word().author()) == believed)
        .toList();
    long own = alike.stream().filter(each -> each.word().author().equals(author)).count();
    if (own >= (believed ? MeshLimits.REVOCATIONS_OF_TRUSTED : MeshLimits.REVOCATIONS_OF_OTHER)) {
      return false;
    }
    if (alike.size() < (believed ? MeshLimits.TRUSTED_REVOCATIONS : MeshLimits.OTHER_REVOCATIONS)) {
      return true;
    }
    Optional<Entry> eldest = believed
        ? Optional.empty()
        : alike.stream().filter(each -> nowMs - each.sinceMs() >= MeshLimits.OTHER_REVOCATION_KEPT_MS)
            .min(Comparator.comparingLong(Entry::sinceMs));
    eldest.ifPresent(gone -> {
      entries.remove(gone.key());
      records.remove(name(gone.key()));
    });
    return eldest.isPresent();
  }

  private Entry hold(SignedRevocation signed, boolean overridden, long nowMs) {
    Entry entry = new Entry(signed, RevocationSeal.mark(signed.revocation()), overridden, nowMs);
    entries.put(entry.key(), entry);
    return entry;
  }

  private static Bytes record(Entry entry) {
    return new ByteWriter().u8(entry.overridden() ? OVERRIDDEN : 0).bytes(entry.signed().encode()).toBytes();
  }

  private static String name(Key key) {
    return prefix(key.author()) + key.subject().toHex().substring(0, NAME_DIGITS);
  }

  private static String prefix(NodeId author) {
    return PREFIX + author.toHex().substring(0, NAME_DIGITS) + "/";
  }
}
