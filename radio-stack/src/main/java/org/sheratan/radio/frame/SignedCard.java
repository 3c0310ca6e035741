package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * A card with its owner's signature, at most {@link Limits#MAX_CARD_BYTES} encoded. Whose it is says the announce
 * that names its digest.
 *
 * <pre>
 * 0   4  epoch and
 * 4   2  sequence from which on this card holds
 * 6   v  name: varint length in bytes, UTF-8
 * .   v  capabilities: varint count, then each as the name; wants and offers likewise
 * .  64  Ed25519 signature over network id and everything before
 * </pre>
 */
public record SignedCard(int epoch, int sequence, Card card, Bytes signature) {
  /** What is signed, after the network id. */
  public static Bytes body(int epoch, int sequence, Card card) {
    ByteWriter writer = new ByteWriter(Limits.MAX_CARD_BYTES).u32(epoch).u16(sequence).text(card.name());
    CardText.writeItems(writer, card.capabilities());
    CardText.writeItems(writer, card.wants());
    CardText.writeItems(writer, card.offers());
    return writer.toBytes();
  }

  public Bytes body() {
    return body(epoch, sequence, card);
  }

  public Bytes encode() {
    return body().concat(signature);
  }

  /** What announces name it by: the first bytes of SHA-256 over the whole encoding. */
  public Bytes digest() {
    return Bytes.copyOf(CapabilityFilter.sha256(encode().toArray()), 0, Limits.CARD_DIGEST_BYTES);
  }

  /** @throws MalformedException for anything but the one encoding of a card within limits */
  public static SignedCard decode(Bytes encoded) {
    if (encoded.length() > Limits.MAX_CARD_BYTES) {
      throw new MalformedException("card", Limits.MAX_CARD_BYTES,
          "above " + Limits.MAX_CARD_BYTES + " bytes");
    }
    ByteReader reader = new ByteReader(encoded);
    int epoch = Epochs.read(reader);
    int sequence = reader.u16("sequence");
    Card card = new Card(CardText.readName(reader), CardText.readItems(reader, "capabilities"),
        CardText.readItems(reader, "wants"), CardText.readItems(reader, "offers"));
    Bytes signature = reader.bytes("signature", Limits.SIGNATURE_BYTES);
    reader.end("card");
    return new SignedCard(epoch, sequence, card, signature);
  }
}
