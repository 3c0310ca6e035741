package org.sheratan.radio.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;

/**
 * Sessions on disk, three records each, so that the small ones can change often; docs/protocol.md has the tables.
 *
 * <pre>
 * secure/session/PEER/SERIAL  key id, send key, receive key
 * secure/state/PEER/SERIAL    reserved counter, flags, ages
 * secure/window/PEER/SERIAL   see {@link ReplayWindow#encode}
 * </pre>
 */
final class SessionStore {
  private static final String SESSION = "secure/session/";
  private static final String STATE = "secure/state/";
  private static final String WINDOW = "secure/window/";
  private static final int PROVEN = 1;
  private static final int SUPERSEDED = 2;

  private final Durable durable;

  SessionStore(Durable durable) {
    this.durable = durable;
  }

  void putNew(Session session, long nowMs) {
    durable.put(SESSION + name(session),
        new ByteWriter().u8(session.keyId()).bytes(session.sendKey()).bytes(session.receiveKey()).toBytes());
    putState(session, nowMs);
  }

  /** Ages as of now: the time until the next start counts as none. */
  void putState(Session session, long nowMs) {
    int flags = (session.proven() ? PROVEN : 0) | (session.supersededMs().isPresent() ? SUPERSEDED : 0);
    ByteWriter writer = new ByteWriter().u32(session.reserved()).u8(flags)
        .varint(Math.max(0, nowMs - session.bornMs()));
    session.supersededMs().ifPresent(atMs -> writer.varint(Math.max(0, nowMs - atMs)));
    durable.put(STATE + name(session), writer.toBytes());
  }

  void putWindow(Session session) {
    durable.put(WINDOW + name(session), session.window().encode());
    session.windowStored();
  }

  void remove(Session session) {
    String name = name(session);
    durable.remove(SESSION + name);
    durable.remove(STATE + name);
    durable.remove(WINDOW + name);
  }

  void clear() {
    for (String prefix : List.of(SESSION, STATE, WINDOW)) {
      durable.under(prefix).keySet().forEach(durable::remove);
    }
  }

  /** Oldest first within each peer. */
  List<Session> load(long nowMs) {
    Map<String, Bytes> states = durable.under(STATE);
    Map<String, Bytes> windows = durable.under(WINDOW);
    List<Session> sessions = new ArrayList<>();
    durable.under(SESSION).forEach((path, keys) -> {
      String name = path.substring(SESSION.length());
      sessions.add(decode(name, keys, states.get(STATE + name), windows.get(WINDOW + name), nowMs));
    });
    return sessions;
  }

  private static Session decode(String name, Bytes keys, Bytes state, Bytes window, long nowMs) {
    int slash = name.indexOf('/');
    ByteReader stateReader = new ByteReader(state);
    int reserved = (int) stateReader.u32("reserved");
    int flags = stateReader.u8("flags");
    long bornMs = nowMs - stateReader.varint("age", Long.MAX_VALUE);
    ByteReader keyReader = new ByteReader(keys);
    Session session = new Session(NodeId.parse(name.substring(0, slash)),
        Long.parseLong(name.substring(slash + 1), 16), keyReader.u8("key id"),
        keyReader.bytes("send key", NoiseSymmetric.HASH_BYTES),
        keyReader.bytes("receive key", NoiseSymmetric.HASH_BYTES), bornMs);
    session.resume(reserved);
    session.proven((flags & PROVEN) != 0);
    if ((flags & SUPERSEDED) != 0) {
      session.superseded(nowMs - stateReader.varint("superseded", Long.MAX_VALUE));
    }
    Optional.ofNullable(window).ifPresent(stored -> session.restoreWindow(ReplayWindow.decode(stored)));
    return session;
  }

  private static String name(Session session) {
    return session.peer().toHex() + "/" + String.format("%08x", session.serial());
  }
}
