package org.sheratan.radio.secure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;

/**
 * Sender keys on disk; docs/protocol.md has the tables.
 *
 * <pre>
 * secure/group/own/GROUP            our key; its next counter is the reserved one
 * secure/group/key/GROUP/MEMBER     a member's key
 * secure/group/window/GROUP/MEMBER  see {@link ReplayWindow#encode}
 * </pre>
 */
final class GroupKeyStore {
  private static final String OWN = "secure/group/own/";
  private static final String KEY = "secure/group/key/";
  private static final String WINDOW = "secure/group/window/";

  private final Durable durable;

  GroupKeyStore(Durable durable) {
    this.durable = durable;
  }

  Map<GroupId, OwnSenderKey> loadOwn() {
    Map<GroupId, OwnSenderKey> own = new TreeMap<>();
    durable.under(OWN).forEach(
        (path, stored) -> own.put(GroupId.parse(path.substring(OWN.length())), OwnSenderKey.decode(stored)));
    return own;
  }

  Map<GroupId, Map<NodeId, HeardSenderKey>> loadHeard() {
    Map<String, Bytes> windows = durable.under(WINDOW);
    Map<GroupId, Map<NodeId, HeardSenderKey>> heard = new TreeMap<>();
    durable.under(KEY).forEach((path, stored) -> {
      String name = path.substring(KEY.length());
      int slash = name.indexOf('/');
      SenderKey granted = SenderKey.decode(new ByteReader(stored));
      ReplayWindow window = Optional.ofNullable(windows.get(WINDOW + name)).map(ReplayWindow::decode)
          .orElseGet(() -> ReplayWindow.upTo(granted.nextCounter()));
      heard.computeIfAbsent(GroupId.parse(name.substring(0, slash)), group -> new TreeMap<>())
          .put(NodeId.parse(name.substring(slash + 1)), new HeardSenderKey(granted, window));
    });
    return heard;
  }

  void putOwn(GroupId group, OwnSenderKey own) {
    durable.put(OWN + group.toHex(), own.encode());
  }

  void removeOwn(GroupId group) {
    durable.remove(OWN + group.toHex());
  }

  /** The window is that of a fresh key until {@link #putWindow}. */
  void putHeard(GroupId group, NodeId member, HeardSenderKey heard) {
    durable.put(KEY + name(group, member), heard.granted().encode());
    durable.remove(WINDOW + name(group, member));
  }

  void putWindow(GroupId group, NodeId member, HeardSenderKey heard) {
    durable.put(WINDOW + name(group, member), heard.storing());
  }

  void removeHeard(GroupId group, NodeId member) {
    durable.remove(KEY + name(group, member));
    durable.remove(WINDOW + name(group, member));
  }

  void clear() {
    for (String prefix : List.of(OWN, KEY, WINDOW)) {
      durable.under(prefix).keySet().forEach(durable::remove);
    }
  }

  private static String name(GroupId group, NodeId member) {
    return group.toHex() + "/" + member.toHex();
  }
}
