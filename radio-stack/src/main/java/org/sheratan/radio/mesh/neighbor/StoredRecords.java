package org.sheratan.radio.mesh.neighbor;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.mesh.MeshEvent;

/**
 * What earlier starts left under one prefix. A record that cannot be read stops neither the start nor the others: it
 * is thrown away, and said by its name.
 */
public final class StoredRecords {
  /** Takes one record in. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @param name behind the prefix
     * @throws MalformedException when the value is none that was ever stored
     * @throws IllegalArgumentException when the name is none
     */
    void read(String name, Bytes value);
  }

  private StoredRecords() {}

  public static void read(Durable durable, String prefix, MeshTurn turn, Reader reader) {
    durable.under(prefix).forEach((name, value) -> {
      try {
        reader.read(name.substring(prefix.length()), value);
      } catch (MalformedException | IllegalArgumentException unreadable) {
        durable.remove(name);
        turn.tell(new MeshEvent.RecordDropped(name, "unreadable"));
      }
    });
  }
}
