package org.sheratan.edge.card;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code sheratan.toml} on the card asks for; whatever is absent stays as it is.
 *
 * @param hostname of the machine, which the node takes its name from
 * @param board as in {@code [radio] board} of a node's configuration
 * @param gps {@code usb}, {@code none}, or the device file of a receiver
 * @param sshKeys lines as in {@code authorized_keys}; an empty list takes all of them away
 */
public record CardSettings(Optional<String> hostname, Optional<Wifi> wifi, Optional<Hotspot> hotspot,
    Optional<String> region, Optional<String> board, Optional<String> gps, Optional<CardSecret> networkKey,
    Optional<List<String>> sshKeys) {
  /** Asks for nothing. */
  static final CardSettings NOTHING = new CardSettings(Optional.empty(), Optional.empty(), Optional.empty(),
      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @param country two capitals, ISO 3166: whose radio law holds
   * @param ssid 1..32 bytes of UTF-8 (IEEE 802.11, 9.4.2.2)
   * @param password 8..63 printable ASCII characters, or the key itself as 64 hexadecimal digits
   */
  public record Wifi(String country, String ssid, CardSecret password) {}

  /** The machine's own network. */
  public sealed interface Hotspot {
    record Off() implements Hotspot {}

    /**
     * @param country whose radio law holds
     * @param ssid otherwise the machine's name
     * @param channel 1..11 of the band at 2.4 GHz, which every country allows
     */
    record On(String country, Optional<String> ssid, int channel) implements Hotspot {}
  }
}
