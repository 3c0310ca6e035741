package org.sheratan.edge.card;

import java.util.HexFormat;

import org.sheratan.edge.config.HotspotNote;
import org.sheratan.kernel.SecureRandomness;

/** A network of the machine's own, made by wpa_supplicant, with addresses from systemd-networkd. */
final class HotspotFiles {
  /**
   * Guests get an address and neither a way out nor a name server: a phone goes on asking its own network. It is found by
   * its address, or by its name (mDNS). Leases in memory: a card wears out.
   */
  static final String NETWORK = """
      # From sheratan.toml of the card.
      [Match]
      Name=wlan0

      [Network]
      Address=%s/24
      DHCPServer=yes
      LinkLocalAddressing=ipv6
      IPv6AcceptRA=no
      MulticastDNS=yes

      [DHCPServer]
      EmitRouter=no
      EmitDNS=no
      EmitNTP=no
      PersistLeases=runtime

      [Link]
      RequiredForOnline=no
      """.formatted(HotspotNote.ADDRESS);

  /** In no network. */
  static final String NO_WIFI = "# From sheratan.toml of the card: no hotspot any more.\n";

  private static final int BASE_MHZ = 2407;
  private static final int CHANNEL_MHZ = 5;
  private static final int PASSWORD_BYTES = 8;

  private HotspotFiles() {}

  /** 64 random bits in 16 digits, such as {@code 83a1-0c5f-9be2-447d}. */
  static String drawPassword(SecureRandomness random) {
    return HexFormat.of().formatHex(random.next(PASSWORD_BYTES).toArray()).replaceAll("(....)(?!$)", "$1-");
  }

  /** A configuration of wpa_supplicant. WPA2 alone: TKIP, and what is older, is broken. */
  static String accessPoint(CardSettings.Hotspot.On hotspot, HotspotNote note) {
    return """
        # From sheratan.toml of the card.
        country=%s
        ctrl_interface=/run/wpa_supplicant
        network={
        %s  frequency=%d
          ssid=%s
          psk=%s
          key_mgmt=WPA-PSK
          proto=RSN
          pairwise=CCMP
          group=CCMP
        }
        """.formatted(hotspot.country(), WifiFile.ACCESS_POINT,
        BASE_MHZ + CHANNEL_MHZ * hotspot.channel(),
        WifiFile.hex(note.ssid()), WifiFile.key(note.ssid(), note.password()));
  }
}
