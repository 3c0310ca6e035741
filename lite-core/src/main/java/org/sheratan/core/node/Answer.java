package org.sheratan.core.node;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

import org.sheratan.core.custody.CustodyCount;
import org.sheratan.core.dispatch.SubmitLimits;
import org.sheratan.core.gate.GateRules;
import org.sheratan.core.health.HealthView;
import org.sheratan.core.lcp.Chain;
import org.sheratan.core.lcp.ChainContext;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.Message;
import org.sheratan.core.mission.GateReport;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.core.tool.ToolKind;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Card;
import org.sheratan.radio.mesh.Group;
import org.sheratan.radio.mesh.LinkView;
import org.sheratan.radio.mesh.MeshCounters;
import org.sheratan.radio.mesh.Neighbor;
import org.sheratan.radio.mesh.Peer;
import org.sheratan.radio.mesh.RevocationWord;
import org.sheratan.radio.mesh.Route;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.JoinCode;

/** Answers to {@link Command}s. */
public sealed interface Answer {
  /** Durable at this node, its owner. {@code known} when the idempotency key named an earlier job. */
  record Accepted(Job job, boolean known) implements Answer {}

  record OneJob(Job job) implements Answer {}

  /** @param requestHash SHA-256 of the request that has the key */
  record KeyUse(JobId job, Bytes requestHash) implements Answer {}

  /** {@code next} continues the list; empty at its end. */
  record Jobs(List<Job> jobs, Optional<JobId> next) implements Answer {}

  /** The gates did not let it become a job; the last report says why. */
  record Barred(List<GateReport> reports) implements Answer {}

  record Rules(GateRules gates, SubmitLimits submits) implements Answer {}

  record HealthShown(HealthView health) implements Answer {}

  /** @param known the idempotency key named this earlier one */
  record OneMission(Mission mission, boolean known) implements Answer {
    public OneMission(Mission mission) {
      this(mission, false);
    }
  }

  /** {@code next} continues the list; empty at its end. */
  record Missions(List<Mission> missions, Optional<MissionId> next) implements Answer {}

  /** @param count empty for a while after an upgrade, until they are counted */
  record MissionCount(OptionalLong count) implements Answer {}

  /** @param known as in {@link OneMission} */
  record OneTask(Task task, boolean known) implements Answer {
    public OneTask(Task task) {
      this(task, false);
    }
  }

  /** {@code next} continues the list; empty at its end. */
  record Tasks(List<Task> tasks, Optional<TaskId> next) implements Answer {}

  /** @param known the idempotency key named this earlier one */
  record OneChain(Chain chain, boolean known) implements Answer {
    public OneChain(Chain chain) {
      this(chain, false);
    }
  }

  record Chains(List<Chain> chains) implements Answer {}

  record Context(ChainContext context) implements Answer {}

  /**
   * @param known kinds this node can check the parameters of, by name
   * @param runners which nodes say that they run a kind, this node first; also kinds that are not known here
   */
  record Tools(List<ToolKind> known, SortedMap<String, List<NodeId>> runners) implements Answer {}

  /**
   * @param leftMs until its next slot
   * @param warnings what it names and nobody knows now
   */
  record ScheduleView(Schedule schedule, long leftMs, List<String> warnings) {}

  /** @param known as in {@link OneMission} */
  record OneSchedule(ScheduleView schedule, boolean known) implements Answer {
    public OneSchedule(ScheduleView schedule) {
      this(schedule, false);
    }
  }

  /** All of them, in the order in which they were added. */
  record Schedules(List<ScheduleView> schedules) implements Answer {}

  /**
   * Durable at this node, its author's.
   *
   * @param known the idempotency key named an earlier message
   * @param nowMs monotonic time of the answer, to turn a {@link org.sheratan.core.message.Stamp} into an age
   */
  record MessageAccepted(Message message, boolean known, long nowMs) implements Answer {}

  /** @param nowMs as in {@link MessageAccepted} */
  record OneMessage(Message message, long nowMs) implements Answer {}

  /**
   * @param next continues the list; empty at its end
   * @param nowMs as in {@link MessageAccepted}
   */
  record Messages(List<Message> messages, Optional<Mark> next, long nowMs) implements Answer {}

  /**
   * @param names what nodes last called themselves, those of nodes long silent included
   * @param decided what the operator decided about keys, those of nodes long silent included
   * @param revocations what this node and others say that others are not to be trusted any more
   * @param nowMs monotonic time of the answer, to turn {@link Peer#lastHeardMs()} into an age
   */
  record Nodes(List<Peer> peers, SortedMap<NodeId, String> names, SortedMap<NodeId, Trust> decided,
      List<RevocationWord> revocations, long nowMs) implements Answer {}

  record Pong(NodeId peer, long roundTripMs, int hops) implements Answer {}

  /**
   * @param epoch boot epoch
   * @param uptimeMs since this start
   * @param queued jobs of ours not yet ended
   * @param held jobs of ours, beside those, that wait for a person's decision
   * @param wills what others left here to be done when they are silent, and what of it is done or under way
   * @param running tools running here
   * @param completed own jobs completed since this start
   * @param accepting false once the journal failed, or another node took over this identity; {@code problem} then
   *     says why
   * @param notice what the operator should know of the past of this node's data; empty when nothing
   * @param traffic what the mesh has counted since this start
   * @param malformedMessages messages of authenticated peers that could not be read, since this start
   */
  record StatusReport(NodeId self, Card card, int epoch, long uptimeMs, int peers, int queued, int held,
      CustodyCount wills, int running,
      long completed, boolean accepting, String problem, String notice, MeshCounters traffic,
      long malformedMessages) implements Answer {}

  /** @param nowMs monotonic time of the answer, to turn times into ages */
  record Neighbors(List<Neighbor> neighbors, long nowMs) implements Answer {}

  /** @param nowMs as in {@link Neighbors} */
  record Routes(List<Route> routes, long nowMs) implements Answer {}

  record Links(List<LinkView> links) implements Answer {}

  /**
   * What was learned of the way to a node.
   *
   * @param hops in the order they were asked; those that stayed silent are among them
   * @param reached the destination itself answered
   * @param note what kept the trace from following the way to its end; empty when nothing did
   */
  record Traced(NodeId destination, List<TraceHop> hops, boolean reached, String note) implements Answer {}

  record Probed(WayReply reply) implements Answer {}

  record Done() implements Answer {}

  /** Sorted by id. */
  record GroupList(List<Group> groups) implements Answer {}

  record OneGroup(Group group) implements Answer {}

  /** A secret, to be shown to the newcomer only. */
  record Invited(JoinCode code) implements Answer {}

  /**
   * @param field of the request that is to blame, as the API names it, if one is
   * @param fix the next command or change to try; empty when there is none
   * @param waitMs after which the same command may be taken; 0 where nobody knows, or waiting does not help
   */
  record Refused(Reason reason, String message, Optional<String> field, String fix, long waitMs)
      implements
        Answer {
    public Refused(Reason reason, String message, Optional<String> field, String fix) {
      this(reason, message, field, fix, 0);
    }

    public Refused(Reason reason, String message, String fix) {
      this(reason, message, Optional.empty(), fix);
    }
  }

  /** Why a command was refused; the API maps each to one status, the CLI to one exit status. */
  enum Reason {
    /** The request breaks a rule; the message names field and reason. */
    INVALID,
    /** No node, here or known, can run it; the message names the nearest offer. */
    NO_CAPABLE_NODE,
    /** Not enough other nodes keep the job, so it was not taken. */
    NO_SECOND_COPY, NOT_FOUND,
    /** Same idempotency key, other request; or the job has already ended. */
    CONFLICT,
    /** What it is about is not as the caller believes. */
    CHANGED,
    /** Larger than a limit, which the message names. */
    TOO_LARGE,
    /** Too much in flight; try again later. */
    BUSY, TIMEOUT,
    /** The journal cannot be written: disk full or failed. */
    STORAGE
  }
}
