package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;

/** A revocation with its author's signature over network id and revocation. */
public record SignedRevocation(Revocation revocation, Bytes signature) {
  public Bytes encode() {
    return revocation.encode().concat(signature);
  }

  /** @throws org.sheratan.kernel.MalformedException for anything but the one encoding */
  public static SignedRevocation decode(ByteReader reader) {
    return new SignedRevocation(Revocation.decode(reader),
        reader.bytes("signature", Limits.SIGNATURE_BYTES));
  }
}
