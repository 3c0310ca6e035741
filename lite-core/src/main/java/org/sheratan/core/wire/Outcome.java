package org.sheratan.core.wire;

import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.mission.Receipt;

/** How an attempt ended, as its worker tells it. */
public sealed interface Outcome {
  /** The receipt's job, attempt and result hash are those of the message; bench and direct jobs go without. */
  record Completed(Json.Obj result, Optional<Receipt> receipt) implements Outcome {}

  /** @param code stable word such as {@code not_found} */
  record Failed(String code, String message, boolean retryElsewhere) implements Outcome {
    public Failed {
      code = WireLimits.clip(code, WireLimits.NAME_BYTES);
      message = WireLimits.clip(message);
    }
  }

  /** It started and this node cannot say how it ended: it restarted in between. */
  record Unknown() implements Outcome {}
}
