#!/usr/bin/env bash
# The life of the Debian package on a Debian trixie that systemd booted in a container: installed, working, killed,
# frozen, without its radio, badly configured, upgraded, not downgraded, removed, purged. Builds the package of this
# processor where target/packaging has none.
# Needs root with CAP_SYS_ADMIN, CAP_SYS_CHROOT, CAP_SETPCAP, CAP_DAC_OVERRIDE and CAP_NET_ADMIN and a /sys/fs/cgroup that
# can be written: a virtual machine has that, a Docker container when started with --privileged. Where the container
# does not boot this fails; it is never passed over.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

[ "$(id -u)" -eq 0 ] || refuse "containers need root; not run, so not passed"
need systemd-nspawn systemd-container
need mmdebstrap mmdebstrap
need jq jq
need ip iproute2

work=$(mktemp -d)
container=
booted=
# gone SECONDS: the container ended within that time.
gone() {
  local end=$((SECONDS + $1))
  while kill -0 "$container" 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.2
  done
}

clear_all() {
  local status=$?
  if [ "$status" -ne 0 ] && [ -n "$booted" ]; then
    within journalctl --no-pager -n 60 -u sheratan-edge >&2 || true
  fi
  if [ -n "$container" ]; then
    within systemctl poweroff >/dev/null 2>&1 || true
    # Asked to end, systemd-nspawn takes its own mounts away; killed, it would not.
    gone 60 || { kill "$container" && gone 30; } || say "the container does not end: process $container"
  fi
  rm -rf --one-file-system "$work"
  exit "$status"
}
trap clear_all EXIT

# within COMMAND...: in the running container. Its first process is the child of systemd-nspawn.
within() {
  nsenter --target "$(pgrep -P "$container" | head -n 1)" --all -- "$@"
}

# until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1)) seconds=$1 what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || refuse "not within $seconds s: $what"
    sleep 0.5
  done
  echo "$what"
}

shown() {
  within systemctl show --value -p "$1" sheratan-edge
}

# differs PROPERTY VALUE: it is another one now, and the service is active.
differs() {
  [ "$(shown "$1")" != "$2" ] && within systemctl is-active --quiet sheratan-edge
}

identity() {
  within sheratan status --json | jq -r .id
}

has_job() {
  within sheratan job show "$1" --json | jq -e '.state == "completed"'
}

arch=$(host_arch)
deb=$made/sheratan-edge_${version}_$arch.deb
[ -f "$deb" ] || "$top/packaging/build" deb "$arch"

# The same package as the next version.
dpkg-deb -R "$deb" "$work/next"
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
sed -i "s/^new=.*/new=$version+next/" "$work/next/DEBIAN/preinst"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/next" "$work/next.deb" >/dev/null

base=$cache/trixie-$arch.tar
if [ ! -f "$base" ]; then
  mkdir -p "$cache"
  mmdebstrap --quiet --variant=minbase --format=tar \
    --include=systemd,systemd-sysv,dbus,udev,adduser,init-system-helpers trixie "$base.new" "$(debian_mirror)"
  mv "$base.new" "$base"
fi
mkdir "$work/root"
tar -C "$work/root" -xf "$base"
cp "$deb" "$work/root/root/this.deb"
cp "$work/next.deb" "$work/root/root/next.deb"

# The host of CI has cgroups of version 1, which systemd 257 takes only when told so.
systemd-nspawn --quiet --directory "$work/root" --boot --register=no --keep-unit --private-network --resolv-conf=off \
  SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 </dev/null >"$work/boot.log" 2>&1 &
container=$!
up() {
  # As it ends, so does all hope.
  kill -0 "$container" 2>/dev/null || return 0
  within systemctl is-system-running
}
until_true 120 "the container is up or has ended" up
within systemctl is-system-running || {
  cat "$work/boot.log" >&2
  refuse "systemd-nspawn did not boot here; the head of this file says what it needs"
}
booted=yes
# A network to speak over, with nobody on it: a node without any link rightly calls itself degraded.
network() {
  nsenter --target "$(pgrep -P "$container" | head -n 1)" --net -- ip "$@"
}
network link add eth0 type veth peer name nobody
network address add 10.99.0.1/24 dev eth0
network link set nobody up
network link set eth0 up

within dpkg -i /root/this.deb
within systemctl is-active --quiet sheratan-edge
echo "installed, and active when dpkg was done"
within sheratan status
id=$(identity)
job=$(within sheratan job submit --kind system_info --wait --json | jq -r .id)
until_true 30 "a job is done" has_job "$job"
within systemd-analyze security --offline=true --threshold=20 /usr/lib/systemd/system/sheratan-edge.service >"$work/security" \
  || { cat "$work/security" >&2 && refuse "the service is exposed too much"; }
tail -n 1 "$work/security"
within systemd-analyze verify --man=no /usr/lib/systemd/system/sheratan-edge.service

first=$(shown MainPID)
within sh -c "kill -KILL $first"
until_true 60 "killed: started again" differs MainPID "$first"
[ "$(identity)" = "$id" ]

# With a shorter watchdog, so that it bites soon.
within mkdir -p /run/systemd/system/sheratan-edge.service.d
within sh -c 'printf "[Service]\nWatchdogSec=6\n" >/run/systemd/system/sheratan-edge.service.d/watchdog.conf'
within systemctl daemon-reload
within systemctl restart sheratan-edge
before=$(shown WatchdogTimestampMonotonic)
until_true 30 "the node feeds the watchdog" differs WatchdogTimestampMonotonic "$before"
first=$(shown MainPID)
within sh -c "kill -STOP $first"
until_true 60 "frozen: started again" differs MainPID "$first"

# A radio that is not there. Degraded has an exit status of its own.
radio_missing() {
  local status=0
  within sheratan status >"$work/status" 2>&1 || status=$?
  [ "$status" -eq 9 ] && grep -q 'DEGRADED: lora0 is down: no USB device' "$work/status"
}
within sh -c 'printf "[radio]\nboard = \"modem\"\nregion = \"EU868\"\n" >>/var/lib/sheratan/sheratan.toml'
within systemctl restart sheratan-edge
within systemctl is-active --quiet sheratan-edge
until_true 30 "without its radio: active, and says so" radio_missing
within systemctl is-active --quiet sheratan-edge
has_job "$job" >/dev/null

# A configuration that nobody can use: it stays down, once, with the reason.
within cp -p /var/lib/sheratan/sheratan.toml /root/before.toml
within sh -c 'echo "no such key" >>/var/lib/sheratan/sheratan.toml'
if within systemctl restart sheratan-edge 2>/dev/null; then
  refuse "started with a configuration that cannot be used"
fi
[ "$(shown ActiveState)/$(shown ExecMainStatus)" = failed/2 ]
within journalctl --no-pager -n 20 -u sheratan-edge | grep 'sheratan.toml:'
within cp -p /root/before.toml /var/lib/sheratan/sheratan.toml
within systemctl start sheratan-edge
echo "badly configured: down, with the reason"

# With a console, a refused start is held for whoever may sit there, and package tools go on all the same.
within sh -c 'printf "[console]\ndevice = \"/dev/ttyS9\"\n" >>/var/lib/sheratan/sheratan.toml'
within mv /var/lib/sheratan/network.key /root/network.key.away
begun=$SECONDS
if within systemctl restart sheratan-edge 2>/dev/null; then
  refuse "started without a network key"
fi
held=$((SECONDS - begun))
[ "$held" -ge 80 ]
[ "$held" -lt 150 ]
[ "$(shown ActiveState)" = activating ]
within journalctl --no-pager -n 50 -u sheratan-edge | grep 'event=refused'
within mv /root/network.key.away /var/lib/sheratan/network.key
until_true 240 "with a console: held for a while, then started again until it works" within systemctl is-active --quiet sheratan-edge
within cp -p /root/before.toml /var/lib/sheratan/sheratan.toml
within systemctl restart sheratan-edge

within sh -c 'echo "# kept" >>/etc/default/sheratan-edge'
within dpkg -i /root/next.deb
within systemctl is-active --quiet sheratan-edge
[ "$(identity)" = "$id" ]
has_job "$job" >/dev/null
within grep -q '^# kept$' /etc/default/sheratan-edge
echo "upgraded: same identity, the job is still known, configuration kept"

if within dpkg -i /root/this.deb 2>"$work/refused"; then
  refuse "a downgrade was not refused"
fi
grep -q 'Going back is refused' "$work/refused"
within dpkg --status sheratan-edge | grep -qxF "Version: $version+next"
within systemctl is-active --quiet sheratan-edge
echo "not downgraded"

# What docs/operations.md says: the journal on a card, a radio on the header, another network.
within mkdir -p /etc/systemd/journald.conf.d /etc/systemd/system/sheratan-edge.service.d
within ln -s /usr/share/sheratan-edge/journald.conf /etc/systemd/journald.conf.d/sheratan-edge.conf
within systemctl restart systemd-journald
within journalctl --no-pager -b -u systemd-journald >"$work/journald"
grep -q 'max 48M' "$work/journald"
if grep -q 'sheratan-edge.conf' "$work/journald"; then
  refuse "journald takes exception to its limits: $(cat "$work/journald")"
fi
echo "the journal is limited"
for devices in "$work"/root/usr/share/sheratan-edge/devices/*.conf; do
  within ln -s "/usr/share/sheratan-edge/devices/${devices##*/}" /etc/systemd/system/sheratan-edge.service.d/
done
within systemctl daemon-reload
within systemctl restart sheratan-edge
shown DeviceAllow | grep -q char-spidev
shown DeviceAllow | grep -q char-ttyGS
echo "may use the header's devices, and a gadget's"
within systemctl stop sheratan-edge
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$work/root/root/network.key"
within install -m 600 -o sheratan -g sheratan /root/network.key /var/lib/sheratan/network.key
within systemctl start sheratan-edge
[ "$(identity)" = "$id" ]
echo "joined another network"

within dpkg --remove sheratan-edge
[ -f "$work/root/var/lib/sheratan/identity.key" ]
if within systemctl is-active --quiet sheratan-edge; then
  refuse "removed, and still running"
fi
echo "removed: stopped, its data kept"
within dpkg --purge sheratan-edge
within rm -rf /run/systemd/system/sheratan-edge.service.d
[ "$(stat -c %u:%g:%a "$work/root/var/lib/sheratan-airtime")" = 0:20:2770 ]
left=$(find "$work/root" -xdev -iname '*sheratan*' -not -path '*/var/log/*' -not -path '*/var/lib/sheratan-airtime*')
# passwd- and the like are copies that the system makes of its own files before each change.
left+=$(grep -rl sheratan "$work/root/etc" --exclude='*-' || true)
[ -z "$left" ] || refuse "left after the purge: $left"
echo "purged: nothing is left but the transmitters' airtime"
