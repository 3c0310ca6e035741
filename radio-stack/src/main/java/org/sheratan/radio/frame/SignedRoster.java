package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** A roster and its admin's Ed25519 signature over network id and roster. */
public record SignedRoster(Roster roster, Bytes signature) {
  public Bytes encode() {
    return roster.encode().concat(signature);
  }

  /** @throws MalformedException for anything but the one encoding of a roster within limits */
  public static SignedRoster decode(Bytes encoded) {
    ByteReader reader = new ByteReader(encoded);
    Roster roster = Roster.decode(reader);
    Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
    reader.end("roster");
    return new SignedRoster(roster, signature);
  }
}
