package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.frame.SignedCard;

/** Signs and checks cards of one network. */
public final class CardSeal {
  private final NetworkKey network;

  public CardSeal(NetworkKey network) {
    this.network = network;
  }

  /**
   * Same card, epoch and sequence give the same bytes, hence the same digest: keep epoch and sequence while the
   * card stays as it is.
   *
   * @throws MalformedException when the card breaks a limit
   */
  public SignedCard seal(Identity owner, int epoch, int sequence, Card card) {
    Bytes signature = owner.sign(SignContext.CARD, signed(SignedCard.body(epoch, sequence, card)));
    return SignedCard.decode(new SignedCard(epoch, sequence, card, signature).encode());
  }

  public boolean genuine(NodeId owner, SignedCard card) {
    return Identity.verify(owner, SignContext.CARD, signed(card.body()), card.signature());
  }

  private Bytes signed(Bytes body) {
    return network.id().concat(body);
  }
}
