/** LoRa chips and modems as their drivers see them, on simulated antennas: as strict as the real ones. */
package org.sheratan.radio.emulator;
