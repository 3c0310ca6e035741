package org.sheratan.core.lcp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;

/**
 * Which plan each idempotency key named. Written in the turn that begins the chain, so that both are on disk or neither;
 * bounded, chains that ended and began first go first.
 *
 * <pre>
 * plan-key/&lt;SHA-256 of the key, hex&gt;   request hash 32, chain epoch varint, chain sequence varint
 * </pre>
 */
public final class PlanKeys {
  private static final String PREFIX = "plan-key/";
  private static final int HASH_BYTES = 32;

  private final Durable durable;
  private final int maxKeys;
  private final Map<String, Known> byName = new TreeMap<>();
  private final TreeMap<ChainId, String> byChain = new TreeMap<>();

  /** @param request hash of everything that was asked for under the key */
  public record Known(Bytes request, ChainId chain) {}

  /** Takes up what an earlier start left. */
  public PlanKeys(Durable durable, String owner, int maxKeys) {
    this.durable = durable;
    this.maxKeys = maxKeys;
    durable.under(PREFIX).forEach((name, value) -> {
      ByteReader in = new ByteReader(value);
      Bytes request = in.bytes("request hash", HASH_BYTES);
      int epoch = (int) in.varint("epoch", Integer.MAX_VALUE);
      remember(name, new Known(request, new ChainId(owner, epoch, in.varint("sequence", Long.MAX_VALUE))));
    });
  }

  public Optional<Known> find(String key) {
    return Optional.ofNullable(byName.get(name(key)));
  }

  /** @param alive whether a chain has not ended: its key is never dropped */
  public void add(String key, Known known, Predicate<ChainId> alive) {
    remember(name(key), known);
    durable.put(name(key), new ByteWriter(64).bytes(known.request()).varint(known.chain().epoch())
        .varint(known.chain().sequence()).toBytes());
    if (byName.size() > maxKeys) {
      byChain.keySet().stream().filter(alive.negate()).findFirst().ifPresent(this::forget);
    }
  }

  /** The chain is deleted: its key names nothing, and may name another one. */
  public void forget(ChainId chain) {
    String name = byChain.remove(chain);
    if (name != null) {
      byName.remove(name);
      durable.remove(name);
    }
  }

  private void remember(String name, Known known) {
    byName.put(name, known);
    byChain.put(known.chain(), name);
  }

  private static String name(String key) {
    return PREFIX + CanonicalJson.sha256(new Json.Text(key)).toHex();
  }
}
