package org.sheratan.radio.link.lora.sx126x;

/** Commands by their datasheet names (SX1261/2 datasheet, revision 2.1, tables 11-1 to 11-5). */
enum Opcode {
  // @formatter:off
  CLEAR_IRQ_STATUS(0x02, "ClearIrqStatus"),
  CLEAR_DEVICE_ERRORS(0x07, "ClearDeviceErrors"),
  SET_DIO_IRQ_PARAMS(0x08, "SetDioIrqParams"),
  WRITE_REGISTER(0x0D, "WriteRegister"),
  WRITE_BUFFER(0x0E, "WriteBuffer"),
  GET_PACKET_TYPE(0x11, "GetPacketType"),
  GET_IRQ_STATUS(0x12, "GetIrqStatus"),
  GET_RX_BUFFER_STATUS(0x13, "GetRxBufferStatus"),
  GET_PACKET_STATUS(0x14, "GetPacketStatus"),
  GET_RSSI_INST(0x15, "GetRssiInst"),
  GET_DEVICE_ERRORS(0x17, "GetDeviceErrors"),
  READ_REGISTER(0x1D, "ReadRegister"),
  READ_BUFFER(0x1E, "ReadBuffer"),
  SET_STANDBY(0x80, "SetStandby"),
  SET_RX(0x82, "SetRx"),
  SET_TX(0x83, "SetTx"),
  SET_RF_FREQUENCY(0x86, "SetRfFrequency"),
  SET_CAD_PARAMS(0x88, "SetCadParams"),
  CALIBRATE(0x89, "Calibrate"),
  SET_PACKET_TYPE(0x8A, "SetPacketType"),
  SET_MODULATION_PARAMS(0x8B, "SetModulationParams"),
  SET_PACKET_PARAMS(0x8C, "SetPacketParams"),
  SET_TX_PARAMS(0x8E, "SetTxParams"),
  SET_BUFFER_BASE_ADDRESS(0x8F, "SetBufferBaseAddress"),
  SET_RX_TX_FALLBACK_MODE(0x93, "SetRxTxFallbackMode"),
  SET_PA_CONFIG(0x95, "SetPaConfig"),
  SET_REGULATOR_MODE(0x96, "SetRegulatorMode"),
  SET_DIO3_AS_TCXO_CTRL(0x97, "SetDIO3AsTCXOCtrl"),
  CALIBRATE_IMAGE(0x98, "CalibrateImage"),
  SET_DIO2_AS_RF_SWITCH_CTRL(0x9D, "SetDIO2AsRfSwitchCtrl"),
  GET_STATUS(0xC0, "GetStatus"),
  SET_CAD(0xC5, "SetCad");
  // @formatter:on

  private final int code;
  private final String datasheetName;

  Opcode(int code, String datasheetName) {
    this.code = code;
    this.datasheetName = datasheetName;
  }

  int code() {
    return code;
  }

  @Override
  public String toString() {
    return datasheetName;
  }
}
