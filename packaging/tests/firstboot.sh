#!/usr/bin/env bash
# What the image does before the node starts (packaging/image/files/usr/lib/sheratan-image/firstboot), in a made-up root
# with made-up programs for what a node would do: which name the machine has, and when the card is read. Needs root.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if [ "$(id -u)" -ne 0 ]; then
  echo "a root of its own needs root; not run, so not passed" >&2
  exit 1
fi
root=$work/root
state=$root/var/lib/sheratan-card
node=$root/var/lib/sheratan
mkdir -p "$root"/{usr,proc,dev,sys/class/tty/console,etc,made-up,boot/firmware} "$state" "$node"
for link in bin sbin lib lib64; do
  ln -s "usr/$link" "$root/$link"
done
install -m 755 "$top/packaging/image/files/usr/lib/sheratan-image/firstboot" "$root/made-up/firstboot"
echo "tty0 ttyS1" >"$root/sys/class/tty/console/active"
: >"$root/etc/hostname"
: >"$root/boot/firmware/sheratan.toml"
sha256sum <"$root/boot/firmware/sheratan.toml" >"$state/done"

# made_up NAME LINE...: a program that does that.
made_up() {
  local name=$1
  shift
  printf '%s\n' '#!/bin/sh' "$@" >"$root/made-up/$name"
  chmod 755 "$root/made-up/$name"
}
made_up mountpoint 'exit 0'
# shellcheck disable=SC2016 # the made-up shell's
made_up setpriv 'while [ "${1#--}" != "$1" ]; do shift; done' 'exec "$@"'
# shellcheck disable=SC2016
made_up sheratan 'echo "$*" >>/made-up/asked' \
  'case $1 in' \
  'init) printf "[node]\nname = \"\"\n" >/var/lib/sheratan/sheratan.toml; echo first >/var/lib/sheratan/identity.key ;;' \
  'card) sha256sum </boot/firmware/sheratan.toml >/var/lib/sheratan-card/done; rm -rf /var/lib/sheratan-card/plan* ;;' \
  'esac'
# shellcheck disable=SC2016
made_up systemctl 'echo "systemctl $*" >>/made-up/asked'

# boot: one start; what it asked others to do is in $asked, the kernel's name for the machine in $named.
boot() {
  : >"$root/made-up/asked"
  # shellcheck disable=SC2016 # the inner shell's
  named=$(unshare --mount --uts sh -euc '
    mount --bind /usr "$1/usr"
    mount -t proc proc "$1/proc"
    mount --bind /dev/null "$1/dev/null" 2>/dev/null || mknod -m 666 "$1/dev/null" c 1 3
    chroot "$1" /usr/bin/env -i PATH=/made-up:/usr/sbin:/usr/bin LC_ALL=C.UTF-8 /made-up/firstboot >&2
    hostname' sh "$root")
  asked=$(cat "$root/made-up/asked")
}

# check WHAT COMMAND...
check() {
  local what=$1
  shift
  "$@" || {
    printf 'FAILED - %s\nnamed %s, asked:\n%s\n' "$what" "$named" "$asked" >&2
    exit 1
  }
  echo "ok - $what"
}
reads_card() { grep -qx 'card apply' <<<"$asked"; }
reads_no_card() { ! reads_card; }

boot
check "a name of its own" test -n "$(grep -xE 'sheratan-[0-9a-f]{4}' "$root/etc/hostname")"
check "the kernel has it too" test "$named" = "$(cat "$root/etc/hostname")"
check "and hosts" grep -qx "127.0.1.1 $named" "$root/etc/hosts"
check "a node" grep -qx 'init --data-dir /var/lib/sheratan' <<<"$asked"
check "with a console" grep -qx 'device = "/dev/sheratan-console"' "$node/sheratan.toml"
check "a card as it comes is not read" reads_no_card
first=$named
boot
check "the second start changes no name" test "$named" = "$first"
check "and has nothing to do" test -z "$asked"

# As `sheratan card apply` would do it, or hostnamectl.
echo sheratan >"$root/etc/hostname"
boot
check "a machine that is called sheratan stays so" test "$named" = sheratan
check "and its name is not read as none" test "$(cat "$root/etc/hostname")" = sheratan

echo '# new' >>"$root/boot/firmware/sheratan.toml"
boot
check "another file is read" reads_card
boot
check "and once only" reads_no_card
for left in plan plan.new plan.old; do
  mkdir "$state/$left"
  boot
  check "after a power cut that left $left the card is taken up again" reads_card
done

echo second >"$node/identity.key"
boot
check "a node made anew asks the card again" reads_card
boot
check "and once only" reads_no_card
rm "$node/identity.key"
boot
check "a power cut in a factory reset stops no start" test "$named" = sheratan
