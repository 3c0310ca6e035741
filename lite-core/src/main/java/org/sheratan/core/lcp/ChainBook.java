package org.sheratan.core.lcp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.mission.ChainId;
import org.sheratan.core.mission.LlmUsage;
import org.sheratan.core.mission.MissionId;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * Own chains. A running one is a named record, in memory and on disk; when it ends it moves to the archive in the same
 * commit, where it stays as long as its mission does.
 *
 * <pre>
 * chain/KEY (named)                      uptime at writing varint, running chain; the uptime is 2^63 - 1 while its
 *                                        clock stands
 * chain/KEY (archived)                   ended chain
 * mission-chain/MISSION KEY/CHAIN KEY    the chain belongs to the mission; its name, UTF-8, empty without one
 * chain-name/HEX                         MISSION KEY/CHAIN KEY of the latest chain called so; HEX is the SHA-256 of its name as JSON
 * </pre>
 *
 * A key is the epoch in 9 digits and the sequence in 18, so names are in order of creation.
 */
final class ChainBook {
  private static final String CHAIN = "chain/";
  private static final String CHAINS_OF = "mission-chain/";
  private static final String NAMED = "chain-name/";
  private static final String UPTIME = "lcp/uptime";
  private static final int MOST_USED = 256;

  private final Store store;
  private final String owner;
  private final UptimeMeter.Room uptime;
  private final Map<ChainId, Chain> live = new TreeMap<>();
  /** Of missions asked about lately: to know it takes a look at all chains of one. */
  private final SequencedMap<MissionId, LlmUsage> used = new LinkedHashMap<>();
  private long sequence;

  ChainBook(Store store, String owner, UptimeMeter uptime, long nowMs) {
    this.store = store;
    this.owner = owner;
    this.uptime = uptime.room(UPTIME);
    store.under(CHAIN).values().forEach(value -> load(value, nowMs));
  }

  private void load(Bytes value, long nowMs) {
    ByteReader in = new ByteReader(value);
    long sinceMs = Math.max(0, uptime.totalMs(nowMs) - in.varint("uptime", Long.MAX_VALUE));
    Chain chain = Needs.linked(ChainCodec.decode(in.bytes("chain", in.remaining())));
    live.put(chain.id(), chain.aged(chain.ageMs() + sinceMs));
  }

  /** Saves how long this node has been up, now and then while chains grow older. */
  void poll(long nowMs) {
    if (nowMs >= nextPollMs()) {
      uptime.save(nowMs);
    }
  }

  long nextPollMs() {
    return live.isEmpty() ? Long.MAX_VALUE : uptime.nextSaveMs();
  }

  ChainId nextId() {
    return new ChainId(owner, store.epoch(), ++sequence);
  }

  List<Chain> live() {
    return List.copyOf(live.values());
  }

  Optional<Chain> live(ChainId id) {
    return Optional.ofNullable(live.get(id));
  }

  /** @param name by which clients know it, for as long as no other chain is called so; empty for none */
  void add(Chain chain, Optional<String> name, long nowMs) {
    String link = key(chain.mission()) + "/" + key(chain.id());
    store.archive(CHAINS_OF + link, Bytes.utf8(name.orElse("")));
    name.ifPresent(text -> store.archive(nameKey(text), Bytes.utf8(link)));
    save(chain, false, nowMs);
  }

  Optional<Chain> named(String name) throws IOException {
    Optional<Bytes> link = store.archived(nameKey(name));
    return link.isEmpty() ? Optional.empty() : find(id(link.get().toUtf8().split("/")[1]));
  }

  private static String nameKey(String name) {
    return NAMED + CanonicalJson.sha256(new Json.Text(name)).toHex();
  }

  /** What the mission's chains used together, those that have ended too. */
  LlmUsage used(MissionId mission) throws IOException {
    LlmUsage known = used.get(mission);
    if (known != null) {
      return known;
    }
    LlmUsage all = LlmUsage.NONE;
    for (ChainId id : ids(mission)) {
      all = all.plus(find(id).map(Chain::used).orElse(LlmUsage.NONE));
    }
    used.putLast(mission, all);
    if (used.size() > MOST_USED) {
      used.pollFirstEntry();
    }
    return all;
  }

  /** @param stands whether its clock does, over restarts too */
  void save(Chain chain, boolean stands, long nowMs) {
    LlmUsage before = live(chain.id()).map(Chain::used).orElse(LlmUsage.NONE);
    used.computeIfPresent(chain.mission(), (mission, all) -> all.plus(chain.used().minus(before)));
    if (chain.ended()) {
      live.remove(chain.id());
      store.remove(CHAIN + key(chain.id()));
      store.archive(CHAIN + key(chain.id()), ChainCodec.encode(chain));
    } else {
      live.put(chain.id(), chain);
      store.put(CHAIN + key(chain.id()), new ByteWriter(1024)
          .varint(stands ? Long.MAX_VALUE : uptime.totalMs(nowMs)).bytes(ChainCodec.encode(chain)).toBytes());
    }
  }

  Optional<Chain> find(ChainId id) throws IOException {
    if (live.containsKey(id) || !id.owner().equals(owner)) {
      return live(id);
    }
    return store.archived(CHAIN + key(id)).map(ChainCodec::decode);
  }

  /** A running one stops where it is: it belongs to a mission that goes. */
  void stop(ChainId id) {
    live(id).map(Chain::mission).ifPresent(used::remove);
    live.remove(id);
    store.remove(CHAIN + key(id));
  }

  /** Nothing is left of the mission's chains, which do not run any more. */
  void forget(MissionId mission) throws IOException {
    used.remove(mission);
    for (ChainId id : ids(mission)) {
      store.forget(CHAIN + key(id));
      forgetLink(key(mission) + "/" + key(id));
    }
  }

  private void forgetLink(String link) throws IOException {
    String name = store.archived(CHAINS_OF + link).map(Bytes::toUtf8).orElse("");
    if (!name.isEmpty() && store.archived(nameKey(name)).equals(Optional.of(Bytes.utf8(link)))) {
      store.forget(nameKey(name));
    }
    store.forget(CHAINS_OF + link);
  }

  /** Newest first, all of them: {@link LcpLimits#MAX_CHAINS_OF_MISSION} at most. */
  List<ChainId> ids(MissionId mission) throws IOException {
    String prefix = CHAINS_OF + key(mission) + "/";
    List<ChainId> ids = new ArrayList<>();
    for (Map.Entry<String, Bytes> link : store.scanBack(prefix, "", LcpLimits.MAX_CHAINS_OF_MISSION)) {
      ids.add(id(link.getKey().substring(prefix.length())));
    }
    return ids;
  }

  private ChainId id(String key) {
    String[] parts = key.split("-");
    return new ChainId(owner, Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
  }

  private static String key(ChainId id) {
    return key(id.epoch(), id.sequence());
  }

  private static String key(MissionId id) {
    return key(id.epoch(), id.sequence());
  }

  private static String key(int epoch, long sequence) {
    return String.format(Locale.ROOT, "%09d-%018d", epoch, sequence);
  }
}
