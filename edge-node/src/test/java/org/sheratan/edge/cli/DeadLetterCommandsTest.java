package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.FailureClass;
import org.sheratan.core.mission.Job;
import org.sheratan.core.mission.JobState;
import org.sheratan.core.mission.Retry;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.FakeNode;

class DeadLetterCommandsTest extends AgainstNode {
  @Test
  void shouldListDeadLettersByTheirClass() throws IOException {
    assertEquals("no dead letters\n", run("job", "dead").err());
    node.put(FakeNode.job(1, JobState.COMPLETED));
    node.put(dead(2, FailureClass.PERMANENT));
    node.put(dead(3, FailureClass.CAPABILITY));
    List<String> lines = run("job", "dead").out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).contains("permanent"), lines.get(1));
    CliRun some = run("job", "dead", "--class", "capability");
    assertEquals(2, some.out().lines().count());
    assertTrue(some.err().contains("sheratan job requeue " + FakeNode.jobId(3)), some.err());
    assertEquals(2, run("job", "dead", "--class", "hopeless").exit());
  }

  @Test
  void shouldRequeueADeadLetter() throws IOException {
    node.put(dead(1, FailureClass.TRANSIENT));
    CliRun run = run("job", "requeue", FakeNode.jobId(1).toString());
    assertEquals(FakeNode.jobId(2) + "\n", run.out());
    assertEquals(FakeNode.jobId(1), node.asked(Command.Requeue.class).job());
    assertEquals(2, run("job", "requeue", "seventeen").exit());
  }

  @Test
  void shouldShowWhatIsKnownOfTryingAgain() throws IOException {
    Job waiting = FakeNode.job(1, JobState.PENDING);
    node.put(waiting.noted(new Retry(Optional.of(FailureClass.TRANSIENT), waiting.ageMs() + 4_000,
        Optional.of(FakeNode.jobId(7)), Optional.empty())));
    String out = run("job", "show", FakeNode.jobId(1).toString()).out();
    assertTrue(out.contains("failure    transient, tried again in 4"), out);
    assertTrue(out.contains("requeue of " + FakeNode.jobId(7)), out);
  }

  private static Job dead(long sequence, FailureClass of) {
    return FakeNode.job(sequence, JobState.FAILED).noted(Retry.NONE.failed(Optional.of(of)));
  }
}
