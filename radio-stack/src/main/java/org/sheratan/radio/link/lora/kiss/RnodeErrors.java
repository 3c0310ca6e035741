package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.lora.RadioEvent;
import org.sheratan.radio.link.lora.RadioFault;

/** What an ERROR of the modem means for us (RNode_Firmware, Framing.h). None of them leaves the modem trustworthy. */
final class RnodeErrors {
  private RnodeErrors() {}

  static RadioEvent.Failed meaning(Bytes payload) {
    int code = payload.length() == 1 ? payload.at(0) : -1;
    return switch (code) {
      case 1 ->
        failed(RadioFault.UNFLASHED, "the LoRa chip did not start: its firmware is for another board");
      case 2 -> failed(RadioFault.TRANSMIT_FAILED, "the modem could not transmit");
      case 3 -> failed(RadioFault.LOST, "another program is changing the modem's EEPROM");
      case 4 -> failed(RadioFault.LOST, "the modem's queue is full");
      case 5 -> failed(RadioFault.LOST, "the modem is out of memory");
      case 6 -> failed(RadioFault.TRANSMIT_FAILED, "the LoRa chip does not answer the modem");
      default -> failed(RadioFault.LOST, "the modem reports the unknown error " + payload.toHex());
    };
  }

  private static RadioEvent.Failed failed(RadioFault fault, String why) {
    return new RadioEvent.Failed(fault, why);
  }
}
