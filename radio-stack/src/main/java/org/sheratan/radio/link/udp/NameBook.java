package org.sheratan.radio.link.udp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.sheratan.kernel.Clock;

/** Addresses of named static peers, looked up on the executor so that {@code send} never waits for a name server. */
final class NameBook {
  private static final int MAX_NAMES = 64;
  private static final long KEEP_FOUND_MS = 60_000;
  private static final long KEEP_FAILED_MS = 5_000;

  /** Asks a name server; a seam for tests. */
  @FunctionalInterface
  interface Resolver {
    InetAddress resolve(String host) throws UnknownHostException;
  }

  private record Entry(Optional<InetAddress> address, long askAgainMs) {}

  private final Clock clock;
  private final Executor executor;
  private final Resolver resolver;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  NameBook(Clock clock, Executor executor, Resolver resolver) {
    this.clock = clock;
    this.executor = executor;
    this.resolver = resolver;
  }

  /** What is known now; an old answer serves until the new one is here. */
  Optional<InetAddress> address(String host) {
    long nowMs = clock.now().monoMs();
    Entry known;
    synchronized (entries) {
      known = entries.getOrDefault(host, new Entry(Optional.empty(), Long.MIN_VALUE));
      if (nowMs < known.askAgainMs()) {
        return known.address();
      }
      remember(host, new Entry(known.address(), nowMs + KEEP_FAILED_MS));
    }
    lookUp(host);
    return known.address();
  }

  private void lookUp(String host) {
    try {
      executor.execute(() -> {
        Entry entry = ask(host);
        synchronized (entries) {
          remember(host, entry);
        }
      });
    } catch (RejectedExecutionException stopping) {
      // The node is going down: the name stays unknown.
    }
  }

  private Entry ask(String host) {
    try {
      InetAddress address = resolver.resolve(host);
      return new Entry(Optional.of(address), clock.now().monoMs() + KEEP_FOUND_MS);
    } catch (UnknownHostException unknown) {
      return new Entry(Optional.empty(), clock.now().monoMs() + KEEP_FAILED_MS);
    }
  }

  private void remember(String host, Entry entry) {
    entries.remove(host);
    entries.put(host, entry);
    if (entries.size() > MAX_NAMES) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
