package org.sheratan.core.mission;

import java.util.Arrays;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;

/**
 * Where a request for a job came from.
 *
 * @param name who of that zone asked, such as an address, a node or a schedule; 0 to 64 bytes of UTF-8, empty when the zone
 *   says it all
 */
public record Origin(Zone zone, String name) implements Comparable<Origin> {
  public static final int MAX_NAME_BYTES = 64;
  /** Of jobs stored before their origin was. */
  public static final Origin UNKNOWN = new Origin(Zone.UNKNOWN, "");

  public Origin {
    Check.that(Bytes.utf8(name).length() <= MAX_NAME_BYTES, "the name of an origin is at most 64 bytes long");
  }

  /**
   * This origin, as whoever submits may change it: a request may be said to be the output of something, never to come
   * from elsewhere than it does.
   *
   * @param sourceZone a claim, such as the original's {@code provenance.source_zone}
   */
  public Origin claiming(String sourceZone) {
    if (sourceZone.equals(Zone.OUTPUT.word)) {
      return new Origin(Zone.OUTPUT, name);
    }
    boolean known = Arrays.stream(Zone.values()).anyMatch(each -> each.word.equals(sourceZone));
    return known && !sourceZone.equals(Zone.UNKNOWN.word) ? this : new Origin(Zone.UNKNOWN, name);
  }

  @Override
  public int compareTo(Origin other) {
    int byZone = zone.compareTo(other.zone);
    return byZone != 0 ? byZone : name.compareTo(other.name);
  }

  /** By which of a node's entrances. Codes are stored and never change. */
  public enum Zone {
    UNKNOWN(0, "unknown"),
    /** The API, with its token. */
    API(1, "api"),
    /** The node's own page, by somebody signed in. */
    PAGE(2, "page"),
    /** The API of the original, which knows no token. */
    CORE_V2(3, "core_v2"), CONSOLE(4, "console"),
    /** A file that somebody laid down. */
    FILE(5, "file"),
    /** Another node. */
    MESH(6, "mesh"),
    /** The result of another job. */
    CHAIN(7, "chain"), SCHEDULE(8, "schedule"),
    /** The larger core. */
    CORE(9, "core"), SIMULATION(10, "simulation"),
    /** What something that ran has put out, whichever way it came: whoever hands it in says so. */
    OUTPUT(11, "output"),
    /** This node, which asks auditors about a job; and they, where they decide. */
    AUDIT(12, "audit");

    private final int code;
    private final String word;

    Zone(int code, String word) {
      this.code = code;
      this.word = word;
    }

    public int code() {
      return code;
    }

    /** As the API spells it. */
    public String word() {
      return word;
    }
  }
}
