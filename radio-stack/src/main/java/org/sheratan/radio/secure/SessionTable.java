package org.sheratan.radio.secure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;

/**
 * All sessions, in memory and on disk. A peer has at most four: one that seals, perhaps a newer one not yet
 * proven, and superseded ones that still open what was on its way.
 *
 * <pre>
 * state      | seals              | opens | leaves it when
 * unproven   | if no other can    | yes   | the peer uses it → proven
 * proven     | the newest of them | yes   | a later one is proven → superseded
 * superseded | if no other can    | yes   | the grace is over, or a fifth session comes → gone
 * </pre>
 */
final class SessionTable {
  private final SessionStore store;
  /** Peers, latest opened first: who spoke last likely speaks next. Of each the oldest session first. */
  private final SequencedMap<NodeId, List<Session>> sessions = new LinkedHashMap<>();
  private int count;

  SessionTable(Durable durable, long nowMs) {
    this.store = new SessionStore(durable);
    for (Session session : store.load(nowMs)) {
      insert(session);
    }
  }

  Session create(NodeId peer, int keyId, NoiseKeys keys, boolean initiator, boolean proven, long nowMs) {
    List<Session> known = of(peer);
    long serial = known.isEmpty() ? 1 : known.getLast().serial() + 1;
    Session session = new Session(peer, serial, keyId,
        initiator ? keys.fromInitiator() : keys.fromResponder(),
        initiator ? keys.fromResponder() : keys.fromInitiator(), nowMs);
    session.start(SecureLimits.COUNTER_BLOCK);
    insert(session);
    store.putNew(session, nowMs);
    if (proven) {
      prove(session, nowMs);
    }
    makeRoom(peer);
    return session;
  }

  /** Sessions with {@code peer}, oldest first. */
  List<Session> of(NodeId peer) {
    return List.copyOf(sessions.getOrDefault(peer, List.of()));
  }

  /** The first that {@code fits}: of the peer opened latest first, the newest session first. */
  Optional<Session> find(Predicate<Session> fits) {
    for (List<Session> ofPeer : sessions.values()) {
      for (int index = ofPeer.size() - 1; index >= 0; index--) {
        if (fits.test(ofPeer.get(index))) {
          return Optional.of(ofPeer.get(index));
        }
      }
    }
    return Optional.empty();
  }

  Optional<Session> forSealing(NodeId peer) {
    Session best = null;
    for (Session session : sessions.getOrDefault(peer, List.of())) {
      if (best == null || rank(session) >= rank(best)) {
        best = session;
      }
    }
    return Optional.ofNullable(best);
  }

  /** See the table: what seals rather. */
  private static int rank(Session session) {
    if (!session.proven()) {
      return 1;
    }
    return session.supersededMs().isEmpty() ? 2 : 0;
  }

  /** Reserves the next counters when few are left; false when the session has no more. */
  boolean ensureCounter(Session session, long nowMs) {
    boolean low = session.reserved() - session.nextCounter() <= SecureLimits.COUNTER_BLOCK / 2;
    if (low && session.reserved() < SecureLimits.COUNTERS) {
      session.reserve(Math.min(SecureLimits.COUNTERS, session.nextCounter() + SecureLimits.COUNTER_BLOCK));
      store.putState(session, nowMs);
    }
    return session.nextCounter() < session.reserved();
  }

  /** A genuine frame came in under {@code session}. */
  void used(Session session, long nowMs) {
    sessions.putFirst(session.peer(), sessions.get(session.peer()));
    if (!session.proven()) {
      prove(session, nowMs);
    }
  }

  void storeWindows() {
    sessions.values().forEach(list -> list.stream().filter(Session::windowChanged).forEach(store::putWindow));
  }

  /** The peer says that it holds none of these any more: the next one seals although it is not proven. */
  void supersede(NodeId peer, long nowMs) {
    for (Session session : of(peer)) {
      if (session.proven() && session.supersededMs().isEmpty()) {
        session.superseded(nowMs);
        store.putState(session, nowMs);
      }
    }
  }

  void expire(NodeId peer, long nowMs) {
    for (Session session : of(peer)) {
      if (session.supersededMs().isPresent()
          && nowMs - session.supersededMs().get() > SecureLimits.GRACE_MS) {
        drop(session);
      }
    }
  }

  void forgetBornBefore(NodeId peer, long bornMs) {
    of(peer).stream().filter(session -> session.bornMs() < bornMs).forEach(this::drop);
  }

  void forget(NodeId peer) {
    of(peer).forEach(this::drop);
  }

  void forgetAll() {
    List.copyOf(sessions.keySet()).forEach(this::forget);
  }

  private void prove(Session session, long nowMs) {
    session.proven(true);
    store.putState(session, nowMs);
    for (Session other : of(session.peer())) {
      if (other.serial() < session.serial() && other.supersededMs().isEmpty()) {
        other.superseded(nowMs);
        store.putState(other, nowMs);
      }
    }
  }

  private void insert(Session session) {
    List<Session> ofPeer = sessions.getOrDefault(session.peer(), new ArrayList<>());
    ofPeer.add(session);
    sessions.putFirst(session.peer(), ofPeer);
    count++;
  }

  private void makeRoom(NodeId peer) {
    if (of(peer).size() > SecureLimits.SESSIONS_PER_PEER) {
      drop(of(peer).getFirst());
    }
    while (count > SecureLimits.SESSIONS) {
      forget(sessions.lastEntry().getKey());
    }
  }

  private void drop(Session session) {
    store.remove(session);
    List<Session> left = sessions.get(session.peer());
    left.remove(session);
    count--;
    if (left.isEmpty()) {
      sessions.remove(session.peer());
    }
  }
}
