package org.sheratan.radio.link.lora.sx126x;

import java.util.List;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;

/** What RxDone announced. */
record ReceivedFrame(Bytes frame, boolean checked, int rssiDbm, double snrDb) {
  private static final double SNR_STEP_DB = 0.25;

  /** The answers that together make one. */
  private static final class Parts {
    private boolean checked;
    private int rssiDbm;
    private double snrDb;
  }

  /** Half decibels below 0 (datasheet 13.5.3). */
  static int dbm(int halves) {
    return -halves / 2;
  }

  static Exchange ask(Consumer<ReceivedFrame> then, Dialogue dialogue) {
    Parts parts = new Parts();
    return Exchange.query(Opcode.GET_RX_BUFFER_STATUS, 2, (where, lookedMs) -> dialogue.prepend(List.of(
        Exchange.read(Register.RX_HEADER_CRC, 1,
            (answer, nowMs) -> parts.checked = (answer.at(0) & Register.CRC_ON) != 0),
        // Average over the frame, SNR, and the strength of the signal without the noise around it.
        Exchange.query(Opcode.GET_PACKET_STATUS, 3, (answer, nowMs) -> {
          parts.snrDb = (byte) answer.at(1) * SNR_STEP_DB;
          parts.rssiDbm = dbm(answer.at(2));
        }),
        Exchange.readBuffer(where.at(1), where.at(0), (answer, nowMs) -> then
            .accept(new ReceivedFrame(answer, parts.checked, parts.rssiDbm, parts.snrDb))))));
  }

  /** A frame whose header names no CRC was checked by nobody. */
  RadioEvent event() {
    return checked && frame.length() > 0
        ? new RadioEvent.Received(frame, rssiDbm, snrDb)
        : new RadioEvent.Garbled();
  }
}
