package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;

/** Signs and checks what one network's groups live by: rosters, and messages that have effect. */
public final class RosterSeal {
  private static final byte[] ID_LABEL = "sheratan/group/1".getBytes(StandardCharsets.US_ASCII);

  private final NetworkKey network;

  public RosterSeal(NetworkKey network) {
    this.network = network;
  }

  /** First bytes of SHA-256 over label, network id, admin and salt: a group cannot change its admin. */
  public GroupId id(NodeId admin, Bytes salt) {
    byte[] hash = Digests.sha256(ID_LABEL, network.id().toArray(), admin.key().toArray(), salt.toArray());
    return new GroupId(Bytes.copyOf(hash, 0, GroupId.LENGTH));
  }

  public GroupId id(Roster roster) {
    return id(roster.admin(), roster.salt());
  }

  public SignedRoster seal(Identity admin, Roster roster) {
    Check.that(roster.admin().equals(admin.id()), "a roster is signed by its admin");
    return new SignedRoster(roster, admin.sign(SignContext.ROSTER, network.id().concat(roster.encode())));
  }

  public boolean genuine(SignedRoster signed) {
    Roster roster = signed.roster();
    return Identity.verify(roster.admin(), SignContext.ROSTER, network.id().concat(roster.encode()),
        signed.signature());
  }

  /** @param place where in the sender's stream this is said: there only it counts, once */
  public Bytes sign(Identity sender, GroupId group, GroupPlace place, Bytes message) {
    return sender.sign(SignContext.BROADCAST, signed(group, place, message));
  }

  public boolean genuine(NodeId sender, GroupId group, GroupPlace place, Bytes message, Bytes signature) {
    return Identity.verify(sender, SignContext.BROADCAST, signed(group, place, message), signature);
  }

  private Bytes signed(GroupId group, GroupPlace place, Bytes message) {
    return network.id().concat(group.bytes()).concat(place.encode()).concat(message);
  }
}
