package org.sheratan.radio.emulator;

import java.nio.charset.StandardCharsets;

/**
 * A kind of board that RNode firmware 1.86 runs on (RNode_Firmware, Boards.h).
 *
 * @param platform 80 ESP32, 70 nRF52, 90 AVR
 * @param maxPowerDbm clamp of its chip
 * @param stepHz of its synthesizer, as the firmware reads it back
 * @param restartsOnOpen a USB bridge that pulls the reset line
 * @param queuePackets most packets that wait inside
 * @param queueBytes most bytes that wait inside
 * @param bootText what it says on its port before the firmware does
 */
public record RnodeBoard(int platform, int mcu, int board, int product, int model, int maxPowerDbm,
    double stepHz,
    boolean restartsOnOpen, int queuePackets, int queueBytes, String bootText) {
  private static final int AVR = 0x90;
  private static final int NRF52 = 0x70;
  private static final double SX127X_STEP_HZ = 32e6 / (1 << 19);
  private static final String ESP_BOOT = "ESP-ROM:esp32s3-20210327\r\nBuild:Mar 27 2021\r\n"
      + "rst:0x1 (POWERON),boot:0x28 (SPI_FAST_FLASH_BOOT)\r\nentry 0x403c98d0\r\n";

  public static final RnodeBoard HELTEC_V3 = new RnodeBoard(0x80, 0x81, 0x3A, 0xC1, 0xCA, 22, 1, true, 200,
      6144,
      ESP_BOOT);
  public static final RnodeBoard HELTEC_V3_433 = new RnodeBoard(0x80, 0x81, 0x3A, 0xC1, 0xC5, 22, 1, true,
      200,
      6144, ESP_BOOT);
  public static final RnodeBoard RAK4631 = new RnodeBoard(NRF52, 0x71, 0x51, 0x10, 0x12, 22, 1, false, 200,
      6144,
      "");
  public static final RnodeBoard ATMEGA2560 = new RnodeBoard(AVR, 0x92, 0x32, 0xF0, 0xFE, 17, SX127X_STEP_HZ,
      true,
      24, 5120, "");

  boolean statistics() {
    return platform != AVR;
  }

  /** Without a bridge, so that its port goes when it restarts. */
  boolean ownUsb() {
    return platform == NRF52;
  }

  byte[] bootBytes() {
    return bootText.getBytes(StandardCharsets.US_ASCII);
  }

  /** Rounded down to what the chip can do. */
  long tunedHz(long frequencyHz) {
    return (long) ((long) (frequencyHz / stepHz) * stepHz);
  }
}
