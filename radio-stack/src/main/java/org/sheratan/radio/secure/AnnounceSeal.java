package org.sheratan.radio.secure;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.EpochQuestion;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Roll;

/**
 * Makes and checks ANNOUNCE frames of one network. Checking has two steps, so that duplicates can be dropped
 * between the cheap one (network MAC) and the dear one (signature).
 */
public final class AnnounceSeal {
  private final NetworkKey network;

  public AnnounceSeal(NetworkKey network) {
    this.network = network;
  }

  /** @param hopLimit how many relays may pass it on, 0..7 */
  public Bytes seal(Identity announcer, Announce announce, int hopLimit) {
    Check.that(announce.key().equals(announcer.id()), "a node announces itself");
    Bytes signature = announcer.sign(SignContext.ANNOUNCE, signed(announce));
    return macked(new AnnounceFrame(hopLimit, 0, announcer.id().hint(), announce, signature, Bytes.EMPTY));
  }

  /**
   * Step one. Empty when it is of another network.
   *
   * @throws MalformedException when it is no announce
   */
  public Optional<AnnounceFrame> open(Bytes frame) {
    AnnounceFrame announce = AnnounceFrame.decode(frame);
    boolean ours = network.genuine(NetworkKey.Purpose.ANNOUNCE, announce.macked(), announce.mac());
    return ours ? Optional.of(announce) : Optional.empty();
  }

  /** Step two: did the node of that key say this, in this network? */
  public boolean genuine(AnnounceFrame frame) {
    Announce announce = frame.announce();
    return Identity.verify(announce.key(), SignContext.ANNOUNCE, signed(announce), frame.signature());
  }

  /** The frame as {@code relay} passes it on: one hop more, one fewer left. */
  public Bytes relayed(AnnounceFrame frame, NodeId relay) {
    Check.that(frame.relayable(), "the hop limit is used up");
    return macked(
        new AnnounceFrame(frame.hopLimit() - 1, frame.hops() + 1, relay.hint(), frame.announce(),
            frame.signature(),
            Bytes.EMPTY));
  }

  /** {@code frame} told by {@code witness} to whom it concerns, and no further; its way here is left out. */
  public Bytes recalled(AnnounceFrame frame, NodeId witness) {
    return macked(new AnnounceFrame(0, Limits.MAX_HOPS, witness.hint(), frame.announce(), frame.signature(),
        Bytes.EMPTY));
  }

  /** Asks for the newest announce of {@code key}. */
  public Bytes question(NodeId key) {
    EpochQuestion bare = new EpochQuestion(key, Bytes.EMPTY);
    return bare.macked().concat(network.mac(NetworkKey.Purpose.QUESTION, bare.macked()));
  }

  /**
   * Whose newest announce is asked for; empty when it is of another network.
   *
   * @throws MalformedException when it is no question
   */
  public Optional<NodeId> openQuestion(Bytes frame) {
    EpochQuestion question = EpochQuestion.decode(frame);
    boolean ours = network.genuine(NetworkKey.Purpose.QUESTION, question.macked(), question.mac());
    return ours ? Optional.of(question.key()) : Optional.empty();
  }

  public Bytes roll(Roll bare) {
    return bare.macked().concat(network.mac(NetworkKey.Purpose.ROLL, bare.macked()));
  }

  /**
   * Empty when it is of another network.
   *
   * @throws MalformedException when it is no roll
   */
  public Optional<Roll> openRoll(Bytes frame) {
    Roll roll = Roll.decode(frame);
    boolean ours = network.genuine(NetworkKey.Purpose.ROLL, roll.macked(), roll.mac());
    return ours ? Optional.of(roll) : Optional.empty();
  }

  private Bytes macked(AnnounceFrame frame) {
    Bytes content = frame.macked();
    return content.concat(network.mac(NetworkKey.Purpose.ANNOUNCE, content));
  }

  private Bytes signed(Announce announce) {
    return network.id().concat(announce.encode());
  }
}
