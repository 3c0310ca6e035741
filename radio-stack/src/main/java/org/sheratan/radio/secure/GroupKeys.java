package org.sheratan.radio.secure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.GroupFrame;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/**
 * The sender keys of one node: its own in each of its groups, and those other members handed it. Passive and
 * single-threaded, owned by the mesh. Who is a member is the mesh's business: it drops keys of members that left, and
 * all of an epoch that is over.
 */
public final class GroupKeys {
  /** Serials have one byte; epoch and the low half of the serial travel in frames. */
  private static final int SERIALS = 256;

  private final NodeId me;
  private final NetworkKey network;
  private final GroupKeyStore store;
  private final SecureRandomness random;
  private final Map<GroupId, OwnSenderKey> own;
  private final Map<GroupId, Map<NodeId, HeardSenderKey>> heard;

  public GroupKeys(NodeId me, NetworkKey network, Durable durable, SecureRandomness random) {
    this.me = me;
    this.network = network;
    this.store = new GroupKeyStore(durable);
    this.random = random;
    this.own = store.loadOwn();
    this.heard = store.loadHeard();
  }

  /** Our key for that epoch, to be handed to members over their sessions; a new one when there is none, or no more. */
  public SenderKey own(GroupId group, long epoch) {
    return current(group, epoch).grant();
  }

  /** A key came from {@code from} itself, over its session. */
  public void accept(GroupId group, NodeId from, SenderKey key) {
    Check.that(!from.equals(me), "nobody hands itself a key");
    Map<NodeId, HeardSenderKey> members = members(group);
    HeardSenderKey known = members.get(from);
    if (known == null || !known.granted().sameKey(key)) {
      HeardSenderKey fresh = HeardSenderKey.fresh(key);
      members.put(from, fresh);
      store.putHeard(group, from, fresh);
    }
  }

  /** Epoch and serial of the key we hold of {@code member}. */
  public Optional<SenderKey> held(GroupId group, NodeId member) {
    return Optional.ofNullable(members(group).get(member)).map(HeardSenderKey::granted);
  }

  /** Nothing that {@code member} seals for the group is opened any more. */
  public void forget(GroupId group, NodeId member) {
    if (members(group).remove(member) != null) {
      store.removeHeard(group, member);
    }
  }

  /** The group goes on without us, or a new epoch begins: every key of others is void. */
  public void forgetOthers(GroupId group) {
    List.copyOf(members(group).keySet()).forEach(member -> forget(group, member));
    heard.remove(group);
  }

  public void forget(GroupId group) {
    forgetOthers(group);
    if (own.remove(group) != null) {
      store.removeOwn(group);
    }
  }

  /** Another life of this node may have used our counters: new keys for all. At a start {@link Sessions#discard}. */
  public void forgetAll() {
    own.clear();
    heard.clear();
    store.clear();
  }

  /** Somebody who holds our key shall not open what we say from now on. */
  public void renew(GroupId group) {
    OwnSenderKey known = own.get(group);
    if (known != null) {
      replace(group, known.epoch(), (known.serial() + 1) % SERIALS);
    }
  }

  /** @param plaintext made when its place is known, which a signature in it must name */
  public GroupSealed seal(GroupId group, long epoch, Priority priority, int hopLimit,
      Function<GroupPlace, Bytes> plaintext) {
    OwnSenderKey key = current(group, epoch);
    if (key.reserve()) {
      store.putOwn(group, key);
    }
    int counter = key.takeCounter();
    GroupFrame bare = new GroupFrame(priority, hopLimit, GroupFrame.keyName(key.epoch(), key.serial()),
        group.hint(), me.hint(), counter, Bytes.EMPTY, Bytes.EMPTY);
    Bytes sealed = key.cipher().seal(FrameCipher.Purpose.GROUP, counter, bare.header(),
        plaintext.apply(new GroupPlace(key.epoch(), key.serial(), counter)));
    GroupFrame frame = new GroupFrame(priority, hopLimit, bare.keyName(), group.hint(), me.hint(), counter,
        sealed,
        Bytes.EMPTY);
    return new GroupSealed(macked(frame), key.bound(counter));
  }

  /**
   * Of this network, whoever sealed it: may be passed on.
   *
   * @throws MalformedException when it is no group frame
   */
  public Optional<GroupFrame> read(Bytes frame) {
    GroupFrame read = GroupFrame.decode(frame);
    return network.genuine(NetworkKey.Purpose.GROUP, read.macked(), read.mac())
        ? Optional.of(read)
        : Optional.empty();
  }

  /** The frame one link further. */
  public Bytes onward(GroupFrame frame) {
    return macked(frame.onward());
  }

  public OpenedGroup open(GroupFrame frame) {
    Bytes header = frame.header();
    byte[] content = header.concat(frame.sealed()).toArray();
    boolean tried = false;
    for (Map.Entry<GroupId, Map<NodeId, HeardSenderKey>> group : heard.entrySet()) {
      if (group.getKey().hint() != frame.groupHint()) {
        continue;
      }
      for (Map.Entry<NodeId, HeardSenderKey> member : group.getValue().entrySet()) {
        HeardSenderKey key = member.getValue();
        if (member.getKey().hint() == frame.senderHint() && key.fits(frame)) {
          tried = true;
          Optional<Bytes> plaintext = key.cipher().open(FrameCipher.Purpose.GROUP, frame.counter(), content,
              header.length());
          if (plaintext.isPresent()) {
            return judged(group.getKey(), member.getKey(), key, frame.counter(), plaintext.get());
          }
        }
      }
    }
    return new OpenedGroup.Refused(tried ? Refusal.BAD_TAG : Refusal.UNKNOWN_SENDER);
  }

  /** Writes the replay windows that changed; see {@link Sessions#persistWindows}. */
  public void persistWindows() {
    heard.forEach((group, members) -> members.forEach((member, key) -> {
      if (key.changed()) {
        store.putWindow(group, member, key);
      }
    }));
  }

  private Map<NodeId, HeardSenderKey> members(GroupId group) {
    return heard.computeIfAbsent(group, id -> new TreeMap<>());
  }

  private OpenedGroup judged(GroupId group, NodeId from, HeardSenderKey key, int counter, Bytes plaintext) {
    if (key.take(counter) != ReplayWindow.Verdict.NEW) {
      return new OpenedGroup.Repeat(group, from);
    }
    GroupPlace place = new GroupPlace(key.granted().epoch(), key.granted().serial(), counter);
    return new OpenedGroup.Frame(group, from, place, plaintext);
  }

  private OwnSenderKey current(GroupId group, long epoch) {
    OwnSenderKey known = own.get(group);
    if (known != null && known.epoch() == epoch && !known.usedUp()) {
      return known;
    }
    // The serial goes on across epochs, so that two keys in a row never share a name.
    return replace(group, epoch, known == null ? random.next(1).at(0) : (known.serial() + 1) % SERIALS);
  }

  private OwnSenderKey replace(GroupId group, long epoch, int serial) {
    OwnSenderKey fresh = OwnSenderKey.fresh(epoch, serial, random.next(SenderKey.KEY_BYTES));
    own.put(group, fresh);
    store.putOwn(group, fresh);
    return fresh;
  }

  private Bytes macked(GroupFrame frame) {
    Bytes content = frame.macked();
    return content.concat(network.mac(NetworkKey.Purpose.GROUP, content));
  }
}
