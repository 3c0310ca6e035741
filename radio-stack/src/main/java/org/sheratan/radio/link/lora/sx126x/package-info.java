/** Driver of Semtech SX1261, SX1262 and SX1268 and the modules around them, in LoRa mode over SPI. */
package org.sheratan.radio.link.lora.sx126x;
