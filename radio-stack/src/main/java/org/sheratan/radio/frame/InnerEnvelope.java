package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The end-to-end envelope: the plaintext of a RELAY frame, unchanged from source to destination.
 *
 * @param sealed ciphertext and {@link Limits#TAG_BYTES} of tag
 */
public record InnerEnvelope(InnerHeader header, Bytes sealed) {
  public Bytes encode() {
    return header.encode().concat(sealed);
  }

  /** @throws MalformedException when shorter than header and tag */
  public static InnerEnvelope decode(Bytes envelope) {
    return new InnerEnvelope(header(envelope), envelope.slice(Limits.INNER_HEADER_BYTES));
  }

  /**
   * Of a whole envelope, of which nothing is copied.
   *
   * @throws MalformedException as {@link #decode}
   */
  public static InnerHeader header(Bytes envelope) {
    ByteReader reader = new ByteReader(envelope);
    InnerHeader header = InnerHeader.decode(reader);
    reader.need("tag", Limits.TAG_BYTES);
    return header;
  }
}
