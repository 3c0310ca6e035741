package org.sheratan.radio.link.lora.kiss;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.sheratan.radio.link.lora.BusLostException;
import org.sheratan.radio.link.lora.SerialPort;
import org.sheratan.radio.link.lora.SerialPortSource;

/** The serial line to a modem: opened anew for every start, frames in, frames out. */
final class ModemLine {
  /** More than any modem sends in the time between two polls; the rest waits for the next one. */
  private static final int MAX_BYTES_PER_POLL = 16 * 1024;

  private final SerialPortSource source;
  private final IntPredicate unescaped;
  private final int maxPayloadBytes;
  private final byte[] chunk = new byte[1024];
  private SerialPort port;
  private KissDecoder decoder;
  private long bytesHeard;

  ModemLine(SerialPortSource source, IntPredicate unescaped, int maxPayloadBytes) {
    this.source = source;
    this.unescaped = unescaped;
    this.maxPayloadBytes = maxPayloadBytes;
  }

  /** @return why not; empty when the line is open */
  String open() {
    close();
    return taken(source.open());
  }

  /** The same device as before, which has gone and come back. @return as {@link #open} */
  String openAgain() {
    close();
    return taken(source.openAgain());
  }

  private String taken(SerialPortSource.Opening opening) {
    switch (opening) {
      case SerialPortSource.Opening.Opened opened -> {
        port = opened.port();
        decoder = new KissDecoder(unescaped, maxPayloadBytes);
        bytesHeard = 0;
        return "";
      }
      case SerialPortSource.Opening.Refused refused -> {
        return refused.why();
      }
    }
  }

  /** @throws BusLostException when the device is gone */
  List<KissFrame> read() {
    List<KissFrame> frames = new ArrayList<>();
    int taken = 0;
    int count = port.read(chunk);
    while (count > 0) {
      taken += count;
      frames.addAll(decoder.decode(chunk, count));
      count = taken < MAX_BYTES_PER_POLL ? port.read(chunk) : 0;
    }
    bytesHeard += taken;
    return frames;
  }

  /** @throws BusLostException when the device is gone */
  void write(byte[]... frames) {
    port.write(KissFraming.together(frames));
  }

  /**
   * Says a last word if anyone still listens, and lets go of the port.
   *
   * @return whether it could be said
   */
  boolean leave(byte[]... lastWords) {
    if (port == null) {
      return false;
    }
    try {
      port.write(KissFraming.together(lastWords));
      return true;
    } catch (BusLostException gone) {
      // Nobody is left to hear it, and closing is all that remains.
      return false;
    } finally {
      close();
    }
  }

  void close() {
    if (port != null) {
      port.close();
      port = null;
    }
  }

  boolean isOpen() {
    return port != null;
  }

  String portName() {
    return port.name();
  }

  String hardwareId() {
    return port.hardwareId();
  }

  /** What the other side said instead of frames, for an error message. */
  String heardInstead() {
    String text = decoder.strayText();
    if (!text.isEmpty()) {
      return "it says \"" + text + "\"";
    }
    return bytesHeard == 0 ? "it says nothing" : "it sends " + bytesHeard + " bytes of something else";
  }
}
