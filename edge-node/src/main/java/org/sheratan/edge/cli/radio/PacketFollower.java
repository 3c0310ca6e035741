package org.sheratan.edge.cli.radio;

import java.time.Duration;

import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.shell.Api;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Clock;

/** Hands on packets as the node sees them, up to a number or for {@code --timeout}. */
final class PacketFollower {
  private static final long WAIT_S = 20;
  /** For one answer: {@code --timeout} bounds the whole. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** Takes one packet in the API's shape; false when it wants no more. */
  @FunctionalInterface
  interface Sink {
    boolean take(View packet) throws CommandFailure;
  }

  private final Session session;
  private final Output output;
  private final Clock clock = new SystemClock();

  PacketFollower(Session session, Output output) {
    this.session = session;
    this.output = output;
  }

  /**
   * @param count 0 for any number
   * @return how many there were
   */
  long follow(long count, Sink sink) throws CommandFailure {
    if (count < 0) {
      throw new CommandFailure(ExitStatus.USAGE, "--count " + count + " is none",
          "--count 20, or 0 for any number");
    }
    Api api = session.api();
    long endMs = session.timeout().map(length -> clock.now().monoMs() + length.toMillis())
        .orElse(Long.MAX_VALUE);
    String after = new View(api.get("/api/v1/packets", PATIENCE)).text("next");
    long taken = 0;
    while (clock.now().monoMs() < endMs) {
      long waitS = Math.clamp(Math.ceilDiv(endMs - clock.now().monoMs(), 1_000L), 1, WAIT_S);
      View page = new View(
          api.get("/api/v1/packets?after=" + after + "&wait=" + waitS, PATIENCE.plusSeconds(waitS)));
      if (page.number("missed") > 0) {
        output.note(page.text("missed") + " packets were missed: more came than could be read");
      }
      for (View packet : page.objects("packets")) {
        taken++;
        if (!sink.take(packet) || taken == count) {
          return taken;
        }
      }
      after = page.text("next");
    }
    return taken;
  }
}
