package org.sheratan.core.wire;

import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Interim;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.frame.Priority;

/**
 * What two nodes say to each other. Durations are counted as design.md asks: a worker from the moment it sent, the
 * owner from the moment it received.
 */
public sealed interface WireMessage {
  /** A message about one job, between its owner and a worker. */
  sealed interface JobMessage extends WireMessage {
    JobId job();
  }

  /**
   * Owner to all capable nodes: who runs this? Never carries parameters.
   *
   * @param round auction of this job, 1 for the first
   * @param approxBytes length of the award to come
   * @param needs offers a worker must have, sorted
   * @param remainingMs until the job's deadline
   * @param maxPriceMicros highest price taken; {@link Long#MAX_VALUE} for any
   * @param resultLimitBytes longest result message taken
   */
  record Call(JobId job, int round, String kind, int approxBytes, List<String> needs, long remainingMs,
      long maxPriceMicros, int resultLimitBytes, Priority priority) implements JobMessage {
    public Call {
      needs = needs.stream().sorted().distinct().toList();
    }
  }

  /**
   * Worker to owner: binding until it expires.
   *
   * @param queueLength jobs that would run before it
   * @param expectedMs until its result would be ready
   * @param expiryMs how long the bid binds, from when it was sent
   * @param leaseMs longest lease the worker accepts
   */
  record Bid(JobId job, int round, long priceMicros, int queueLength, long expectedMs, long expiryMs,
      long leaseMs) implements JobMessage {}

  /** Worker to owner: not me. {@code text} is for people and may be empty. */
  record Decline(JobId job, int round, DeclineReason reason, String text) implements JobMessage {
    public Decline {
      text = WireLimits.clip(text);
    }
  }

  /**
   * Owner to the chosen worker: run it.
   *
   * @param round whose bid is taken; 0 for a direct job without auction
   * @param attempt award of this job, 1 for the first
   * @param leaseMs counted by the worker from when it sent its bid (or got a direct job)
   * @param checkpoint what an earlier worker got to, by its word; empty to begin from nothing
   */
  record Award(JobId job, int round, int attempt, String kind, Json.Obj params, long leaseMs,
      long priceMicros, int resultLimitBytes, Priority priority, Bytes checkpoint) implements JobMessage {
    /** From nothing. */
    public Award(JobId job, int round, int attempt, String kind, Json.Obj params, long leaseMs,
        long priceMicros, int resultLimitBytes, Priority priority) {
      this(job, round, attempt, kind, params, leaseMs, priceMicros, resultLimitBytes, priority, Bytes.EMPTY);
    }

    public Award from(Bytes there) {
      return new Award(job, round, attempt, kind, params, leaseMs, priceMicros, resultLimitBytes, priority,
          there);
    }
  }

  /** Worker to owner: the award is not taken and has not started. */
  record Refusal(JobId job, int attempt, RefusalReason reason, String text) implements JobMessage {
    public Refusal {
      text = WireLimits.clip(text);
    }
  }

  /**
   * Worker to owner: still at it; with {@code renewal} above 0 it asks to extend the lease.
   *
   * @param donePermille 0..1000
   * @param renewal counts this attempt's requests, 0 for none
   * @param said what the tool hands in along with it
   */
  record Progress(JobId job, int attempt, int donePermille, int renewal, Interim said) implements JobMessage {
    /** Nothing is handed in. */
    public Progress(JobId job, int attempt, int donePermille, int renewal) {
      this(job, attempt, donePermille, renewal, Interim.NONE);
    }

    /** 0..1. */
    public double done() {
      return donePermille / 1000.0;
    }
  }

  /** Owner to worker: request {@code renewal} is granted, counted from when that request was sent. */
  record LeaseExtended(JobId job, int attempt, int renewal, long leaseMs) implements JobMessage {}

  /** Worker to owner: how an attempt ended. */
  record Result(JobId job, int attempt, Outcome outcome) implements JobMessage {}

  /**
   * Owner to worker: stop, the result will not be taken. Or, to who was not awarded anything: its bid need not be kept.
   *
   * @param attempt 0 where it is about a bid
   * @param round whose bid; 0 where it is about an attempt
   */
  record Cancel(JobId job, int attempt, int round) implements JobMessage {
    /** Of an attempt. */
    public Cancel(JobId job, int attempt) {
      this(job, attempt, 0);
    }

    public static Cancel ofBid(JobId job, int round) {
      return new Cancel(job, 0, round);
    }
  }

  /** Between the node at which a person wrote some words and the node they are for. */
  sealed interface PersonalMessage extends WireMessage {
    MessageId id();
  }

  /**
   * Author's node to its peer: words of a person.
   *
   * @param text as {@link WordsText} allows
   * @param ageMs how long ago they were written when this copy was sent; time in the hands of relays is not counted
   * @param group they are for, where this copy does not come from it
   */
  record Words(MessageId id, String text, Priority priority, long ageMs, Optional<GroupId> group)
      implements
        PersonalMessage {}

  /** Peer to author's node, once it is on the peer's disk: what became of the words. */
  record Delivery(MessageId id, DeliveryOutcome outcome) implements PersonalMessage {}

  /** Peer to author's node: a person there has acknowledged the words. */
  record Acknowledged(MessageId id) implements PersonalMessage {}

  /** About copies of a job, between those who keep one. */
  sealed interface CustodyMessage extends WireMessage {}

  /**
   * Owner to heir, always signed: keep this job, and do it while I am silent.
   *
   * @param before heirs whose turn comes first, in order
   */
  record Will(JobId job, List<NodeId> before, JobSpec spec) implements CustodyMessage {
    public Will {
      before = List.copyOf(before);
    }
  }

  /**
   * Heir to owner, always signed, once the will is on the heir's disk.
   *
   * @param will SHA-256 of the signed message that it answers
   */
  record WillAnswer(JobId job, Bytes will, WillReply reply) implements CustodyMessage {}

  /** Heir to whoever has a job before it: is it still yours? */
  record CustodyAsk(List<Asked> about) implements CustodyMessage {
    /** @param has what the one who asks has of it */
    public record Asked(JobId job, HeirWord has) {}

    public CustodyAsk {
      about = List.copyOf(about);
    }
  }

  /** Who has a job to its heirs. */
  record CustodySay(List<Said> about) implements CustodyMessage {
    /** @param remainingMs until the job's deadline; 0 unless it is kept */
    public record Said(JobId job, CustodyWord word, long remainingMs) {}

    public CustodySay {
      about = List.copyOf(about);
    }
  }

  /**
   * Heir to owner: the result of the job that stood in for yours.
   *
   * @param deputy the heir's own job, for which {@code receipt} was written
   */
  record Bequest(JobId job, JobId deputy, Json.Obj result, Receipt receipt) implements CustodyMessage {}

  /**
   * Answered by a {@link Pong} with the same nonce.
   *
   * @param clockAsked the answer may say what time it is
   */
  record Ping(long nonce, boolean clockAsked) implements WireMessage {
    public Ping(long nonce) {
      this(nonce, false);
    }
  }

  /** @param clock only where it was asked for, and is worth telling */
  record Pong(long nonce, Optional<ClockClaim> clock) implements WireMessage {
    public Pong(long nonce) {
      this(nonce, Optional.empty());
    }
  }
}
