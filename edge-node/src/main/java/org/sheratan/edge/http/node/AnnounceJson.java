package org.sheratan.edge.http.node;

import java.util.Locale;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.edge.http.route.JsonWords;
import org.sheratan.edge.http.route.RadioGate;
import org.sheratan.radio.air.Breach;
import org.sheratan.radio.air.Outbound;
import org.sheratan.radio.air.SendTime;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.LinkView;

/**
 * The API's shape of when our next announce leaves by a link: the moment it is due, as far as our share of announces and
 * the radio's own gate let it out then. Where they do not, it is held, and no moment is promised: only one before which
 * it cannot leave.
 */
final class AnnounceJson {
  private static final String SHARE = "share";

  private AnnounceJson() {}

  /** @param radio behind the link; empty where nothing rations it */
  static Json.Obj next(Json.Obj link, LinkView view, Optional<RadioGate> radio, long nowMs) {
    if (view.heldMs() > view.announceMs()) {
      return held(link, SHARE, JsonWords.seconds(view.heldMs()));
    }
    return radio.map(gate -> gate.earliest(Limits.ANNOUNCE_BYTES, Priority.BULK))
        .map(when -> out(link, view.announceMs(), when, nowMs))
        .orElseGet(() -> leaves(link, view.announceMs()));
  }

  private static Json.Obj out(Json.Obj link, long dueInMs, SendTime when, long nowMs) {
    return switch (when) {
      case SendTime.Immediately now -> leaves(link, dueInMs);
      case SendTime.Later(long atMs, SendTime.Reason why) -> {
        long inMs = Math.max(0, atMs - nowMs);
        // The radio's queue gives up an announce that waits for longer.
        yield inMs > dueInMs + Outbound.NEIGHBOR_LIFETIME_MS
            ? held(link, word(why), JsonWords.seconds(inMs))
            : leaves(link, Math.max(dueInMs, inMs));
      }
      case SendTime.Never(Breach why) -> held(link, word(why.rule()), JsonWords.NULL);
    };
  }

  private static Json.Obj leaves(Json.Obj link, long inMs) {
    return link.with("announce_s", JsonWords.seconds(inMs)).with("announce_held", JsonWords.NULL)
        .with("announce_after_s", JsonWords.NULL);
  }

  private static Json.Obj held(Json.Obj link, String why, Json after) {
    return link.with("announce_s", JsonWords.NULL).with("announce_held", why).with("announce_after_s", after);
  }

  private static String word(Enum<?> why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}
