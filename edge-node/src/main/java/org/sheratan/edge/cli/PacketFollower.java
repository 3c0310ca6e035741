package org.sheratan.edge.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.kernel.Clock;

/** Hands on packets as the node sees them, up to a number or for a time. */
final class PacketFollower {
  private static final int WAIT_S = 20;

  /** Takes one packet in the API's shape. */
  @FunctionalInterface
  interface Sink {
    void take(View packet) throws CommandFailure;
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
   * @param length empty for ever
   * @return how many there were
   */
  long follow(long count, Optional<Duration> length, Sink sink) throws CommandFailure {
    Api api = session.api();
    long endMs = length.map(known -> clock.now().monoMs() + known.toMillis()).orElse(Long.MAX_VALUE);
    String after = new View(api.get("/api/v1/packets", session.patience())).text("next");
    long taken = 0;
    while (clock.now().monoMs() < endMs && (count == 0 || taken < count)) {
      long leftS = Math.clamp((endMs - clock.now().monoMs() + 999) / 1_000, 1, WAIT_S);
      View page = new View(api.get("/api/v1/packets?after=" + after + "&wait=" + leftS,
          session.patience().plusSeconds(leftS)));
      if (page.number("missed") > 0) {
        output.note(page.text("missed") + " packets were missed: more came than could be read");
      }
      List<View> packets = page.objects("packets");
      for (int index = 0; index < packets.size() && (count == 0 || taken < count); index++) {
        sink.take(packets.get(index));
        taken++;
      }
      after = page.text("next");
    }
    return taken;
  }
}
