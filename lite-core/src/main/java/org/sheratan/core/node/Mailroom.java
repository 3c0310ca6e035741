package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.core.dispatch.Dispatcher;
import org.sheratan.core.market.Post;
import org.sheratan.core.market.Worker;
import org.sheratan.core.message.Messages;
import org.sheratan.core.wire.ClockClaim;
import org.sheratan.core.wire.WireCodec;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;
import org.sheratan.radio.mesh.MeshEvent;

/**
 * Brings each message to the room it is for: what an owner says to the worker, what a worker says to the owner, what
 * people say to people.
 */
final class Mailroom {
  private static final long PONG_LIFETIME_MS = 10_000;

  private final Post post;
  private final Worker worker;
  private final Dispatcher dispatcher;
  private final CustodyDesk custody;
  private final Messages messages;
  private final Pings pings;
  private final MeshTime meshTime;
  private final WayQuestions wayQuestions;
  private final CommitGate gate;
  private final EpochKeeper epochs;
  private final GroupDesk groups;
  private final TrustDesk trust;
  private final EffectQueue effects;
  private long malformed;

  Mailroom(Post post, Worker worker, Dispatcher dispatcher, CustodyDesk custody, Messages messages,
      Pings pings,
      MeshTime meshTime, WayQuestions wayQuestions, CommitGate gate, EpochKeeper epochs, GroupDesk groups,
      TrustDesk trust,
      EffectQueue effects) {
    this.post = post;
    this.worker = worker;
    this.dispatcher = dispatcher;
    this.custody = custody;
    this.messages = messages;
    this.pings = pings;
    this.meshTime = meshTime;
    this.wayQuestions = wayQuestions;
    this.gate = gate;
    this.epochs = epochs;
    this.groups = groups;
    this.trust = trust;
    this.effects = effects;
  }

  void onEvent(MeshEvent event, Now now) {
    long nowMs = now.monoMs();
    switch (event) {
      case MeshEvent.MessageArrived arrived -> onArrived(arrived, now);
      case MeshEvent.Delivered delivered -> {
        worker.onDelivered(delivered.ticket(), nowMs);
        messages.onDelivered(delivered.ticket(), nowMs);
        custody.onDelivered(delivered.ticket());
      }
      case MeshEvent.Undelivered lost -> {
        worker.onUndelivered(lost.ticket(), nowMs);
        dispatcher.onUndelivered(lost.ticket(), lost.why(), nowMs);
        messages.onUndelivered(lost.ticket(), lost.why(), nowMs);
        custody.onUndelivered(lost.ticket(), nowMs);
      }
      case MeshEvent.PeerChanged changed -> {
        worker.onHeard(changed.peer().id(), nowMs);
        messages.onHeard(changed.peer().id(), nowMs);
        custody.onHeard(changed.peer().id(), nowMs);
      }
      case MeshEvent.SelfRecalled recalled -> epochs.onRecalled(recalled, nowMs);
      case MeshEvent.SelfHeard heard -> epochs.onHeard(heard, nowMs);
      case MeshEvent.EpochUsedUp used -> epochs.onUsedUp();
      case MeshEvent.WayTold told -> wayQuestions.onTold(told, nowMs);
      case MeshEvent.GroupMessage said -> onSaid(said, now);
      case MeshEvent.Joined joined -> groups.onJoined(joined);
      case MeshEvent.JoinFailed failed -> groups.onJoinFailed(failed);
      case MeshEvent.RevocationHeard heard -> trust.onHeard(heard.word());
      case MeshEvent.GroupChanged changed -> {
        // Whoever wants to know asks.
      }
      case MeshEvent.GroupLeft left -> {
        // The same.
      }
      case MeshEvent.RecordDropped dropped -> effects
          .now(new Effect.Notice(
              "a stored record was dropped, " + dropped.cause() + ": " + dropped.record()));
      case MeshEvent.PeerLost lost -> {
        // Silence alone ends no lease.
      }
    }
  }

  /** Letters from this node to itself; returns whether there was any. */
  boolean deliverLocal(Now now) {
    Optional<Post.Letter> letter = post.nextLocal();
    boolean any = letter.isPresent();
    while (letter.isPresent()) {
      route(post.self(), letter.get().message(), Mesh.UNPROMPTED, now);
      worker.onDelivered(letter.get().ticket(), now.monoMs());
      letter = post.nextLocal();
    }
    return any;
  }

  /** Messages from authenticated peers that were none of ours. */
  long malformed() {
    return malformed;
  }

  private void onArrived(MeshEvent.MessageArrived arrived, Now now) {
    try {
      WireMessage message = WireCodec.decode(arrived.message(), arrived.from(), post.self());
      if (message instanceof WireMessage.CustodyMessage about) {
        routeCustody(arrived.from(), about, arrived.message(), arrived.arrival(), now);
      } else {
        route(arrived.from(), message, arrived.arrival(), now);
      }
    } catch (MalformedException broken) {
      malformed++;
    }
  }

  private void routeCustody(NodeId from, WireMessage.CustodyMessage message, Bytes encoded, long arrival,
      Now now) {
    if (!gate.failed() && epochs.deciding()) {
      custody.onMessage(from, message, encoded, arrival, now);
    }
  }

  /** To a group people say words only, signed: every member can say anything unsigned in another's name. */
  private void onSaid(MeshEvent.GroupMessage said, Now now) {
    try {
      WireMessage message = WireCodec.decode(said.message(), said.from(), post.self());
      if (!said.signed() || !(message instanceof WireMessage.Words words)) {
        malformed++;
      } else if (!gate.failed()) {
        messages.onGroupWords(said.group(), said.from(), words, now);
      }
    } catch (MalformedException broken) {
      malformed++;
    }
  }

  private void route(NodeId from, WireMessage message, long arrival, Now now) {
    switch (message) {
      case WireMessage.Ping ping -> post.send(from,
          new WireMessage.Pong(ping.nonce(), ping.clockAsked() ? ClockClaim.of(now) : Optional.empty()),
          Priority.NORMAL, PONG_LIFETIME_MS, arrival);
      case WireMessage.Pong pong -> {
        if (!meshTime.onPong(from, pong, arrival, now.monoMs())) {
          pings.onPong(from, pong.nonce(), arrival, now.monoMs());
        }
      }
      case WireMessage.JobMessage about when !gate.failed() -> routeJob(from, about, arrival, now.monoMs());
      case WireMessage.PersonalMessage words when !gate.failed() ->
        messages.onMessage(from, words, arrival, now);
      case WireMessage.JobMessage about -> {
        // As below.
      }
      case WireMessage.CustodyMessage about -> {
        // Nobody is his own heir.
      }
      case WireMessage.PersonalMessage words -> {
        // The journal failed: nothing can be promised, and no acknowledgement will leave.
      }
    }
  }

  private void routeJob(NodeId from, WireMessage.JobMessage message, long arrival, long nowMs) {
    switch (message) {
      case WireMessage.Call call -> worker.onCall(from, call, arrival, nowMs);
      case WireMessage.Award award -> worker.onAward(from, award, arrival, nowMs);
      case WireMessage.LeaseExtended extended -> worker.onLeaseExtended(from, extended, arrival);
      case WireMessage.Cancel cancel -> worker.onCancel(from, cancel, nowMs);
      case WireMessage.Bid bid -> dispatcher.onMessage(from, bid, arrival, nowMs);
      case WireMessage.Decline decline -> dispatcher.onMessage(from, decline, arrival, nowMs);
      case WireMessage.Refusal refusal -> dispatcher.onMessage(from, refusal, arrival, nowMs);
      case WireMessage.Progress progress -> dispatcher.onMessage(from, progress, arrival, nowMs);
      case WireMessage.Result result -> dispatcher.onMessage(from, result, arrival, nowMs);
    }
  }
}
