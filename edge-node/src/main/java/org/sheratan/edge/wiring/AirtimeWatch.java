package org.sheratan.edge.wiring;

import java.util.Optional;
import java.util.function.Supplier;

import org.sheratan.edge.daemon.Log;

/** Says once that the record of a radio's airtime is not well, and once that it is again. */
final class AirtimeWatch implements Runnable {
  private final Supplier<Optional<String>> trouble;
  private Optional<String> told = Optional.empty();

  AirtimeWatch(Supplier<Optional<String>> trouble) {
    this.trouble = trouble;
  }

  @Override
  public synchronized void run() {
    Optional<String> now = trouble.get();
    if (now.equals(told)) {
      return;
    }
    told = now;
    now.ifPresentOrElse(why -> Log.warn("airtime-record", "why", why),
        () -> Log.info("airtime-record", "why", "well again"));
  }
}
