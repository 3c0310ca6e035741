package org.sheratan.edge.daemon;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Every thread of the process is made here. All are daemons: only {@link Shutdown} decides when it ends. */
public final class Threads implements AutoCloseable {
  private static final long IDLE_S = 30;

  private final Thread.UncaughtExceptionHandler fatal;
  private final ExecutorService disk;
  private final ExecutorService links;
  private final ExecutorService tools;
  private final ExecutorService connections;
  final ScheduledThreadPoolExecutor ticker;

  public Threads(Thread.UncaughtExceptionHandler fatal) {
    this.fatal = fatal;
    this.disk = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
        named("disk"));
    this.links = growing("link");
    this.tools = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_S, TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name("tool").uncaughtExceptionHandler(this::taskBroke).factory());
    this.connections = Executors.newThreadPerTaskExecutor(
        Thread.ofVirtual().name("connection-", 0).uncaughtExceptionHandler(this::taskBroke)
            .factory());
    this.ticker = new ScheduledThreadPoolExecutor(1, named("ticker"));
    // Of a job that took a second nothing is to wait here for the day that it might have taken.
    ticker.setRemoveOnCancelPolicy(true);
  }

  /** Runs {@code task} on a virtual thread, for a command that waits for it with a limit. */
  public static void aside(Runnable task) {
    Thread.ofVirtual().name("aside").start(task);
  }

  /** One thread, for whoever blocks on the disk; tasks run in order. */
  public ExecutorService disk() {
    return disk;
  }

  /** A platform thread per task, kept a while: receiving loops and name look-ups. */
  public ExecutorService links() {
    return links;
  }

  /** A platform thread per tool; the node bounds how many run. What one job breaks ends that job only. */
  public ExecutorService tools() {
    return tools;
  }

  /** A virtual thread per task. What one caller's request breaks ends that request only. */
  public ExecutorService connections() {
    return connections;
  }

  /** Runs {@code task} again and again; it must be short. */
  public void every(long periodMs, Runnable task) {
    ticker.scheduleWithFixedDelay(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error broken) {
        // The executor would swallow it and stop ticking without a word.
        fatal.uncaughtException(Thread.currentThread(), broken);
      }
    }, periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  /**
   * Runs {@code task} once; it must be short.
   *
   * @return takes it back, if it was not run yet
   */
  public Runnable after(long ms, Runnable task) {
    Future<?> later = ticker.schedule(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error broken) {
        fatal.uncaughtException(Thread.currentThread(), broken);
      }
    }, ms, TimeUnit.MILLISECONDS);
    return () -> later.cancel(false);
  }

  public Thread start(String name, Runnable body) {
    Thread thread = named(name).newThread(body);
    thread.start();
    return thread;
  }

  /** Interrupts whatever still runs and waits for nothing. */
  @Override
  public void close() {
    ticker.shutdownNow();
    connections.shutdownNow();
    tools.shutdownNow();
    links.shutdownNow();
    disk.shutdownNow();
  }

  private ExecutorService growing(String name) {
    return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_S, TimeUnit.SECONDS, new SynchronousQueue<>(),
        named(name));
  }

  private ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name).uncaughtExceptionHandler(fatal).factory();
  }

  /** Ends one request or one tool, not the daemon; a job that does this here would do it on the next node too. */
  private void taskBroke(Thread thread, Throwable cause) {
    if (cause instanceof VirtualMachineError) {
      fatal.uncaughtException(thread, cause);
    } else {
      Log.error(cause, "task-broke", "thread", thread.getName());
    }
  }
}
