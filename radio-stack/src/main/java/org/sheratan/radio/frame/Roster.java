package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * Who belongs to a group, as its admin says. The version grows with every change; the epoch grows when somebody has
 * to be shut out, and makes all make new keys.
 *
 * <pre>
 *  0  32  key of the admin
 * 32   8  salt: tells the groups of one admin apart
 * 40   4  version
 * 44   4  epoch
 * 48   .  name: varint length in bytes, UTF-8, 1..32 characters
 *  .   .  number of members (v), 0..64, then their keys, 32 each, ascending
 * </pre>
 *
 * @param version 1..2^31−1
 * @param epoch 1..2^31−1
 * @param members ascending; empty once the group has been closed
 */
public record Roster(NodeId admin, Bytes salt, int version, int epoch, String name, List<NodeId> members) {
  public static final int SALT_BYTES = 8;
  public static final int MAX_MEMBERS = 64;
  private static final int MAX_ENCODED_BYTES = NodeId.LENGTH + SALT_BYTES + 8 + 1
      + 4 * Limits.MAX_NAME_CHARACTERS
      + 1 + MAX_MEMBERS * NodeId.LENGTH;
  /** A signed roster, encoded. */
  public static final int MAX_SIGNED_BYTES = MAX_ENCODED_BYTES + Limits.SIGNATURE_BYTES;

  public Roster {
    members = members.stream().sorted().distinct().toList();
  }

  public boolean has(NodeId member) {
    return members.contains(member);
  }

  public Bytes encode() {
    ByteWriter writer = new ByteWriter(MAX_ENCODED_BYTES).bytes(admin.key()).bytes(salt).u32(version)
        .u32(epoch)
        .text(name).varint(members.size());
    members.forEach(member -> writer.bytes(member.key()));
    return writer.toBytes();
  }

  /** @throws MalformedException for anything but the one encoding of a roster within limits */
  public static Roster decode(ByteReader reader) {
    NodeId admin = new NodeId(reader.bytes("admin", NodeId.LENGTH));
    Bytes salt = reader.bytes("salt", SALT_BYTES);
    int version = positive(reader, "version");
    int epoch = positive(reader, "epoch");
    String name = CardText.readName(reader);
    int count = (int) reader.varint("members", MAX_MEMBERS);
    List<NodeId> members = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      NodeId member = new NodeId(reader.bytes("member", NodeId.LENGTH));
      if (index > 0 && member.compareTo(members.getLast()) <= 0) {
        throw new MalformedException("member", reader.offset() - NodeId.LENGTH, "repeated or not sorted");
      }
      members.add(member);
    }
    return new Roster(admin, salt, version, epoch, name, members);
  }

  private static int positive(ByteReader reader, String field) {
    long value = reader.u32(field);
    if (value == 0 || value > Integer.MAX_VALUE) {
      throw new MalformedException(field, reader.offset() - 4, value + " is not 1.." + Integer.MAX_VALUE);
    }
    return (int) value;
  }
}
