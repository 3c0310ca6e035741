package org.sheratan.edge.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.sheratan.core.json.Json;
import org.sheratan.edge.daemon.Threads;

/**
 * A call that is given up after so long, whatever the other end does meanwhile. A socket's own timeout begins anew with each
 * byte, so a server that sends one now and then would hold a command for ever.
 */
final class TimedCall {
  private TimedCall() {}

  /** @throws SocketTimeoutException when it was not over in time; its connection is then closed */
  static Json.Obj within(Duration patience, Callable<Json.Obj> call) throws IOException, CommandFailure {
    FutureTask<Json.Obj> asked = new FutureTask<>(call);
    Threads.aside(asked);
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("not over in time");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    } finally {
      // Interrupting a virtual thread closes the socket it waits for.
      asked.cancel(true);
    }
  }

  /** @return what no call throws */
  private static IllegalStateException rethrown(Throwable cause) throws IOException, CommandFailure {
    switch (cause) {
      case IOException lost -> throw lost;
      case CommandFailure told -> throw told;
      case RuntimeException odd -> throw odd;
      case Error bug -> throw bug;
      default -> {
        return new IllegalStateException(cause);
      }
    }
  }
}
