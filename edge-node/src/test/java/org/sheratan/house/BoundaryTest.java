package org.sheratan.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/**
 * Nothing becomes a job but through the gates: only they make a {@code Cleared}, only a {@code Cleared} becomes a job,
 * and here is everybody who hands requests in. What the gates do at each of these entrances is shown by
 * {@code core.node.EntrancesTest}, {@code edge.http.job.GatePathsTest}, {@code edge.http.original.JobCallsTest} and the simulator's promises.
 */
class BoundaryTest {
  private static final String CONSTRUCTOR = "<init>";

  @Test
  void shouldLetOnlyTheGatesClear() {
    assertEquals(List.of("core.gate.Gates"), callers("core.gate.Cleared", CONSTRUCTOR));
    assertEquals(List.of("core.dispatch.Intake"), callers("core.gate.Gates", "judge"));
    // No submitter can make a request a question to an auditor, which one node alone may answer.
    assertEquals(List.of("core.node.AuditDesk", "core.wire.AuditCodec"),
        callers("core.mission.Inquiry", CONSTRUCTOR));
  }

  @Test
  void shouldMakeJobsOfWhatIsClearedOnly() {
    assertEquals(List.of("core.dispatch.JobBook"), callers("core.mission.Job", "accepted"));
    assertEquals(List.of("core.dispatch.Intake"), callers("core.dispatch.JobBook", "add"));
    // Copies of one, and those on the disk.
    assertEquals(List.of("core.mission.Job", "core.mission.JobEdit", "core.wire.JobCodec"),
        callers("core.mission.Job", CONSTRUCTOR));
    JavaClass book = Classes.main().get(Classes.BASE + "core.dispatch.JobBook");
    assertEquals(List.of("org.sheratan.core.gate.Cleared", "org.sheratan.core.mission.JobId",
        "org.sheratan.core.mission.Custody", "org.sheratan.kernel.Now"),
        book.getMethods().stream().filter(method -> method.getName().equals("add")).findFirst().orElseThrow()
            .getRawParameterTypes().stream().map(JavaClass::getName).toList());
  }

  /** Whoever adds an entrance shows in EntrancesTest or beside it that the gates stand there, and adds it here. */
  @Test
  void shouldKnowEveryEntrance() {
    assertEquals(
        List.of("core.node.AuditDesk", "core.node.ChainDesk", "core.node.Commands", "core.node.DispatchDesk",
            "core.node.ScheduleDesk"),
        callers("core.dispatch.Dispatcher", "submit"));
    // One that others keep too, and one that stands in for another node's.
    assertEquals(List.of("core.node.CustodyDesk"), callers("core.dispatch.Dispatcher", "propose"));
    assertEquals(List.of("core.node.CustodyDesk"), callers("core.dispatch.Dispatcher", "standIn"));
    assertEquals(
        List.of("core.sim.AuditTrial", "core.sim.Fleet", "edge.http.job.JobSpecJson",
            "edge.http.original.JobCalls"),
        callers("core.node.Command$Submit", CONSTRUCTOR));
    // What becomes requests in the node itself, by the same method.
    assertEquals(List.of("core.node.ChainDesk", "edge.http.mission.ChainPaths"),
        callers("core.node.Command$BeginChain", CONSTRUCTOR));
    assertEquals(List.of("edge.http.mission.ChainPaths"),
        callers("core.node.Command$SubmitPlan", CONSTRUCTOR));
    assertEquals(List.of("edge.http.job.JobPaths"), callers("core.node.Command$Requeue", CONSTRUCTOR));
    assertEquals(List.of("edge.http.schedule.SchedulePaths"),
        callers("core.node.Command$AddSchedule", CONSTRUCTOR));
  }

  private static List<String> callers(String owner, String member) {
    JavaClass type = Classes.main().get(Classes.BASE + owner);
    TreeSet<String> callers = new TreeSet<>();
    Stream.<Set<? extends JavaAccess<?>>>of(type.getConstructorCallsToSelf(), type.getMethodCallsToSelf(),
        type.getMethodReferencesToSelf(), type.getConstructorReferencesToSelf()).flatMap(Set::stream)
        .filter(call -> call.getTarget().getName().equals(member))
        .forEach(call -> callers.add(
            call.getOriginOwner().getName().substring(Classes.BASE.length()).replaceAll("\\$.*", "")));
    callers.removeIf(name -> name.equals(owner) && !member.equals(CONSTRUCTOR));
    return List.copyOf(callers);
  }
}
