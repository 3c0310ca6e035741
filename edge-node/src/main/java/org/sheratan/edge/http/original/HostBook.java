package org.sheratan.edge.http.original;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;

/**
 * Hosts of the original that say they are there: whose key is whose, and who is not what it was at first. Passive and bounded;
 * what it knows can be kept over a restart, in which a quarantine is as long again as it was when that was written. Any thread.
 *
 * <pre>
 * heartbeat                                     answer          consequence
 * not signed, or not by the key pinned here     SPOOF_SUSPECT   refused; says nothing about the host itself
 * during quarantine                             SPOOF_SUSPECT   none
 * without attestation                           MISSING         none
 * as at first                                   OK              none
 * other than at first                           DRIFT           a warning
 * the third time other than the time before     SPOOF_SUSPECT   quarantine: 10, 30, then each time 120 minutes
 * </pre>
 */
final class HostBook {
  static final int MAX_HOSTS = 256;
  private static final int MOST_CHANGES = 3;
  private static final long MINUTE_MS = 60_000;
  static final long LONGEST_QUARANTINE_MS = 120 * MINUTE_MS;
  private static final List<Long> QUARANTINE_MS = List.of(10 * MINUTE_MS, 30 * MINUTE_MS,
      LONGEST_QUARANTINE_MS);
  private static final String HOSTS = "hosts";

  /** What came of a heartbeat, as the original spells it. */
  enum Status {
    OK, DRIFT, SPOOF_SUSPECT, MISSING
  }

  /** What a host says it is. */
  record Attestation(String build, String capabilities) {}

  /** @param key that signed it; empty where it is not signed */
  record Heartbeat(String host, Optional<String> key, Optional<Attestation> attestation) {}

  /** @param taken whether the heartbeat counts as the host's */
  record Verdict(boolean taken, Status status) {}

  /** @param leftMs of its quarantine, 0 when it is in none */
  record Policy(String host, Status status, int quarantines, long leftMs) {}

  private static final class Host {
    private Optional<String> key = Optional.empty();
    /** The one on disk. */
    private Optional<String> keptKey = Optional.empty();
    private Optional<Attestation> first = Optional.empty();
    private Optional<Attestation> latest = Optional.empty();
    private Status status = Status.MISSING;
    private int changes;
    private int quarantines;
    private long quarantineEndMs = Long.MIN_VALUE;
    private long heardMs;
  }

  private final Map<String, Host> hosts = new TreeMap<>();
  /** As it was when it was last asked for. */
  private List<HostShape> kept = List.of();

  /** All that is to be kept; empty where nothing of it changed since it was last asked for. */
  synchronized Optional<Json.Obj> takeChanged(long nowMs) {
    List<HostShape> now = new ArrayList<>();
    hosts.forEach((name, host) -> now.add(new HostShape(name, host.key, host.first, host.latest, host.status,
        host.changes, host.quarantines, leftMs(host, nowMs))));
    boolean same = now.stream().map(HostBook::timeless).toList()
        .equals(kept.stream().map(HostBook::timeless).toList());
    kept = now;
    return same
        ? Optional.empty()
        : Optional.of(Json.Obj.EMPTY.with(HOSTS,
            new Json.Arr(now.stream().<Json>map(HostShape::json).toList())));
  }

  /** What was last asked for is on disk. */
  synchronized void onKept() {
    for (HostShape shape : kept) {
      Optional.ofNullable(hosts.get(shape.host())).ifPresent(host -> host.keptKey = shape.key());
    }
  }

  /** Whether a restart would leave its key what it is. */
  synchronized boolean isKept(String name) {
    return Optional.ofNullable(hosts.get(name)).stream().allMatch(host -> host.key.equals(host.keptKey));
  }

  /** Time alone is no change, its end apart. */
  private static HostShape timeless(HostShape host) {
    return new HostShape(host.host(), host.key(), host.first(), host.latest(), host.status(), host.changes(),
        host.quarantines(), Math.min(host.leftMs(), 1));
  }

  /**
   * @return how many hosts it tells of
   * @throws org.sheratan.kernel.MalformedException unless it is what {@link #takeChanged} gave; nothing is changed then
   */
  synchronized int restore(Json.Obj from, long nowMs) {
    kept = Fields.of(from).objects(HOSTS, MAX_HOSTS).stream().map(HostShape::read).toList();
    for (HostShape shape : kept) {
      Host host = new Host();
      host.key = shape.key();
      host.keptKey = shape.key();
      host.first = shape.first();
      host.latest = shape.latest();
      host.status = shape.status();
      host.changes = shape.changes();
      host.quarantines = shape.quarantines();
      host.quarantineEndMs = shape.leftMs() == 0 ? Long.MIN_VALUE : nowMs + shape.leftMs();
      host.heardMs = nowMs;
      hosts.put(shape.host(), host);
    }
    return kept.size();
  }

  /** Empty when there is no place for another host. */
  synchronized Optional<Verdict> onHeartbeat(Heartbeat heartbeat, long nowMs) {
    Host host = hosts.get(heartbeat.host());
    if (host == null && hosts.size() >= MAX_HOSTS && !forgetSilent(nowMs)) {
      return Optional.empty();
    }
    if (host == null) {
      host = new Host();
      hosts.put(heartbeat.host(), host);
    }
    if (host.key.isPresent() && !host.key.equals(heartbeat.key())) {
      return Optional.of(new Verdict(false, Status.SPOOF_SUSPECT));
    }
    host.key = heartbeat.key();
    host.heardMs = nowMs;
    if (host.quarantineEndMs <= nowMs) {
      host.status = heartbeat.attestation().map(attestation -> judge(heartbeat.host(), attestation, nowMs))
          .orElse(Status.MISSING);
    }
    return Optional.of(new Verdict(true, host.status));
  }

  private Status judge(String name, Attestation now, long nowMs) {
    Host host = hosts.get(name);
    boolean changed = host.latest.isPresent() && !host.latest.get().equals(now);
    host.first = host.first.or(() -> Optional.of(now));
    host.latest = Optional.of(now);
    host.changes += changed ? 1 : 0;
    if (host.changes >= MOST_CHANGES) {
      host.changes = 0;
      host.quarantineEndMs = nowMs + QUARANTINE_MS.get(Math.min(host.quarantines, QUARANTINE_MS.size() - 1));
      host.quarantines++;
      return Status.SPOOF_SUSPECT;
    }
    return host.first.get().equals(now) ? Status.OK : Status.DRIFT;
  }

  /** Of hosts there is something to say about, by name. */
  synchronized List<Policy> policies(long nowMs) {
    List<Policy> policies = new ArrayList<>();
    hosts.forEach((name, host) -> {
      if (host.status == Status.DRIFT || host.status == Status.SPOOF_SUSPECT) {
        policies.add(
            new Policy(name, host.status, host.quarantines, leftMs(host, nowMs)));
      }
    });
    return policies;
  }

  private static long leftMs(Host host, long nowMs) {
    return host.quarantineEndMs > nowMs ? host.quarantineEndMs - nowMs : 0;
  }

  /** Everything, its key included: the next heartbeat is the first. False for an unknown host. */
  synchronized boolean clear(String host) {
    return hosts.remove(host) != null;
  }

  /** Makes room; nobody gets out of quarantine by others' heartbeats. */
  private boolean forgetSilent(long nowMs) {
    Optional<Map.Entry<String, Host>> longest = hosts.entrySet().stream()
        .filter(entry -> entry.getValue().quarantineEndMs <= nowMs)
        .min(Comparator.comparingLong(entry -> entry.getValue().heardMs));
    longest.map(Map.Entry::getKey).ifPresent(hosts::remove);
    return longest.isPresent();
  }
}
