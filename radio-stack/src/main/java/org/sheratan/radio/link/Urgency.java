package org.sheratan.radio.link;

/** What a link that must ration its airtime tells apart. */
public enum Urgency {
  /** May be spread over hours, so that all else finds airtime. */
  BULK, ORDINARY,
  /** Has a share of the airtime of its own. */
  EMERGENCY
}
