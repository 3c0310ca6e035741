package org.sheratan.radio.link.lora;

/** Why a radio does not work, as far as a program or a person can act on it. */
public enum RadioFault {
  /** Nothing answers where it should be. Trying again later may help: it may be plugged in. */
  ABSENT("plug the board in, or name the right board or port in [radio]"),
  /** Something answers, but not as a LoRa modem. */
  UNFLASHED("flash it with RNode or MeshCore KISS firmware"),
  /** An RNode whose EEPROM says nothing: it never switches its radio on. */
  UNPROVISIONED(
      "provision it: rnodeconf --rom with its product, model and revision, or rnodeconf --autoinstall"),
  /** The hardware cannot tune to the asked frequency. */
  WRONG_BAND("use a board made for the region's band"),
  /** It confirmed other settings than asked for. */
  SETTINGS_REFUSED("choose settings that the board supports"),
  /** It was reset, unplugged or hung; starting over is worth a try. */
  LOST("nothing to do if it comes back by itself; otherwise check cable and power supply"),
  /** It reported that it cannot transmit. */
  TRANSMIT_FAILED("check antenna and power supply");

  private final String advice;

  RadioFault(String advice) {
    this.advice = advice;
  }

  /** What a person can do. */
  public String advice() {
    return advice;
  }
}
