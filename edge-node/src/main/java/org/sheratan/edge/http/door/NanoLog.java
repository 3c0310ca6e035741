package org.sheratan.edge.http.door;

import java.util.logging.Level;
import java.util.logging.Logger;

import org.tinylog.jul.JulTinylogBridge;

/** Leads NanoHTTPD's java.util.logging into tinylog, like everything else this process says. */
public final class NanoLog {
  private static final Logger ROOT = Logger.getLogger("");

  static {
    JulTinylogBridge.activate();
    // The bridge opens every level. Below INFO, NanoHTTPD reports the end of each accept with a stack trace, and the
    // JDK's HTTP client writes out request headers, tokens included.
    ROOT.setLevel(Level.INFO);
  }

  private NanoLog() {}

  /** Does its work once, however often it is called. */
  public static Logger bridge() {
    return ROOT;
  }
}
