package org.sheratan.radio.mesh.hop;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Roster;
import org.sheratan.radio.frame.SignedRoster;
import org.sheratan.radio.secure.JoinCode;
import org.sheratan.radio.secure.SenderKey;

/** What two nodes say to each other about a group, over their session: a kind byte and its fields. */
public sealed interface GroupWord {
  int MAX_BYTES = 1 + JoinCode.PROOF_BYTES + Roster.MAX_SIGNED_BYTES;

  /** Newcomer to admin: I have a code of yours. */
  record Join(Bytes proof) implements GroupWord {}

  /** Admin to newcomer: so have I, and this is the group. */
  record Admit(Bytes proof, SignedRoster roster) implements GroupWord {}

  /** Admin to newcomer: no code of mine that is still good. */
  record Refuse(Bytes proof) implements GroupWord {}

  record Newest(SignedRoster roster) implements GroupWord {}

  /** Our key, for the receiver only. */
  record Key(GroupId group, SenderKey key) implements GroupWord {}

  /**
   * Where we are; answered by whoever is further.
   *
   * @param version of the roster we have
   * @param heldEpoch of the receiver's key we hold, 0 when we hold none
   * @param heldSerial of that key
   */
  record State(GroupId group, int version, long heldEpoch, int heldSerial) implements GroupWord {}

  /** Member to admin: without me, please. */
  record Leave(GroupId group) implements GroupWord {}

  default Bytes encode() {
    ByteWriter writer = new ByteWriter();
    switch (this) {
      case Join join -> writer.u8(1).bytes(join.proof());
      case Admit admit -> writer.u8(2).bytes(admit.proof()).bytes(admit.roster().encode());
      case Refuse refuse -> writer.u8(3).bytes(refuse.proof());
      case Newest newest -> writer.u8(4).bytes(newest.roster().encode());
      case Key key -> writer.u8(5).bytes(key.group().bytes()).bytes(key.key().encode());
      case State state ->
        writer.u8(6).bytes(state.group().bytes()).u32(state.version()).u32(state.heldEpoch())
            .u8(state.heldSerial());
      case Leave leave -> writer.u8(7).bytes(leave.group().bytes());
    }
    return writer.toBytes();
  }

  /** @throws MalformedException when it is no such word */
  static GroupWord decode(Bytes encoded) {
    ByteReader reader = new ByteReader(encoded);
    int kind = reader.u8("word kind");
    GroupWord word = switch (kind) {
      case 1 -> new Join(reader.bytes("proof", JoinCode.PROOF_BYTES));
      case 2 -> new Admit(reader.bytes("proof", JoinCode.PROOF_BYTES), SignedRoster.decode(reader.rest()));
      case 3 -> new Refuse(reader.bytes("proof", JoinCode.PROOF_BYTES));
      case 4 -> new Newest(SignedRoster.decode(reader.rest()));
      case 5 -> new Key(group(reader), SenderKey.decode(reader));
      case 6 -> new State(group(reader), version(reader), reader.u32("held epoch"), reader.u8("held serial"));
      case 7 -> new Leave(group(reader));
      default -> throw new MalformedException("word kind", 0, "unknown: " + kind);
    };
    reader.end("group word");
    return word;
  }

  private static GroupId group(ByteReader reader) {
    return new GroupId(reader.bytes("group id", GroupId.LENGTH));
  }

  private static int version(ByteReader reader) {
    long version = reader.u32("version");
    if (version > Integer.MAX_VALUE) {
      throw new MalformedException("version", reader.offset() - 4, "above " + Integer.MAX_VALUE);
    }
    return (int) version;
  }
}
