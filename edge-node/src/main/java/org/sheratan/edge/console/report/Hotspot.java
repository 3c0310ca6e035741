package org.sheratan.edge.console.report;

/**
 * A network of this machine's own.
 *
 * @param ssid its name, without signs that a QR code would have to escape
 * @param password a secret; for who has signed in
 * @param address of this machine in it
 */
public record Hotspot(String ssid, String password, String address, State state) {
  /** What the kernel says of the Wi-Fi device. */
  public enum State {
    NO_DEVICE, DOWN, UP
  }

  /** As cameras read it: a convention of ZXing's that Android and iOS keep. */
  String code() {
    return "WIFI:T:WPA;S:" + ssid + ";P:" + password + ";;";
  }

  @Override
  public String toString() {
    return "Hotspot[" + ssid + ", " + state + "]";
  }
}
