package org.sheratan.radio.mesh.engine;

import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.mesh.group.GroupRooms;
import org.sheratan.radio.mesh.hop.ControlItem;
import org.sheratan.radio.mesh.hop.Homeward;
import org.sheratan.radio.mesh.hop.HopSender;
import org.sheratan.radio.mesh.hop.Outbox;
import org.sheratan.radio.mesh.hop.TransferIntake;

/** Control items from an authenticated peer, neighbor or not. */
final class ControlIntake {
  private final HopSender hops;
  private final Outbox outbox;
  private final CardExchange cards;
  private final WayAnswers wayAnswers;
  private final Homeward homeward;
  private final GroupRooms groups;
  private final TransferIntake transfers;

  ControlIntake(HopSender hops, Outbox outbox, CardExchange cards, WayAnswers wayAnswers, Homeward homeward,
      GroupRooms groups, TransferIntake transfers) {
    this.transfers = transfers;
    this.hops = hops;
    this.outbox = outbox;
    this.cards = cards;
    this.wayAnswers = wayAnswers;
    this.homeward = homeward;
    this.groups = groups;
  }

  /** @throws MalformedException when it makes no sense here: the sender's fault */
  void onItem(NodeId from, ControlItem item) {
    switch (item) {
      case ControlItem.Ack ack -> {
        hops.onAck(from, ack);
        outbox.onAck(from, ack);
      }
      case ControlItem.TransferAck ack -> hops.onTransferAck(from, ack.transfer());
      case ControlItem.TransferEnd end -> onTransferEnd(from, end);
      case ControlItem.Report report -> hops.onReport(from, report.report());
      case ControlItem.CardRequest request -> cards.onRequest(from);
      case ControlItem.CardAnswer answer -> cards.onAnswer(from, answer.card());
      case ControlItem.WayQuestion question -> wayAnswers.onQuestion(from, question);
      case ControlItem.WayAnswer answer -> wayAnswers.onAnswer(from, answer);
      case ControlItem.Arrival arrival -> homeward.onItem(from, arrival.mark());
      case ControlItem.Group group -> groups.onWord(from, group.word());
      case ControlItem.Piece piece -> throw new MalformedException("item kind", 0, "a piece within a piece");
    }
  }

  private void onTransferEnd(NodeId from, ControlItem.TransferEnd end) {
    switch (end.why()) {
      case NO_ROOM, NO_WAY -> hops.onTransferRefused(from, end.transfer(), end.why());
      case GIVEN_UP -> transfers.givenUp(from, end.transfer());
    }
  }
}
