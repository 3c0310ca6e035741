package org.sheratan.radio.link.lora.sx127x;

/**
 * Registers by their datasheet names, and the bits of them that matter here (SX1276/77/78/79 datasheet, revision 4,
 * chapters 6.1 and 6.4; errata note 1.1 for those it adds). Every figure the driver knows of a register stands here.
 */
enum Register {
  FIFO(0x00, "RegFifo"), OP_MODE(0x01, "RegOpMode"), FRF_MSB(0x06, "RegFrfMsb"), FRF_MID(0x07,
      "RegFrfMid"), FRF_LSB(0x08, "RegFrfLsb"), PA_CONFIG(0x09, "RegPaConfig"), OCP(0x0B,
          "RegOcp"), LNA(0x0C, "RegLna"), FIFO_ADDR_PTR(0x0D, "RegFifoAddrPtr"), FIFO_TX_BASE_ADDR(0x0E,
              "RegFifoTxBaseAddr"), FIFO_RX_BASE_ADDR(0x0F, "RegFifoRxBaseAddr"), FIFO_RX_CURRENT_ADDR(0x10,
                  "RegFifoRxCurrentAddr"), IRQ_FLAGS_MASK(0x11, "RegIrqFlagsMask"), IRQ_FLAGS(0x12,
                      "RegIrqFlags"), RX_NB_BYTES(0x13, "RegRxNbBytes"), MODEM_STAT(0x18,
                          "RegModemStat"), PKT_SNR_VALUE(0x19, "RegPktSnrValue"), PKT_RSSI_VALUE(0x1A,
                              "RegPktRssiValue"), RSSI_VALUE(0x1B, "RegRssiValue"), HOP_CHANNEL(0x1C,
                                  "RegHopChannel"), MODEM_CONFIG_1(0x1D, "RegModemConfig1"), MODEM_CONFIG_2(
                                      0x1E,
                                      "RegModemConfig2"), PREAMBLE_MSB(0x20, "RegPreambleMsb"), PREAMBLE_LSB(
                                          0x21, "RegPreambleLsb"), PAYLOAD_LENGTH(0x22,
                                              "RegPayloadLength"), MAX_PAYLOAD_LENGTH(0x23,
                                                  "RegMaxPayloadLength"), HOP_PERIOD(0x24,
                                                      "RegHopPeriod"), MODEM_CONFIG_3(0x26,
                                                          "RegModemConfig3"), IF_FREQ_1(0x2F,
                                                              "RegIfFreq1"), IF_FREQ_2(0x30,
                                                                  "RegIfFreq2"), DETECT_OPTIMIZE(0x31,
                                                                      "RegDetectOptimize"), INVERT_IQ(0x33,
                                                                          "RegInvertIQ"), HIGH_BW_OPTIMIZE_1(
                                                                              0x36,
                                                                              "RegHighBwOptimize1"), DETECTION_THRESHOLD(
                                                                                  0x37,
                                                                                  "RegDetectionThreshold"), SYNC_WORD(
                                                                                      0x39,
                                                                                      "RegSyncWord"), HIGH_BW_OPTIMIZE_2(
                                                                                          0x3A,
                                                                                          "RegHighBwOptimize2"), INVERT_IQ_2(
                                                                                              0x3B,
                                                                                              "RegInvertIQ2"),
  /** The same address while in FSK mode, where calibration is done. */
  IMAGE_CAL(0x3B, "RegImageCal"), DIO_MAPPING_1(0x40, "RegDioMapping1"), VERSION(0x42,
      "RegVersion"), TCXO(0x4B, "RegTcxo"), PA_DAC(0x4D, "RegPaDac");

  /** Set in the address byte of a write (datasheet 4.3). */
  static final int WRITE = 0x80;

  /** RegOpMode. */
  static final int LONG_RANGE_MODE = 0x80;
  static final int LOW_FREQUENCY_MODE_ON = 0x08;
  static final int MODE_SLEEP = 0;
  static final int MODE_STANDBY = 1;
  static final int MODE_TX = 3;
  static final int MODE_RX_CONTINUOUS = 5;
  static final int MODE_CAD = 7;

  /** RegIrqFlags and RegIrqFlagsMask. */
  static final int RX_TIMEOUT = 0x80;
  static final int RX_DONE = 0x40;
  static final int PAYLOAD_CRC_ERROR = 0x20;
  static final int VALID_HEADER = 0x10;
  static final int TX_DONE = 0x08;
  static final int CAD_DONE = 0x04;
  static final int FHSS_CHANGE_CHANNEL = 0x02;
  static final int CAD_DETECTED = 0x01;
  static final int ALL_IRQS = 0xFF;

  /** RegDioMapping1: what raises DIO0 (table 18). */
  static final int DIO0_RX_DONE = 0x00;
  static final int DIO0_TX_DONE = 0x40;
  static final int DIO0_CAD_DONE = 0x80;

  /** RegModemStat. */
  static final int HEADER_INFO_VALID = 0x08;
  static final int SIGNAL_SYNCHRONIZED = 0x02;

  /** RegHopChannel: what the header of the last frame says. */
  static final int CRC_ON_PAYLOAD = 0x40;

  /** RegPaConfig and RegPaDac (5.4.2, 5.4.3): without high power mode. */
  static final int PA_RFO_LOWEST = 0x00;
  static final int PA_BOOST_MAX_POWER = 0xF0;
  static final int PA_DAC_DEFAULT = 0x84;

  /** RegOcp: OcpOn and a trim of 45 mA + 5 mA · n (5.4.4). */
  static final int OCP_100_MA = 0x2B;

  /** RegLna: highest gain as a start for the AGC; in the high band 150 % of the current. */
  static final int LNA_G1 = 0x20;
  static final int LNA_BOOST_HF = 0x03;

  static final int RX_PAYLOAD_CRC_ON = 0x04;
  static final int LOW_DATA_RATE_OPTIMIZE = 0x08;
  static final int AGC_AUTO_ON = 0x04;

  /** RegDetectOptimize for SF7 to SF12, reserved bits as after reset; and erratum 2.3's bit for 500 kHz. */
  static final int DETECT_SF7_TO_SF12 = 0x43;
  static final int AUTOMATIC_IF_ON = 0x80;
  static final int DETECTION_THRESHOLD_SF7_TO_SF12 = 0x0A;

  /** Erratum 2.1. */
  static final int HIGH_BW_OFF = 0x03;
  static final int HIGH_BW_ON = 0x02;
  static final int HIGH_BW_HF = 0x64;
  static final int HIGH_BW_LF = 0x7F;

  static final int IQ_NORMAL = 0x27;
  static final int IQ_2_NORMAL = 0x1D;

  /** RegTcxo: crystal, or a clipped sine at XTA. */
  static final int CRYSTAL_INPUT = 0x09;
  static final int TCXO_INPUT_ON = 0x19;

  /** RegImageCal: start and running, with AutoImageCalOn and TempThreshold as after reset. */
  static final int IMAGE_CAL_START = 0x42;
  static final int IMAGE_CAL_RUNNING = 0x20;

  /** RegVersion of every SX1276, 77, 78 and 79; and of the SX1272, whose registers differ. */
  static final int VERSION_SX1276 = 0x12;
  static final int VERSION_SX1272 = 0x22;

  private final int address;
  private final String datasheetName;

  Register(int address, String datasheetName) {
    this.address = address;
    this.datasheetName = datasheetName;
  }

  int address() {
    return address;
  }

  /** Name and address: {@code RegOpMode (0x01)}. */
  @Override
  public String toString() {
    return String.format("%s (0x%02X)", datasheetName, address);
  }
}
