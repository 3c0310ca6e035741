package org.sheratan.radio.air;

import org.sheratan.radio.frame.Priority;

/** What may go on the air, and when, as the queue asks when it puts a transmission together. */
interface AirRules {
  /** Longest frame that leaves as one transmission. */
  int maxFrameBytes();

  /** Time on air, with all that the radio adds. */
  long airtimeMicros(int lengthBytes);

  /** When a transmission of this length and priority may begin; {@link Long#MAX_VALUE} when not before some event. */
  long mayBeginMs(long airtimeMicros, Priority priority);
}
