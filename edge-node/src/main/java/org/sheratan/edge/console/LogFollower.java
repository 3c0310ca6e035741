package org.sheratan.edge.console;

import java.util.Optional;
import java.util.function.LongFunction;

import org.sheratan.edge.daemon.LogTail;

/** Shows the log from its last lines on, no faster than the screen takes it; what is lost by that is counted. */
final class LogFollower {
  private static final int LINES_BEFORE = 10;

  private final LongFunction<Optional<LogTail.Line>> log;
  private long next;

  /** @param log the oldest line with a number or a higher one */
  LogFollower(LongFunction<Optional<LogTail.Line>> log, long nextNumber) {
    this.log = log;
    this.next = Math.max(1, nextNumber - LINES_BEFORE);
  }

  void poll(Screen screen) {
    boolean more = true;
    while (more && screen.hasRoom()) {
      Optional<LogTail.Line> line = log.apply(next);
      more = line.isPresent();
      line.ifPresent(each -> show(each, screen));
    }
  }

  private void show(LogTail.Line line, Screen screen) {
    if (line.number() > next) {
      screen.line("(" + (line.number() - next) + " lines left out: this line is too slow)");
    }
    screen.line(line.text());
    next = line.number() + 1;
  }
}
