#!/usr/bin/env bash
# The life of the Debian package on a Debian trixie that systemd booted in a container: installed, working, killed,
# frozen, without its radio, badly configured, upgraded, not downgraded, removed, purged. Builds the package of this
# processor where target/packaging has none of this tree.
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
    inside journalctl --no-pager -n 60 -u sheratan-edge >&2 || true
  fi
  if [ -n "$container" ]; then
    inside systemctl poweroff >/dev/null 2>&1 || true
    # Asked to end, systemd-nspawn takes its own mounts away; killed, it would not.
    gone 60 || { kill "$container" && gone 30; } || say "the container does not end: process $container"
  fi
  rm -rf --one-file-system "$work"
  exit "$status"
}
trap clear_all EXIT

# inside COMMAND...: in the running container. Its first process is the child of systemd-nspawn.
inside() {
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
  inside systemctl show --value -p "$1" sheratan-edge
}

# differs PROPERTY VALUE: it is another one now, and the service is active.
differs() {
  [ "$(shown "$1")" != "$2" ] && inside systemctl is-active --quiet sheratan-edge
}

identity() {
  inside sheratan status --json | jq -re .id
}

has_job() {
  inside sheratan job show "$1" --json | jq -e '.state == "completed"'
}

arch=$(host_arch)
deb=$made/sheratan-edge_${version}_$arch.deb
still "$deb" "$(made_of_deb)" || "$top/packaging/build" deb "$arch"

# The same package as the next version.
dpkg-deb -R "$deb" "$work/next"
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
sed -i "s/^new=.*/new=$version+next/" "$work/next/DEBIAN/preinst"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/next" "$work/next.deb" >/dev/null

base=$cache/trixie-$arch.tar
(
  one_at_a_time
  fresh "$base" || {
    mmdebstrap --quiet --variant=minbase --format=tar \
      --include=systemd,systemd-sysv,dbus,udev,adduser,init-system-helpers trixie "$base.new" "$(debian_mirror)"
    mv "$base.new" "$base"
  }
)
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
  inside systemctl is-system-running
}
until_true 120 "the container is up or has ended" up
inside systemctl is-system-running || {
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

inside dpkg -i /root/this.deb
inside systemctl is-active --quiet sheratan-edge
echo "installed, and active when dpkg was done"
inside sheratan status
id=$(identity)
job=$(inside sheratan job submit --kind system_info --wait --json | jq -re .id)
until_true 30 "a job is done" has_job "$job"
inside systemd-analyze security --offline=true --threshold=20 /usr/lib/systemd/system/sheratan-edge.service >"$work/security" \
  || { cat "$work/security" >&2 && refuse "the service is exposed too much"; }
tail -n 1 "$work/security"
inside systemd-analyze verify --man=no /usr/lib/systemd/system/sheratan-edge.service

first=$(shown MainPID)
inside sh -c "kill -KILL $first"
until_true 60 "killed: started again" differs MainPID "$first"
[ "$(identity)" = "$id" ]

# With a shorter watchdog, so that it bites soon.
inside mkdir -p /run/systemd/system/sheratan-edge.service.d
inside sh -c 'printf "[Service]\nWatchdogSec=6\n" >/run/systemd/system/sheratan-edge.service.d/watchdog.conf'
inside systemctl daemon-reload
inside systemctl restart sheratan-edge
before=$(shown WatchdogTimestampMonotonic)
until_true 30 "the node feeds the watchdog" differs WatchdogTimestampMonotonic "$before"
first=$(shown MainPID)
inside sh -c "kill -STOP $first"
until_true 60 "frozen: started again" differs MainPID "$first"

# A radio that is not there. Degraded has an exit status of its own.
radio_missing() {
  local status=0
  inside sheratan status >"$work/status" 2>&1 || status=$?
  [ "$status" -eq 9 ] && grep -q 'DEGRADED: lora0 is down: no USB device' "$work/status"
}
inside sh -c 'printf "[radio]\nboard = \"modem\"\nregion = \"EU868\"\n" >>/var/lib/sheratan/sheratan.toml'
inside systemctl restart sheratan-edge
inside systemctl is-active --quiet sheratan-edge
until_true 30 "without its radio: active, and says so" radio_missing
inside systemctl is-active --quiet sheratan-edge
has_job "$job" >/dev/null

# A configuration that nobody can use: it stays down, once, with the reason.
inside cp -p /var/lib/sheratan/sheratan.toml /root/before.toml
inside sh -c 'echo "no such key" >>/var/lib/sheratan/sheratan.toml'
if inside systemctl restart sheratan-edge 2>/dev/null; then
  refuse "started with a configuration that cannot be used"
fi
[ "$(shown ActiveState)/$(shown ExecMainStatus)" = failed/2 ]
inside journalctl --no-pager -n 20 -u sheratan-edge | grep 'sheratan.toml:'
inside cp -p /root/before.toml /var/lib/sheratan/sheratan.toml
inside systemctl start sheratan-edge
echo "badly configured: down, with the reason"

# With a console, a refused start is held for whoever may sit there, and package tools go on all the same.
inside sh -c 'printf "[console]\ndevice = \"/dev/ttyS9\"\n" >>/var/lib/sheratan/sheratan.toml'
inside mv /var/lib/sheratan/network.key /root/network.key.away
begun=$SECONDS
if inside systemctl restart sheratan-edge 2>/dev/null; then
  refuse "started without a network key"
fi
held=$((SECONDS - begun))
[ "$held" -ge 80 ]
[ "$held" -lt 150 ]
[ "$(shown ActiveState)" = activating ]
inside journalctl --no-pager -n 50 -u sheratan-edge | grep 'event=refused'
inside mv /root/network.key.away /var/lib/sheratan/network.key
until_true 240 "with a console: held for a while, then started again until it works" inside systemctl is-active --quiet sheratan-edge
inside cp -p /root/before.toml /var/lib/sheratan/sheratan.toml
inside systemctl restart sheratan-edge

inside sh -c 'echo "# kept" >>/etc/default/sheratan-edge'
inside dpkg -i /root/next.deb
inside systemctl is-active --quiet sheratan-edge
[ "$(identity)" = "$id" ]
has_job "$job" >/dev/null
inside grep -q '^# kept$' /etc/default/sheratan-edge
echo "upgraded: same identity, the job is still known, configuration kept"

if inside dpkg -i /root/this.deb 2>"$work/refused"; then
  refuse "a downgrade was not refused"
fi
grep -q 'Going back is refused' "$work/refused"
inside dpkg --status sheratan-edge | grep -qxF "Version: $version+next"
inside systemctl is-active --quiet sheratan-edge
echo "not downgraded"

# What docs/operations.md says: the journal on a card, a radio on the header, another network.
inside mkdir -p /etc/systemd/journald.conf.d
inside ln -s /usr/share/sheratan-edge/journald.conf /etc/systemd/journald.conf.d/sheratan-edge.conf
inside systemctl restart systemd-journald
inside journalctl --no-pager -b -u systemd-journald >"$work/journald"
grep -q 'max 48M' "$work/journald"
if grep -q 'sheratan-edge.conf' "$work/journald"; then
  refuse "journald takes exception to its limits: $(cat "$work/journald")"
fi
echo "the journal is limited"
# What doctor says to type, typed as it stands; root has no need of sudo.
inside sh -c 'printf "#!/bin/sh\nexec \"\$@\"\n" >/usr/local/bin/sudo && chmod 755 /usr/local/bin/sudo'
inside test ! -e /etc/systemd/system/sheratan-edge.service.d
inside sh -c 'printf "[radio]\nboard = \"waveshare-sx1262\"\nregion = \"EU868\"\n" >/var/lib/sheratan/sheratan.toml'
# fix CHECK: the command that doctor names, if it finds something wrong.
fix() {
  { inside sheratan doctor --json || [ $? -eq 9 ]; } | jq -re --arg check "$1" '.checks[] | select(.check == $check) | .fix'
}
inside sh -c "$(fix service-devices)"
inside test -L /etc/systemd/system/sheratan-edge.service.d/header.conf
! fix service-devices >/dev/null || refuse "doctor asks again for what was done"
inside touch /var/lib/sheratan/safe-mode
inside sh -c "$(fix safe-mode)"
inside test ! -e /var/lib/sheratan/safe-mode
# A program listed as a tool is left out until the service may confine it.
cat "$work/root/root/before.toml" - >"$work/root/root/programs.toml" <<'TOML'
[[tool.command]]
name = "count_words"
description = "Words of a file."
program = "/usr/bin/wc"
arguments = ["-w", "{path:file}"]
schema = '''{"type":"object","additionalProperties":false,"required":["path"],"properties":{"path":{"type":"string","maxLength":64}}}'''
TOML
inside install -o sheratan -g sheratan -m 640 /root/programs.toml /var/lib/sheratan/sheratan.toml
inside systemctl restart sheratan-edge
inside journalctl --no-pager -n 30 -u sheratan-edge | grep 'event=commands-left-out'
inside sh -c "$(fix service-devices)"
inside systemctl daemon-reload
inside systemctl restart sheratan-edge
inside sh -c 'echo three words here | install -o sheratan -g sheratan -m 600 /dev/stdin /var/lib/sheratan/workspace/words.txt'
inside sheratan job submit --kind count_words --param path=words.txt --wait --json | jq -e '.result.content | startswith("3 ")' >/dev/null
echo "a listed program runs, confined"
inside cp -p /root/before.toml /var/lib/sheratan/sheratan.toml
echo "what doctor says to type works"
for devices in "$work"/root/usr/share/sheratan-edge/devices/*.conf; do
  inside ln -sf "/usr/share/sheratan-edge/devices/${devices##*/}" /etc/systemd/system/sheratan-edge.service.d/
done
inside systemctl daemon-reload
inside systemctl restart sheratan-edge
shown DeviceAllow | grep -q char-spidev
shown DeviceAllow | grep -q char-ttyGS
echo "may use the header's devices, and a gadget's"
inside systemctl stop sheratan-edge
head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$work/root/root/network.key"
inside install -m 600 -o sheratan -g sheratan /root/network.key /var/lib/sheratan/network.key
inside systemctl start sheratan-edge
[ "$(identity)" = "$id" ]
echo "joined another network"

inside dpkg --remove sheratan-edge
[ -f "$work/root/var/lib/sheratan/identity.key" ]
if inside systemctl is-active --quiet sheratan-edge; then
  refuse "removed, and still running"
fi
echo "removed: stopped, its data kept"
if inside dpkg -i /root/this.deb 2>"$work/refused"; then
  refuse "an older version was not refused where data of a newer one is left"
fi
grep -q 'Going back is refused' "$work/refused"
[ -f "$work/root/var/lib/sheratan/identity.key" ]
echo "not downgraded by way of removing either"
inside dpkg --purge sheratan-edge
inside rm -rf /run/systemd/system/sheratan-edge.service.d
[ "$(stat -c %u:%g:%a "$work/root/var/lib/sheratan-airtime")" = 0:20:2770 ]
left=$(find "$work/root" -xdev -iname '*sheratan*' -not -path '*/var/log/*' -not -path '*/var/lib/sheratan-airtime*')
# passwd- and the like are copies that the system makes of its own files before each change.
left+=$(grep -rl sheratan "$work/root/etc" --exclude='*-' || true)
[ -z "$left" ] || refuse "left after the purge: $left"
echo "purged: nothing is left but the transmitters' airtime"
