package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Revocation;
import org.sheratan.radio.frame.RevocationNews;
import org.sheratan.radio.frame.SignedRevocation;

/** Signs, checks and compares the revocations of one network. */
public final class RevocationSeal {
  private static final byte[] MARK_LABEL = "sheratan/revocation/mark/1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DIGEST_LABEL = "sheratan/revocation/digest/1"
      .getBytes(StandardCharsets.US_ASCII);

  private final NetworkKey network;

  public RevocationSeal(NetworkKey network) {
    this.network = network;
  }

  public SignedRevocation seal(Identity author, Revocation revocation) {
    Check.that(revocation.author().equals(author.id()), "a revocation is signed by its author");
    return new SignedRevocation(revocation, author.sign(SignContext.REVOCATION, signed(revocation)));
  }

  public boolean genuine(SignedRevocation signed) {
    Revocation revocation = signed.revocation();
    return Identity.verify(revocation.author(), SignContext.REVOCATION, signed(revocation),
        signed.signature());
  }

  /** The whole frame. */
  public Bytes frame(RevocationNews news) {
    Bytes content = news.macked();
    return content.concat(network.mac(NetworkKey.Purpose.REVOCATION, content));
  }

  /**
   * Empty when it is of another network. The signature of a statement is not checked yet.
   *
   * @throws MalformedException when it is no news of revocations
   */
  public Optional<RevocationNews> open(Bytes frame) {
    int macAt = frame.length() - Limits.NETWORK_MAC_BYTES;
    if (macAt < 1) {
      throw new MalformedException("network mac", frame.length(), "cut short");
    }
    Bytes content = frame.slice(0, macAt);
    RevocationNews news = RevocationNews.decode(content);
    boolean ours = network.genuine(NetworkKey.Purpose.REVOCATION, content, frame.slice(macAt));
    return ours ? Optional.of(news) : Optional.empty();
  }

  /** The first four bytes of SHA-256 over label and revocation: what a summary calls it by. */
  public static long mark(Revocation revocation) {
    byte[] hash = Digests.sha256(MARK_LABEL, revocation.encode().toArray());
    return (hash[0] & 0xffL) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
  }

  /** @param marks of all revocations held, ascending */
  public static Bytes digest(Collection<Long> marks) {
    ByteWriter joined = new ByteWriter();
    marks.forEach(joined::u32);
    return Bytes.copyOf(Digests.sha256(DIGEST_LABEL, joined.toBytes().toArray()), 0,
        RevocationNews.DIGEST_BYTES);
  }

  private Bytes signed(Revocation revocation) {
    return network.id().concat(revocation.encode());
  }
}
