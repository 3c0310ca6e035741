package org.sheratan.edge.card;

import java.nio.file.Path;

/**
 * Where everything lies on a machine that was started from the image.
 *
 * @param root of its file system, {@code /}
 * @param boot its first partition, which any computer can read: {@code /boot/firmware}
 */
public record CardPlace(Path root, Path boot) {
  public Path settings() {
    return boot.resolve("sheratan.toml");
  }

  /** For who holds the card: why nothing was taken over. */
  public Path errors() {
    return boot.resolve("sheratan.toml.errors.txt");
  }

  /** What the firmware is told about the header; included by {@code config.txt}. */
  Path board() {
    return boot.resolve("sheratan-board.txt");
  }

  Path hostname() {
    return root.resolve("etc/hostname");
  }

  Path hosts() {
    return root.resolve("etc/hosts");
  }

  Path wifi() {
    return root.resolve("etc/wpa_supplicant/wpa_supplicant-wlan0.conf");
  }

  /** What systemd-networkd does with the Wi-Fi device while it makes a network; empty while it does not. */
  Path hotspotNetwork() {
    return root.resolve("etc/systemd/network/40-sheratan-hotspot.network");
  }

  /** For the node, in a folder that belongs to it. */
  Path hotspotNote() {
    return root.resolve("var/lib/sheratan-hotspot/hotspot.toml");
  }

  /** Which receivers gpsd looks after. */
  Path gpsd() {
    return root.resolve("etc/default/gpsd");
  }

  /** Of the only account that may sign in. */
  Path sshKeys() {
    return root.resolve("etc/ssh/authorized_keys.d/pi");
  }

  /** Lets the service use the header. */
  Path headerAccess() {
    return root.resolve("etc/systemd/system/sheratan-edge.service.d/header.conf");
  }

  Path headerAccessText() {
    return root.resolve("usr/share/sheratan-edge/devices/header.conf");
  }

  Path nodeConfig() {
    return root.resolve("var/lib/sheratan/sheratan.toml");
  }

  Path networkKey() {
    return root.resolve("var/lib/sheratan/network.key");
  }

  /** Which network key came from the card, as a hash: stars mean that one. */
  Path takenKey() {
    return state().resolve("network");
  }

  /** What is kept between starts: a plan under way, and which file was taken over last. */
  Path state() {
    return root.resolve("var/lib/sheratan-card");
  }
}
