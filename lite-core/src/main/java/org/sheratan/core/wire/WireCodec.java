package org.sheratan.core.wire;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.Identity;
import org.sheratan.radio.secure.SignContext;

/**
 * Messages between two nodes as bytes.
 *
 * <pre>
 * 0      kind: code in bits 0–4, bit 5 deflated, bit 6 the job's owner is spelled out, bit 7 signed
 * 1..    body; deflated: its length as varint, then raw deflate (RFC 1951)
 * end    signed: 64 bytes of Ed25519 by the sender over the receiver's key and everything before
 *
 * body of a message about a job: [owner 5] epoch varint, sequence varint, then the kind's own fields,
 * then optional fields (number varint, length varint, bytes), ascending, to the end
 * </pre>
 *
 * The owner is left out when it is the end that normally owns the job (see {@link MessageKind.Direction}): both ends
 * know each other's identity.
 */
public final class WireCodec {
  private static final int CODE_MASK = 0x1f;
  private static final int DEFLATED = 0x20;
  private static final int OWNER_SPELLED = 0x40;
  private static final int SIGNED = 0x80;

  private WireCodec() {}

  /** At most {@link WireLimits#MESSAGE_BYTES}; see {@link #fits}. */
  public static Bytes encode(WireMessage message, NodeId sender, NodeId receiver) {
    return encode(message, sender, receiver, 0);
  }

  /** With a signature that anyone may check later: 64 bytes more. {@link #decode} checks it. */
  public static Bytes encodeSigned(WireMessage message, Identity sender, NodeId receiver) {
    Bytes unsigned = encode(message, sender.id(), receiver, SIGNED);
    return unsigned.concat(sender.sign(SignContext.SUBMISSION, receiver.key().concat(unsigned)));
  }

  public static boolean isSigned(Bytes encoded) {
    return encoded.length() > 0 && (encoded.at(0) & SIGNED) != 0;
  }

  private static Bytes encode(WireMessage message, NodeId sender, NodeId receiver, int flags) {
    Bytes plain = body(message, sender, receiver);
    Check.that(plain.length() < WireLimits.MESSAGE_BYTES, "a message of " + plain.length() + " bytes");
    int first = first(message, sender, receiver) | flags;
    Bytes packed = Deflated.pack(plain);
    ByteWriter out = new ByteWriter(packed.length() + 1);
    return out.u8(packed == plain ? first : first | DEFLATED).bytes(packed).toBytes();
  }

  /** Whether {@code message} can be sent at all. */
  public static boolean fits(WireMessage message, NodeId sender, NodeId receiver) {
    return body(message, sender, receiver).length() < WireLimits.MESSAGE_BYTES;
  }

  /** @throws MalformedException when {@code encoded} is no message of this version */
  public static WireMessage decode(Bytes encoded, NodeId sender, NodeId receiver) {
    if (encoded.length() > WireLimits.MESSAGE_BYTES) {
      throw new MalformedException("message", 0,
          encoded.length() + " bytes exceed " + WireLimits.MESSAGE_BYTES);
    }
    ByteReader head = new ByteReader(isSigned(encoded) ? verified(encoded, sender, receiver) : encoded);
    int first = head.u8("message kind");
    MessageKind kind = MessageKind.of(first & CODE_MASK);
    boolean aboutJob = kind.direction() != MessageKind.Direction.ABOUT_NO_JOB;
    if (!aboutJob && (first & OWNER_SPELLED) != 0) {
      throw new MalformedException("message kind", 0, "owner of no job");
    }
    Bytes body = (first & DEFLATED) == 0 ? head.rest() : Deflated.unpack(head);
    ByteReader in = new ByteReader(body);
    JobId job = null;
    if (aboutJob) {
      String usual = usualOwner(kind, sender, receiver);
      job = JobIdCodec.read(in, (first & OWNER_SPELLED) == 0 ? usual : JobIdCodec.readOtherOwner(in, usual));
    }
    WireMessage message = kind.codec().decode(new Head(sender, receiver, job), in);
    in.end("message");
    return message;
  }

  private static Bytes verified(Bytes encoded, NodeId sender, NodeId receiver) {
    int end = encoded.length() - Identity.SIGNATURE_BYTES;
    if (end < 1) {
      throw new MalformedException("signature", 1, "shorter than " + Identity.SIGNATURE_BYTES + " bytes");
    }
    Bytes message = encoded.slice(0, end);
    if (!Identity.verify(sender, SignContext.SUBMISSION, receiver.key().concat(message),
        encoded.slice(end))) {
      throw new MalformedException("signature", end, "not the sender's");
    }
    return message;
  }

  private static int first(WireMessage message, NodeId sender, NodeId receiver) {
    MessageKind kind = MessageKind.of(message);
    return ownerSpelled(message, kind, sender, receiver) ? kind.code() | OWNER_SPELLED : kind.code();
  }

  private static Bytes body(WireMessage message, NodeId sender, NodeId receiver) {
    ByteWriter out = new ByteWriter();
    MessageKind kind = MessageKind.of(message);
    JobId job = null;
    if (message instanceof WireMessage.JobMessage about) {
      job = about.job();
      JobIdCodec.write(job, ownerSpelled(message, kind, sender, receiver), out);
    }
    kind.codec().encode(message, new Head(sender, receiver, job), out);
    return out.toBytes();
  }

  private static boolean ownerSpelled(WireMessage message, MessageKind kind, NodeId sender, NodeId receiver) {
    return message instanceof WireMessage.JobMessage about
        && !about.job().owner().equals(usualOwner(kind, sender, receiver));
  }

  private static String usualOwner(MessageKind kind, NodeId sender, NodeId receiver) {
    return (kind.direction() == MessageKind.Direction.FROM_OWNER ? sender : receiver).shortName();
  }
}
