package org.sheratan.core.node;

import java.util.Optional;

import org.sheratan.core.health.SystemState;
import org.sheratan.core.json.Json;
import org.sheratan.core.lcp.Plan;
import org.sheratan.core.message.Draft;
import org.sheratan.core.message.Mark;
import org.sheratan.core.message.MessageFilter;
import org.sheratan.core.mission.Asking;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.mission.JobSpec;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.MessageId;
import org.sheratan.core.mission.Mission;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.RequestKey;
import org.sheratan.core.mission.Task;
import org.sheratan.core.mission.TaskId;
import org.sheratan.core.schedule.Schedule;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.Trust;
import org.sheratan.radio.secure.JoinCode;

/** What people and programs ask of a node. Each gets one {@link Answer}. */
public sealed interface Command {
  record Submit(JobSpec spec, Origin origin) implements Command {}

  record Cancel(JobId job) implements Command {}

  record Show(JobId job) implements Command {}

  /**
   * Only if a job is as the caller has seen it, in the same turn.
   *
   * @param stamp {@link org.sheratan.core.wire.JobStamp} of it then
   */
  record IfUnchanged(JobId job, Bytes stamp, Command then) implements Command {}

  /** Which job has that idempotency key. */
  record FindKey(String key) implements Command {}

  /**
   * Jobs newest first.
   *
   * @param after continue behind this job, or empty for the newest
   * @param limit 1..1000
   */
  record ListJobs(Optional<JobState> state, Optional<JobId> after, int limit) implements Command {}

  /** About jobs that went wrong. */
  sealed interface OfDispatch extends Command {}

  /**
   * Jobs that ended and were neither completed nor cancelled nor asked for once more, newest first.
   *
   * @param of only failures of this class
   * @param limit 1..1000
   */
  record ListDead(Optional<FailureClass> of, Optional<JobId> after, int limit) implements OfDispatch {}

  /** The request of such a job, as a new one. */
  record Requeue(JobId job, Origin origin) implements OfDispatch {}

  /** About jobs that a gate stopped until a person decides; answered like those about jobs. */
  sealed interface OfGates extends Command {}

  /**
   * Newest first.
   *
   * @param limit 1..1000
   */
  record ListHeld(Optional<JobId> after, int limit) implements OfGates {}

  /**
   * @param by where the person sits who decides
   * @param reason 1 to 200 characters on one line
   */
  record DecideHeld(JobId job, boolean approved, Origin by, String reason) implements OfGates {}

  /** What the gates go by, and how much is taken on; answered by {@link Answer.Rules}. */
  record ShowRules() implements OfGates {}

  /** About what is done again and again. */
  sealed interface OfSchedules extends Command {}

  /** @param words as {@link org.sheratan.core.schedule.PlanParser} reads them */
  record AddSchedule(String words, Asking asking) implements OfSchedules {}

  record ListSchedules() implements OfSchedules {}

  record ShowSchedule(long number) implements OfSchedules {}

  /** @param was refused unless it is still so; empty where that does not matter */
  record RemoveSchedule(long number, Optional<Schedule> was) implements OfSchedules {}

  /** About how the node is; answered by {@link Answer.HealthShown}. */
  sealed interface OfHealth extends Command {}

  record ShowHealth() implements OfHealth {}

  /**
   * @param reason 1 to 200 characters
   * @param actor who wants it, 1 to 64 characters, and not the node itself
   * @param meta kept with it, at most 1,024 bytes of canonical JSON
   */
  record MoveState(SystemState to, String reason, String actor, Json.Obj meta) implements OfHealth {}

  /** About missions and tasks. */
  sealed interface OfMissions extends Command {}

  record CreateMission(Mission.Draft draft, Asking asking) implements OfMissions {}

  record ShowMission(MissionId mission) implements OfMissions {}

  /**
   * Missions newest first.
   *
   * @param limit 1..1000
   */
  record ListMissions(Optional<MissionId> after, int limit) implements OfMissions {}

  /** How many missions there are. */
  record CountMissions() implements OfMissions {}

  /**
   * Everything but its id and when it was created.
   *
   * @param was refused unless it is still so; empty where that does not matter
   */
  record ReplaceMission(MissionId mission, Mission.Draft draft, Optional<Mission.Draft> was)
      implements
        OfMissions {}

  /**
   * With its tasks and their jobs.
   *
   * @param was as in {@link ReplaceMission}
   */
  record DeleteMission(MissionId mission, Optional<Mission.Draft> was) implements OfMissions {}

  /** @param key makes it once only; empty for a caller who does not ask again */
  record CreateTask(MissionId mission, Task.Draft draft, Optional<RequestKey> key) implements OfMissions {}

  record ShowTask(TaskId task) implements OfMissions {}

  /**
   * Tasks of a mission, newest first.
   *
   * @param limit 1..1000
   */
  record ListTasks(MissionId mission, Optional<TaskId> after, int limit) implements OfMissions {}

  /** About chains of jobs. */
  sealed interface OfChains extends Command {}

  /** A mission whose steps are known: makes it, its tasks, and a chain that has them done. */
  record SubmitPlan(Plan plan, Asking asking) implements OfChains {}

  /** A job of a task, whose result may ask for more jobs. */
  record BeginChain(JobSpec first, Origin origin) implements OfChains {}

  /** A mission of one task, whose first job may ask for more: all of it, or nothing where that job is refused. */
  record BeginMission(Mission.Draft mission, Task.Draft task, Origin origin) implements OfChains {}

  record ShowChain(ChainId chain) implements OfChains {}

  /** What its jobs found. */
  record ShowContext(ChainId chain) implements OfChains {}

  /** Newest first, all of them. */
  record ListChains(MissionId mission) implements OfChains {}

  /** The chain that a job is in; answered by {@link Answer.OneChain}. */
  record ChainOf(JobId job) implements OfChains {}

  /**
   * The latest chain that a client's task called so; answered by {@link Answer.OneChain}.
   *
   * @param name 1 to 64 characters
   */
  record ChainNamed(String name) implements OfChains {}

  /**
   * Tasks of all missions, newest first.
   *
   * @param limit 1..1000
   */
  record ListAllTasks(Optional<TaskId> after, int limit) implements OfMissions {}

  /**
   * Jobs of a task, newest first.
   *
   * @param limit 1..1000
   */
  record ListTaskJobs(TaskId task, Optional<JobId> after, int limit) implements Command {}

  /** Every kind of job known here or offered by a node. */
  record ListTools() implements Command {}

  /** About words between people. */
  sealed interface AboutMessages extends Command {}

  /** Words for a person at another node. */
  record SendMessage(Draft draft) implements AboutMessages {}

  record ShowMessage(MessageId message) implements AboutMessages {}

  /** A person here has seen it. */
  record AcknowledgeMessage(MessageId message) implements AboutMessages {}

  /**
   * Messages newest first.
   *
   * @param after continue behind this mark, or empty for the newest
   * @param limit 1..1000
   */
  record ListMessages(MessageFilter filter, Optional<Mark> after, int limit) implements AboutMessages {}

  /**
   * Messages that came or changed behind {@code since}, in that order; without it only where the order stands now.
   *
   * @param limit 1..1000
   */
  record MessageChanges(Optional<Mark> since, int limit) implements AboutMessages {}

  record ListNodes() implements Command {}

  record Status() implements Command {}

  /** Round trip through the peer's mesh; answered when it comes back or {@code timeoutMs} is over. */
  record Ping(NodeId peer, long timeoutMs) implements Command {}

  /** Looks at the mesh, or measures it; needs neither journal nor jobs. */
  sealed interface Look extends Command {}

  /** Everyone heard directly, as measured. */
  record ListNeighbors() implements Look {}

  record ListRoutes() implements Look {}

  /** The links that are up, as the mesh paces itself on them. */
  record ListLinks() implements Look {}

  /** Announces soon on every link; each link has a shortest interval. */
  record Announce() implements Look {}

  /**
   * Asks the peers on the way to {@code destination}, one after the other, how they would go on.
   *
   * @param timeoutMs for all of them together
   */
  record Trace(NodeId destination, long timeoutMs) implements Look {}

  /** Measures the way to a peer once, without trying again. */
  record Probe(NodeId peer, long timeoutMs) implements Look {}

  /** Lets other nodes probe this one as often as they like for so long. */
  record Echo(long forMs) implements Look {}

  /** The operator's decision about another node. */
  sealed interface OfTrust extends Command {
    NodeId peer();
  }

  record SetTrust(NodeId peer, Trust trust) implements OfTrust {}

  /** Says to the whole network that the peer is not to be trusted any more; {@link SetTrust} takes it back. */
  record Revoke(NodeId peer, String reason) implements OfTrust {}

  /** About this node's groups; answered by {@link Answer.GroupList}, {@link Answer.OneGroup} and the like. */
  sealed interface OfGroups extends Command {}

  record ListGroups() implements OfGroups {}

  record ShowGroup(GroupId group) implements OfGroups {}

  record CreateGroup(String name) implements OfGroups {}

  /** A code for one newcomer, good for {@code lifetimeMs}. */
  record InviteToGroup(GroupId group, long lifetimeMs) implements OfGroups {}

  /** Answered when the group's admin has, or {@code timeoutMs} is over. */
  record JoinGroup(JoinCode code, long timeoutMs) implements OfGroups {}

  record RemoveFromGroup(GroupId group, NodeId member) implements OfGroups {}

  record LeaveGroup(GroupId group) implements OfGroups {}
}
