package org.sheratan.edge.console;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.Clock;
import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

/**
 * Drives a {@link ConsoleSession} in real time, on one thread of the caller's: opens the device, again after every loss,
 * carries bytes, and has errands run.
 */
public final class ConsoleLoop implements Runnable, Closeable {
  static final long REOPEN_MS = 2_000;
  private static final long LONGEST_REST_MS = 1_000;
  private static final long HURRIED_REST_MS = 50;
  private static final int READ_BYTES = 4_096;
  private static final long NEVER_MS = Long.MIN_VALUE;

  private final SerialPortSource source;
  private final Clock clock;
  private final ExecutorService workers;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private final SortedMap<Integer, Future<?>> running = new TreeMap<>();
  private final ConsoleSession session;
  private final byte[] input = new byte[READ_BYTES];
  private Optional<SerialPort> port = Optional.empty();
  private String refusal = "";
  private long nextOpenMs = NEVER_MS;
  private volatile long typedMs = NEVER_MS;
  private volatile boolean closed;

  /**
   * @param device opens the device, given what wakes this loop when bytes have come
   * @param workers have a thread for each errand
   */
  public ConsoleLoop(Function<Runnable, SerialPortSource> device, ConsoleParts parts, Clock clock,
      ExecutorService workers) {
    this.source = device.apply(this::wake);
    this.clock = clock;
    this.workers = workers;
    this.session = new ConsoleSession(parts, new Workers());
  }

  /** The node has come up, or will not. Any thread. */
  public void onNews() {
    events.add(session::onNews);
  }

  /** How long ago something was typed; empty when nothing ever was. Any thread. */
  public OptionalLong quietMs() {
    long typed = typedMs;
    return typed == NEVER_MS ? OptionalLong.empty() : OptionalLong.of(clock.now().monoMs() - typed);
  }

  /** Bytes have arrived, or the device is gone. Any thread. */
  private void wake() {
    if (events.isEmpty()) {
      events.add(() -> {});
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        step(clock.now().monoMs());
        Runnable event = events.poll(session.hurried() ? HURRIED_REST_MS : LONGEST_REST_MS,
            TimeUnit.MILLISECONDS);
        if (event != null) {
          event.run();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      sayLast();
      lose();
    }
  }

  private void sayLast() {
    byte[] output = session.takeOutput();
    if (port.isPresent() && output.length > 0) {
      try {
        port.get().write(output);
      } catch (BusLostException gone) {
        Log.debug("console-late", "why", gone.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
  }

  /** One turn, without the wait between turns. */
  void step(long nowMs) {
    List<Runnable> waiting = new ArrayList<>();
    events.drainTo(waiting);
    waiting.forEach(Runnable::run);
    if (port.isEmpty() && nowMs >= nextOpenMs) {
      open(nowMs);
    }
    try {
      if (port.isPresent()) {
        carry(port.get(), nowMs);
      }
    } catch (BusLostException gone) {
      Log.warn("console-lost", "why", gone.getMessage());
      lose();
      nextOpenMs = nowMs + REOPEN_MS;
    }
  }

  private void open(long nowMs) {
    switch (source.open()) {
      case SerialPortSource.Opening.Opened(SerialPort opened) -> {
        port = Optional.of(opened);
        refusal = "";
        Log.info("console", "device", opened.name());
        session.onOpen();
      }
      case SerialPortSource.Opening.Refused(String why) -> {
        nextOpenMs = nowMs + REOPEN_MS;
        if (!why.equals(refusal)) {
          refusal = why;
          Log.warn("console-refused", "why", why);
        }
      }
    }
  }

  private void carry(SerialPort open, long nowMs) {
    int count = open.read(input);
    if (count > 0) {
      typedMs = nowMs;
    }
    session.onBytes(input, count);
    if (count == READ_BYTES) {
      wake();
    }
    session.poll(nowMs);
    byte[] output = session.takeOutput();
    if (output.length > 0) {
      open.write(output);
    }
  }

  private void lose() {
    port.ifPresent(SerialPort::close);
    port = Optional.empty();
    session.onGone();
  }

  private final class Workers implements Errands {
    @Override
    public void start(int number, Work work) {
      try {
        running.put(number, workers.submit(() -> {
          Outcome outcome = outcome(work);
          events.add(() -> {
            running.remove(number);
            session.onDone(number, outcome);
          });
        }));
      } catch (RejectedExecutionException stopping) {
        Log.debug("console-late", "why", stopping);
      }
    }

    @Override
    public void abandon(int number) {
      Future<?> work = running.remove(number);
      if (work != null) {
        work.cancel(true);
      }
    }

    private static Outcome outcome(Work work) {
      try {
        return Outcome.of(work.run());
      } catch (CommandFailure failure) {
        return Outcome.of(failure);
      } catch (RuntimeException | Error broke) {
        // The future would keep it to itself, and the console would wait for ever.
        Log.error(broke, "console-broke");
        String why = broke instanceof OutOfMemoryError
            ? "not enough memory for that just now"
            : "this is a bug in the node; its log has more";
        return Outcome.of(new CommandFailure(ExitStatus.FAILURE, why, ""));
      }
    }
  }
}
