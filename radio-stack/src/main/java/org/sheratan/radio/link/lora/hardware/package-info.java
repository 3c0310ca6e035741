/** Serial ports, SPI buses and pins of this machine: the only room that touches real radio hardware. */
package org.sheratan.radio.link.lora.hardware;
