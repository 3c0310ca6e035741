package org.sheratan.edge.http.route;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.http.door.AnswerRoom;
import org.sheratan.edge.http.door.HttpRefusal;
import org.sheratan.edge.http.door.Problem;

/** Asks the node and waits for what it says, never longer than a deadline. */
public final class NodeDesk {
  private static final long AGAIN_MS = 50;

  private final NodeGate gate;
  private final long answerDeadlineMs;
  private final CountDownLatch closing = new CountDownLatch(1);

  public NodeDesk(NodeGate gate, long answerDeadlineMs) {
    this.gate = gate;
    this.answerDeadlineMs = answerDeadlineMs;
  }

  /** @throws HttpRefusal when the node refuses, or does not answer in time */
  public <A extends Answer> A ask(Command command, Class<A> expected) throws HttpRefusal {
    return told(answer(command, answerDeadlineMs), expected);
  }

  /**
   * @param room of the request that waits so long
   * @param extraMs how long the command itself may take, on top of the usual deadline
   */
  public <A extends Answer> A ask(AnswerRoom room, Command command, Class<A> expected, long extraMs)
      throws HttpRefusal {
    if (extraMs > 0) {
      room.waits();
    }
    return told(answer(command, answerDeadlineMs + extraMs), expected);
  }

  private static <A extends Answer> A told(Answer answer, Class<A> expected) throws HttpRefusal {
    if (answer instanceof Answer.Refused refused) {
      throw new HttpRefusal(Refusals.problem(refused));
    }
    if (answer instanceof Answer.Barred barred) {
      throw new HttpRefusal(Refusals.problem(barred));
    }
    return expected.cast(answer);
  }

  /**
   * Whether the node's own thread takes turns, and has not been at one of them for as long as answers are waited for. Each turn takes
   * away all that waits for it, so a node that is only asked for too much at once finds time for this one too.
   */
  public boolean takesTurns() {
    for (long passedMs = 0; passedMs < answerDeadlineMs; passedMs += AGAIN_MS) {
      try {
        if (!isBusy(answer(new Command.Status(), answerDeadlineMs))) {
          return true;
        }
      } catch (HttpRefusal silent) {
        return false;
      }
      if (!pause(AGAIN_MS)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isBusy(Answer answer) {
    return answer instanceof Answer.Refused refused && refused.reason() == Answer.Reason.BUSY;
  }

  /** Waits {@code ms}, or until the server closes. False when it closes. */
  public boolean pause(long ms) {
    try {
      return !closing.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends every {@link #pause}. */
  public void close() {
    closing.countDown();
  }

  private Answer answer(Command command, long deadlineMs) throws HttpRefusal {
    try {
      return gate.ask(command).get(deadlineMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new HttpRefusal(Problem.of(504, "timeout", "No answer in time",
          "the node did not answer within " + deadlineMs + " ms").retryAfter(1));
    } catch (ExecutionException stopped) {
      throw new HttpRefusal(
          Problem.of(503, "stopping", "The node is stopping", "the node stopped before answering")
              .fix("sheratan run").retryAfter(5));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new HttpRefusal(Problem.of(503, "stopping", "The node is stopping", "the API is shutting down"));
    }
  }
}
