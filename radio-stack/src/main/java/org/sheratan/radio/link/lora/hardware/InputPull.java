package org.sheratan.radio.link.lora.hardware;

/** Which resistor of the processor holds an input where nothing else does. */
public enum InputPull {
  UP, DOWN,
  /** None: there is one outside. */
  NONE
}
