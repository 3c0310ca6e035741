package org.sheratan.radio.link.lora.sx127x;

/** One register and the byte that belongs into it. */
record RegisterValue(Register register, int value) {}
