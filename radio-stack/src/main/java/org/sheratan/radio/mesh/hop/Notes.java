package org.sheratan.radio.mesh.hop;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.PeerTable;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Handshakes;
import org.sheratan.radio.mesh.session.Seals;

/**
 * Which messages go as notes: inside the first message of a handshake that is not finished. To a far peer over a
 * shared medium a note costs 48 bytes more on each hop than an envelope, a session two packets of 62; so the first
 * messages between two go as notes, and whoever talks more has a session made. To neighbors sessions are made at once,
 * for what they pass on needs them, and where frames are addressed they cost nothing that matters.
 */
public final class Notes {
  private final MeshTurn turn;
  private final Seals seals;
  private final Ways ways;
  private final PeerTable peers;
  private final Handshakes handshakes;

  public Notes(MeshTurn turn, Seals seals, Ways ways, PeerTable peers, Handshakes handshakes) {
    this.turn = turn;
    this.seals = seals;
    this.ways = ways;
    this.peers = peers;
    this.handshakes = handshakes;
  }

  /** Makes {@code letter} a note to be handed to {@code via}; false when it is to wait for a session. */
  boolean seal(Letter letter, NodeId via) {
    boolean suits = !letter.answer && letter.message.length() <= Limits.MAX_NOTE_BYTES
        && !via.equals(letter.to) && ways.onSharedMedium(via) && !handshakes.running(letter.to);
    return suits && ways.carries(via, Limits.NOTE_OVERHEAD_BYTES + letter.message.length())
        && peers.get(letter.to).filter(peer -> peer.mayNote(turn.nowMs()))
            .flatMap(peer -> seals.note(peer, letter.message).map(note -> {
              peer.noted(turn.nowMs());
              letter.envelope = note.packet();
              letter.noteProof = note.proof();
              return note;
            })).isPresent();
  }

  /** No word of it came back: a session shall tell. */
  void giveUp(Letter letter) {
    peers.get(letter.to).ifPresent(peer -> peer.notedInVain(turn.nowMs()));
    handshakes.renew(letter.to);
  }
}
