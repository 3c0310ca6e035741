package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Bytes;

/** One frame between two delimiters, unescaped: what it says, and what about. */
record KissFrame(int command, Bytes payload) {
  /** True for one byte of exactly this value. */
  boolean is(int value) {
    return payload.length() == 1 && payload.at(0) == value;
  }
}
