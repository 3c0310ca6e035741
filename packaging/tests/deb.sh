#!/usr/bin/env bash
# The life of the Debian package on a Debian trixie that systemd booted in a container: installed, working, killed,
# frozen, without its radio, upgraded, not downgraded, removed, purged. Needs root. Builds the package of this
# processor where target/packaging has none.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

[ "$(id -u)" -eq 0 ] || refuse "containers need root; not run, so not passed"
need systemd-nspawn systemd-container
need mmdebstrap mmdebstrap
need jq jq

work=$(mktemp -d)
container=
clear_all() {
  local status=$?
  if [ "$status" -ne 0 ] && [ -n "$container" ]; then
    within journalctl --no-pager -n 60 -u sheratan-edge >&2 || true
  fi
  if [ -n "$container" ]; then
    within systemctl poweroff >/dev/null 2>&1 || true
    wait "$container" || true
  fi
  rm -rf "$work"
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
until_true 60 "booted" within systemctl is-system-running

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

# A radio that is not there.
radio_down() {
  within sheratan link list --json | jq -e 'any(.. | objects; .name? == "lora0" and .state? == "down")'
}
within sh -c 'printf "[radio]\nboard = \"modem\"\nregion = \"EU868\"\n" >>/var/lib/sheratan/sheratan.toml'
within systemctl restart sheratan-edge
within systemctl is-active --quiet sheratan-edge
radio_down >/dev/null
echo "without its radio: active, and says so"

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

# As docs/operations.md says.
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
left=$(find "$work/root" -xdev -iname '*sheratan*' -not -path '*/var/log/*')
left+=$(grep -rl sheratan "$work/root/etc" || true)
[ -z "$left" ] || refuse "left after the purge: $left"
echo "purged: nothing is left"
