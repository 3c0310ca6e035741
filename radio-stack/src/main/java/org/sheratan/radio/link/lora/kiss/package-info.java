/** LoRa modems on a serial port that speak KISS: RNode firmware and MeshCore's KISS modem. */
package org.sheratan.radio.link.lora.kiss;
