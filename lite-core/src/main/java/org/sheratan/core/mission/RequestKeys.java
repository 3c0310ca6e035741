package org.sheratan.core.mission;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * What each idempotency key made, for one kind of things. Written in the turn that makes the thing, so that both are on
 * disk or neither, and dropped in the turn that takes it away; bounded, what may be dropped and was made first goes
 * first. Decided from memory alone.
 *
 * <pre>
 * PREFIX/&lt;SHA-256 of the key, hex&gt;   request hash 32, epoch varint, sequence varint
 * </pre>
 */
public final class RequestKeys {
  /** Of one kind of things. */
  public static final int MOST = 1_024;
  private static final int HASH_BYTES = 32;

  private final Durable durable;
  private final String prefix;
  private final int most;
  private final Map<String, Known> byName = new TreeMap<>();
  private final TreeMap<Made, String> byMade = new TreeMap<>();

  /** A thing of the node's own, by the part of its name that differs; things without an epoch have 0. */
  public record Made(int epoch, long sequence) implements Comparable<Made> {
    @Override
    public int compareTo(Made other) {
      int byEpoch = Integer.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
  }

  /** @param request hash of everything that was asked for under the key */
  public record Known(Bytes request, Made made) {
    /** Whether it is the same request once more, and not another one. */
    public boolean of(RequestKey key) {
      return request.equals(key.request());
    }
  }

  /**
   * Takes up what an earlier start left.
   *
   * @param prefix of the records, without the slash
   */
  public RequestKeys(Durable durable, String prefix, int most) {
    this.durable = durable;
    this.prefix = prefix + "/";
    this.most = most;
    durable.under(this.prefix).forEach((name, value) -> {
      ByteReader in = new ByteReader(value);
      Bytes request = in.bytes("request hash", HASH_BYTES);
      int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
      remember(name, new Known(request, new Made(epoch, in.varint("sequence", Long.MAX_VALUE))));
    });
  }

  public Optional<Known> find(RequestKey key) {
    return Optional.ofNullable(byName.get(name(key)));
  }

  /** @param kept whether the key of a thing must not be dropped for newer ones */
  public void add(RequestKey key, Made made, Predicate<Made> kept) {
    remember(name(key), new Known(key.request(), made));
    durable.put(name(key), new ByteWriter(64).bytes(key.request()).varint(made.epoch())
        .varint(made.sequence()).toBytes());
    if (byName.size() > most) {
      byMade.keySet().stream().filter(kept.negate()).findFirst().ifPresent(this::forget);
    }
  }

  /** It is gone: its key names nothing, and may name another one. */
  public void forget(Made made) {
    String name = byMade.remove(made);
    if (name != null) {
      byName.remove(name);
      durable.remove(name);
    }
  }

  private void remember(String name, Known known) {
    Known before = byName.put(name, known);
    if (before != null) {
      byMade.remove(before.made());
    }
    byMade.put(known.made(), name);
  }

  private String name(RequestKey key) {
    return prefix + CanonicalJson.sha256(new Json.Text(key.text())).toHex();
  }
}
