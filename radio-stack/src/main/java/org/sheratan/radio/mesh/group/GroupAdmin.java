package org.sheratan.radio.mesh.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.mesh.Groups.Invitation;
import org.sheratan.radio.mesh.Groups.Refused;
import org.sheratan.radio.mesh.hop.GroupWord;
import org.sheratan.radio.mesh.route.TrustBook;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.NetworkKey;
import org.sheratan.radio.secure.RosterSeal;

/** The groups this node made: who is let in, who is shut out. One signer, so rosters have one order. */
final class GroupAdmin {
  private final Identity me;
  private final NetworkKey network;
  private final TrustBook trust;
  private final GroupBook book;
  private final GroupSync sync;
  private final GroupWords words;
  private final RosterSeal seal;
  private final Invitations invitations;
  private final SecureRandomness random;

  GroupAdmin(Identity me, NetworkKey network, TrustBook trust, GroupBook book, GroupSync sync,
      GroupWords words,
      RosterSeal seal,
      Invitations invitations, SecureRandomness random) {
    this.me = me;
    this.network = network;
    this.trust = trust;
    this.book = book;
    this.sync = sync;
    this.words = words;
    this.seal = seal;
    this.invitations = invitations;
    this.random = random;
  }

  /** @throws MalformedException when the name breaks a limit */
  Optional<GroupId> create(String name) {
    Roster first = new Roster(me.id(), random.next(Roster.SALT_BYTES), 1, 1, name, List.of(me.id()));
    SignedRoster signed = SignedRoster.decode(seal.seal(me, first).encode());
    if (book.full()) {
      return Optional.empty();
    }
    sync.adopt(signed, Optional.empty());
    return Optional.of(seal.id(first));
  }

  Invitation invite(GroupId group, long lifetimeMs) {
    Optional<Refused> refused = refused(group);
    if (refused.isPresent()) {
      return new Invitation.None(refused.get());
    }
    JoinCode code = JoinCode.generate(me.id(), random);
    return invitations.add(group, code, lifetimeMs)
        ? new Invitation.Code(code)
        : new Invitation.None(Refused.TOO_MANY);
  }

  Optional<Refused> remove(GroupId group, NodeId member) {
    Optional<Refused> refused = refused(group);
    if (refused.isEmpty() && (member.equals(me.id()) || !book.of(group).orElseThrow().has(member))) {
      return Optional.of(Refused.NOT_A_MEMBER);
    }
    if (refused.isEmpty()) {
      invitations.dropAll(group, Optional.of(member));
      change(group, without(group, member), true, member);
      book.expel(group, member);
      words.tell(member, new GroupWord.Newest(book.signed(group).orElseThrow()));
    }
    return refused;
  }

  /** It is stolen, say: out of all our groups, and not told so. */
  void onRevoked(NodeId member) {
    for (GroupId group : book.with(member)) {
      if (refused(group).isEmpty()) {
        invitations.dropAll(group, Optional.of(member));
        change(group, without(group, member), true, member);
      }
    }
  }

  /** Nobody belongs to it any more; everyone is told once, and again when it asks. */
  void close(GroupId group) {
    Roster roster = book.of(group).orElseThrow();
    invitations.dropAll(group, Optional.empty());
    SignedRoster closed = seal.seal(me, next(roster, List.of(), true));
    roster.members().forEach(member -> words.tell(member, new GroupWord.Newest(closed)));
  }

  void onJoin(NodeId from, GroupWord.Join join) {
    Optional<Invitations.Match> match = invitations.match(from, join.proof());
    Optional<Roster> roster = match.flatMap(found -> book.of(found.group()));
    boolean admitted = roster.isPresent() && (roster.get().has(from)
        || roster.get().members().size() < Roster.MAX_MEMBERS && !trust.blocked(from));
    if (!admitted) {
      words.answer(from, new GroupWord.Refuse(join.proof()));
      return;
    }
    GroupId group = match.get().group();
    if (!roster.get().has(from)) {
      List<NodeId> members = new ArrayList<>(roster.get().members());
      members.add(from);
      invitations.used(match.get().code(), from);
      book.told(group, from);
      change(group, members, false, from);
    }
    SignedRoster signed = book.signed(group).orElseThrow();
    words.tell(from, new GroupWord.Admit(
        match.get().code().admitProof(network, from, me.id(), signed.encode()), signed));
    words.handKey(group, signed.roster(), from);
  }

  /**
   * It goes of its own will, but it holds keys: the others make new ones all the same. It may come back by its code, for
   * it may be one that never heard that it was let in. Or the admin itself is gone.
   */
  void onLeave(NodeId from, GroupId group) {
    Optional<Roster> roster = book.of(group);
    if (roster.isPresent() && roster.get().admin().equals(from)) {
      sync.drop(group, "its admin knows the group no longer");
    } else if (refused(group).isEmpty()) {
      book.told(group, from);
      if (roster.get().has(from)) {
        change(group, without(group, from), true, from);
      }
    }
  }

  /** @param whom is told in its own way */
  private void change(GroupId group, List<NodeId> members, boolean shutOut, NodeId whom) {
    SignedRoster signed = seal.seal(me, next(book.of(group).orElseThrow(), members, shutOut));
    sync.adopt(signed, Optional.of(whom));
    members.stream().filter(member -> !member.equals(whom))
        .forEach(member -> words.tell(member, new GroupWord.Newest(signed)));
  }

  private static Roster next(Roster roster, List<NodeId> members, boolean shutOut) {
    return new Roster(roster.admin(), roster.salt(), roster.version() + 1, roster.epoch() + (shutOut ? 1 : 0),
        roster.name(), members);
  }

  private List<NodeId> without(GroupId group, NodeId member) {
    return book.of(group).orElseThrow().members().stream().filter(other -> !other.equals(member)).toList();
  }

  private Optional<Refused> refused(GroupId group) {
    Optional<Roster> roster = book.of(group);
    if (roster.isEmpty()) {
      return Optional.of(Refused.UNKNOWN_GROUP);
    }
    return roster.get().admin().equals(me.id()) ? Optional.empty() : Optional.of(Refused.NOT_ADMIN);
  }
}
