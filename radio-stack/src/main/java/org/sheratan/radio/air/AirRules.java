package org.sheratan.radio.air;

import org.sheratan.radio.frame.Priority;

/** What may go on the air just now, as the queue asks when it puts a transmission together. */
interface AirRules {
  /** Longest frame that leaves as one transmission. */
  int maxFrameBytes();

  /** Time on air, with all that the radio adds. */
  long airtimeMicros(int lengthBytes);

  /** True when a transmission of this length and priority may begin now. */
  boolean permits(long airtimeMicros, Priority priority);
}
