#!/usr/bin/env bash
# packaging/image/install.sh ROOT DEB: puts the node and its settings into an unpacked root file system, and makes
# what boots it. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

root=$1
deb=$2
need dtc device-tree-compiler
"$top/packaging/image/foreign.sh"

# inside COMMAND...: with a /proc that nobody else sees.
inside() {
  # shellcheck disable=SC2016 # the inner shell's
  unshare --mount sh -euc 'mount -t proc proc "$1/proc"; shift; exec chroot "$@"' sh "$root" "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# What everybody may read, whatever this tree's rights are.
(cd "$top/packaging/image/files" && find . -type f) | while read -r file; do
  mode=644
  [ ! -x "$top/packaging/image/files/$file" ] || mode=755
  install -D -m "$mode" "$top/packaging/image/files/$file" "$root/$file"
done
chmod 440 "$root/etc/sudoers.d/pi"
# Updates come from Debian (files/etc/apt), not from wherever this build got its packages.
rm -f "$root/etc/apt/sources.list"
dtc -q -@ -I dts -O dtb -o "$root/boot/firmware/overlays/sheratan-header.dtbo" "$top/packaging/image/header.dts"

# Nobody may be told apart by what every card has: it is made at the first boot.
: >"$root/etc/machine-id"
rm -f "$root"/etc/ssh/ssh_host_* "$root/var/lib/dbus/machine-id"
: >"$root/etc/hostname"

cp "$deb" "$root/root/node.deb"
inside dpkg -i /root/node.deb >/dev/null
rm "$root/root/node.deb"

# No password opens it; a key does, once the card brings one.
inside useradd --create-home --shell /bin/bash --groups sudo,dialout pi
install -d -m 755 "$root/etc/ssh/authorized_keys.d" "$root/etc/systemd/system/sheratan-edge.service.d"
ln -s /usr/share/sheratan-edge/devices/uart.conf "$root/etc/systemd/system/sheratan-edge.service.d/"
install -d -m 700 "$root/var/lib/sheratan-card"
# The node reads there what its console tells of the hotspot; wpa_supplicant's own file is not for it.
install -d "$root/var/lib/sheratan-hotspot"
inside chmod 700 /var/lib/sheratan-hotspot
inside chown sheratan:sheratan /var/lib/sheratan-hotspot
# The card as it comes asks for nothing, so no start need read it.
sha256sum <"$root/boot/firmware/sheratan.toml" >"$root/var/lib/sheratan-card/done"

inside systemctl --quiet enable systemd-networkd systemd-resolved systemd-timesyncd ssh sheratan-firstboot sheratan-grow \
  sheratan-advertise.service sheratan-advertise.path
# Nobody waits for a Wi-Fi that a machine may not have.
wifi=$root/etc/systemd/system/sys-subsystem-net-devices-wlan0.device.wants
install -d -m 755 "$wifi"
ln -s /usr/lib/systemd/system/wpa_supplicant@.service "$wifi/wpa_supplicant@wlan0.service"
inside systemctl --quiet disable wpa_supplicant systemd-networkd-wait-online e2scrub_reap
# The serial port is the node's; and who is off the grid asks no mirror by itself.
inside systemctl --quiet mask serial-getty@.service apt-daily.timer apt-daily-upgrade.timer

# Who is there for updates: they carry the initrd and what the firmware reads along.
inside update-initramfs -c -k all
inside env DEB_MAINT_PARAMS=configure /etc/kernel/postinst.d/z50-raspi-firmware
# shellcheck disable=SC2016 # dpkg-query's own
inside dpkg-query -W -f '${Package} ${Version}\n' >"$made/image-packages.txt"
