package org.sheratan.edge.http;

import java.util.logging.Level;
import java.util.logging.Logger;

import fi.iki.elonen.NanoHTTPD;
import org.tinylog.jul.JulTinylogBridge;

/** Leads NanoHTTPD's java.util.logging into tinylog, like everything else this process says. */
final class NanoLog {
  /** Kept, because java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger NANO = Logger.getLogger(NanoHTTPD.class.getName());

  static {
    JulTinylogBridge.activate();
    // Below INFO it reports the end of every accept with a stack trace.
    NANO.setLevel(Level.INFO);
  }

  private NanoLog() {}

  /** Does its work once, however often it is called. */
  static Logger bridge() {
    return NANO;
  }
}
