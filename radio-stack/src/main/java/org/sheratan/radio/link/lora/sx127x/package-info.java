/** Driver of Semtech SX1276, SX1277, SX1278, SX1279 and the RFM95/96/98 modules around them, in LoRa mode over SPI. */
package org.sheratan.radio.link.lora.sx127x;
