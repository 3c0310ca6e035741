package org.sheratan.core.wire;

import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.Origin.Zone;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/** Where something stored came from: {@code zone 1, name text}. */
public final class OriginCodec {
  private OriginCodec() {}

  public static ByteWriter write(Origin origin, ByteWriter out) {
    return out.u8(origin.zone().code()).text(origin.name());
  }

  /** @throws MalformedException for a zone or a name that cannot be */
  public static Origin read(ByteReader in) {
    int start = in.offset();
    int code = in.u8("origin zone");
    for (Zone zone : Zone.values()) {
      if (zone.code() == code) {
        return new Origin(zone, in.text("origin name", Origin.MAX_NAME_BYTES));
      }
    }
    throw new MalformedException("origin zone", start, "unknown code " + code);
  }
}
