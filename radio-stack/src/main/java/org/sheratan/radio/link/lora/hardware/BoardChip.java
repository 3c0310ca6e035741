package org.sheratan.radio.link.lora.hardware;

import java.util.Locale;

/** The chips that a board profile may name. */
public enum BoardChip {
  SX1276, SX1277, SX1278, SX1279, SX1261, SX1262, SX1268;

  /** Its driver wants BUSY, and knows TCXO, DIO2 and regulator. */
  public boolean isSx126x() {
    return compareTo(SX1261) >= 0;
  }

  /** As profiles spell it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
