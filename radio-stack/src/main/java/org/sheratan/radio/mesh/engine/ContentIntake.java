package org.sheratan.radio.mesh.engine;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.LifetimeCode;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.hop.AckSender;
import org.sheratan.radio.mesh.hop.ArrivalKey;
import org.sheratan.radio.mesh.hop.Arrivals;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.Homeward;
import org.sheratan.radio.mesh.hop.MarkSender;
import org.sheratan.radio.mesh.hop.TransferContent;
import org.sheratan.radio.mesh.hop.TransferIntake;
import org.sheratan.radio.mesh.neighbor.Count;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.route.Ways;
import org.sheratan.radio.mesh.session.Parcel;

/** What authenticated neighbors sent, in a frame or in fragments: messages, control items, things to pass on. */
final class ContentIntake {
  private static final long AGAIN_DELAY_MS = 10;

  private final MeshTurn turn;
  private final Ways ways;
  private final Arrivals arrivals;
  private final AckSender hopAcks;
  private final MarkSender marks;
  private final ParcelIntake parcels;
  private final Homeward homeward;
  private final ControlIntake control;
  private final TransferIntake transfers;

  ContentIntake(MeshTurn turn, Ways ways, Arrivals arrivals, AckSender hopAcks, MarkSender marks,
      ParcelIntake parcels, Homeward homeward,
      ControlIntake control, TransferIntake transfers) {
    this.turn = turn;
    this.ways = ways;
    this.arrivals = arrivals;
    this.hopAcks = hopAcks;
    this.marks = marks;
    this.parcels = parcels;
    this.homeward = homeward;
    this.control = control;
    this.transfers = transfers;
  }

  /** @throws MalformedException when it breaks its format: the neighbor's fault */
  void onContent(NodeId from, FrameHead head, int lifetimeCode, Bytes plaintext, ArrivalKey key) {
    switch (head.type()) {
      case DATA -> arrivals.deliver(key, checked(plaintext), ways.ackDelayMs(from));
      case CONTROL -> {
        for (ControlItem item : ControlItem.decode(plaintext)) {
          if (item instanceof ControlItem.Piece piece) {
            onPiece(from, piece);
          } else {
            control.onItem(from, item);
          }
        }
      }
      case RELAY, RELAY_CONTROL, RELAY_HANDSHAKE -> {
        Parcel parcel = Parcel.of(head, turn.nowMs() + LifetimeCode.decodeMs(lifetimeCode), plaintext);
        boolean ours = parcels.forUs(parcel);
        boolean arrivedBefore = !ours && homeward.onPassing(from, parcel, key);
        if (!arrivedBefore && parcels.onParcel(from, parcel, key)) {
          took(key, plaintext, ours);
        } else if (!arrivedBefore) {
          parcels.refusal(key).ifPresent(why -> refuse(key, plaintext, why));
        }
      }
      case ANNOUNCE, HANDSHAKE -> throw new MalformedException("frame type", 0, "never sealed");
    }
  }

  /** A genuine frame came again. */
  void again(FrameType type, ArrivalKey key) {
    if (type == FrameType.DATA) {
      arrivals.again(key);
    } else if (parcels.refused(key)) {
      if (key instanceof ArrivalKey.InSeal sealed) {
        marks.again(sealed, AGAIN_DELAY_MS);
      }
    } else if (type.relayed()) {
      turn.tally().count(Count.DUPLICATES);
      if (!homeward.again(key)) {
        tookBefore(key);
      }
    }
  }

  private void refuse(ArrivalKey key, Bytes content, ControlItem.Why why) {
    if (key instanceof ArrivalKey.InTransfer transfer) {
      transfers.refuse(transfer, why);
    } else if (key instanceof ArrivalKey.InSeal sealed && why == ControlItem.Why.NO_ROOM) {
      marks.noRoom(sealed, content, ways.ackDelayMs(key.from()) / 2);
    }
  }

  /** @param ours an acknowledgement of its own may follow, which takes ours along */
  private void took(ArrivalKey key, Bytes content, boolean ours) {
    long delayMs = ways.ackDelayMs(key.from());
    boolean marked = key instanceof ArrivalKey.InSeal sealed
        && marks.took(sealed, content, ours ? delayMs + 1 : delayMs / 2);
    if (!marked) {
      hopAcks.addWithin(key, delayMs / 2);
    }
  }

  private void tookBefore(ArrivalKey key) {
    boolean marked = key instanceof ArrivalKey.InSeal sealed && marks.again(sealed, AGAIN_DELAY_MS);
    if (!marked) {
      hopAcks.addWithin(key, ways.ackDelayMs(key.from()) / 2);
    }
  }

  private void onPiece(NodeId from, ControlItem.Piece piece) {
    ArrivalKey.InTransfer key = new ArrivalKey.InTransfer(from, piece.fragment().transfer());
    Optional<ControlItem.Why> refused = parcels.refusal(key);
    if (refused.isPresent()) {
      transfers.refuse(from, piece.fragment(), refused.get());
      return;
    }
    switch (transfers.onPiece(from, piece.fragment(), ways.ackDelayMs(from), ways.idleMs(from),
        ways.onSharedMedium(from))) {
      case TransferIntake.Result.Whole whole -> decode(whole, key)
          .ifPresent(content -> onWhole(from, content, key));
      case TransferIntake.Result.Repeated repeated -> {
        if (!arrivals.again(key)) {
          hopAcks.addWithin(key, 0);
        }
      }
      case TransferIntake.Result.Nothing nothing -> {
        // More pieces are needed, or there is no room for them.
      }
    }
  }

  /** Empty when it is not the neighbor's fault that it makes no sense. */
  private Optional<TransferContent> decode(TransferIntake.Result.Whole whole, ArrivalKey.InTransfer key) {
    try {
      return Optional.of(TransferContent.decode(whole.content()));
    } catch (MalformedException malformed) {
      if (!whole.fromDisk()) {
        throw malformed;
      }
      transfers.spoiled(key);
      return Optional.empty();
    }
  }

  private void onWhole(NodeId from, TransferContent content, ArrivalKey.InTransfer key) {
    FrameHead head = content.head();
    Bytes plaintext = content.plaintext();
    if (head.type() == FrameType.CONTROL) {
      for (ControlItem item : ControlItem.decode(plaintext)) {
        control.onItem(from, item);
      }
      transfers.finish(key);
      hopAcks.addWithin(key, 0);
      return;
    }
    onContent(from, head, content.lifetimeCode(), plaintext, key);
    if (!parcels.refused(key)) {
      transfers.finish(key);
    }
  }

  private Bytes checked(Bytes message) {
    if (message.length() == 0 || message.length() > Mesh.MAX_MESSAGE_BYTES) {
      throw new MalformedException("message", 0, message.length() + " bytes");
    }
    return message;
  }
}
