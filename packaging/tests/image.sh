#!/usr/bin/env bash
# The image of a card, as packaging/build image left it, in emulated machines: packaging/test image [PART...]
#   files     what the firmware reads is there and fits together; the file systems are sound; bmaptool writes the image
#   first     -M virt, 512 MB: settings on the card taken over, restart, setup code to selftest on the serial console,
#             then the page from outside, SSH by key alone, root grown, secrets erased
#   pair      two of them on one emulated network: they find each other, and one does a job for the other; one finds the
#             other's name and page by mDNS
#   hotspot   a network of its own, on simulated Wi-Fi (mac80211_hwsim): a second device joins and gets the page
#   power     the power goes twice during the first start, at moments by SHERATAN_SEED; the third start completes
#   pi        -M raspi3b: when the node is ready, and when a login prompt would be
# All of them without a name. Needs qemu-system-aarch64, not root; minutes on an emulated processor: SHERATAN_PATIENCE=3
# waits three times as long. What an emulated Pi cannot show: the firmware's own start, and the header.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

for tool in mcopy:mtools fdtoverlay:device-tree-compiler expect:expect socat:socat ssh:openssh-client \
  qemu-system-aarch64:qemu-system-arm debugfs:e2fsprogs fsck.fat:dosfstools sfdisk:fdisk bmaptool:bmap-tools curl:curl \
  openssl:openssl; do
  need "${tool%:*}" "${tool#*:}"
done
image=$made/sheratan-edge_$version.img
[ -f "$image" ] || refuse "no image yet: sudo packaging/build image"
if ! still "$image" "$(made_of_image)"; then
  [ -n "${SHERATAN_IMAGE_AS_IS:-}" ] || refuse "the image is not of this tree: sudo packaging/build image (or SHERATAN_IMAGE_AS_IS=yes)"
  say "TESTED AS IT IS: the image is not of this tree"
fi
patience=${SHERATAN_PATIENCE:-1}
port=$((20000 + $$ % 10000))
seed=${SHERATAN_SEED:-$$}
# The network that a card asks for.
home=$'[wifi]\ncountry = "DE"\nssid = "$(reboot)"\npassword = "a secret of the air"'

# offset PARTITION: where it begins in the image, in bytes.
offset() {
  echo $((512 * $(sfdisk --dump "$image" | sed -n 's/.*start= *\([0-9]*\),.*/\1/p' | sed -n "$1p")))
}

# fat IMAGE: as mtools names its first partition.
fat() {
  echo "$1@@$fat_at"
}

# root IMAGE: its second partition, as e2fsprogs name it.
root() {
  echo "$1?offset=$root_at"
}

# inside_root FILE: as it is in the image; nothing where it is not.
inside_root() {
  debugfs -R "cat $1" "$(root "$image")" 2>/dev/null
}

# setting PREFIX: the rest of that line of config.txt.
setting() {
  mtype -i "$(fat "$image")" ::config.txt | sed -n "s/^$1//p"
}

# card NAME: a card of its own, of 2 GiB.
card() {
  cp --sparse=always "$image" "$work/$1.img"
  truncate -s 2G "$work/$1.img"
}

# settings NAME WIFI: what the card of that name shall ask for.
settings() {
  [ -e "$work/key" ] || ssh-keygen -q -t ed25519 -N '' -C test -f "$work/key"
  cat >"$work/sheratan.toml" <<END
[node]
hostname = "node-$1"
$2
[radio]
region = "EU868"
board = "modem"
[network]
key = "$(printf '0123456789abcdef%.0s' 1 2 3 4)"
[ssh]
keys = ["$(cat "$work/key.pub")"]
END
  mcopy -o -i "$(fat "$work/$1.img")" "$work/sheratan.toml" ::sheratan.toml
}

# machine NAME ARGUMENTS...: starts qemu; its serial console is NAME.serial, and waits for somebody there.
machine() {
  local name=$1
  shift
  rm -f "$work/$name.serial"
  start "$name" qemu-system-aarch64 -display none -monitor none -kernel "$work/kernel" -initrd "$work/initrd" \
    -chardev "socket,id=console,path=$work/$name.serial,server=on,wait=on,logfile=$work/$name-serial.log,logappend=on" "$@"
  soon 20 "$name: switched on" test -S "$work/$name.serial"
}

# virt NAME PORT ARGUMENTS...: with that card; its SSH is PORT here, and the page for others 10000 more.
virt() {
  local name=$1 forward=$2
  shift 2
  machine "$name" -M virt -cpu cortex-a53 -smp 2 -accel tcg,thread=multi -m 512 -serial chardev:console \
    -append "console=tty0 console=ttyAMA0 $said" -drive "file=$work/$name.img,format=raw,if=none,id=d0" \
    -device virtio-blk-device,drive=d0 \
    -netdev "user,id=n0,hostfwd=tcp:127.0.0.1:$forward-:22,hostfwd=tcp:127.0.0.1:$((forward + 10000))-:8443" \
    -device virtio-net-device,netdev=n0 "$@"
}

# on PORT COMMAND...: by SSH, as pi.
on() {
  local forward=$1
  shift
  ssh -q -i "$work/key" -p "$forward" -o BatchMode=yes -o ConnectTimeout=20 -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null pi@127.0.0.1 "$@"
}

# soon SECONDS WHAT COMMAND...: within that time, or as many times longer as this machine needs.
soon() {
  local seconds=$(($1 * patience))
  shift
  within "$seconds" "$@"
}

# talk NAME: what expect does on a machine's console.
talk() {
  { cat "$top/packaging/tests/image.exp" && cat; } >"$work/talk.exp"
  expect "$work/talk.exp" "$work/$1.serial" "$((300 * patience))"
}

# power_off NAME PORT
power_off() {
  on "$2" sudo poweroff || true
  soon 120 "$1: powered off" ended "$1"
  reap "$1"
}

sound() {
  e2fsck -fn "$(root "$1")" >"$work/fsck.log" 2>&1 || refuse "the root of $1 is not sound"
}

part_files() {
  local file board
  mkdir "$work/fat"
  mcopy -s -n -i "$(fat "$image")" '::*' "$work/fat/"
  for file in $(setting kernel=) $(setting 'initramfs ') $(setting 'include ') bootcode.bin start.elf fixup.dat \
    start4.elf fixup4.dat cmdline.txt sheratan.toml; do
    [ -s "$work/fat/$file" ] || refuse "the firmware needs $file"
  done
  # What a board on the header adds, on every Pi that the image is for.
  for board in bcm2837-rpi-3-b bcm2837-rpi-3-b-plus bcm2837-rpi-3-a-plus bcm2837-rpi-zero-2-w bcm2711-rpi-4-b; do
    fdtoverlay -i "$work/fat/$board.dtb" -o "$work/merged.dtb" "$work/fat/overlays/sheratan-header.dtbo"
    [ "$(fdtget "$work/merged.dtb" "$(fdtget "$work/merged.dtb" /__symbols__ spi)" status)" = okay ] \
      || refuse "no SPI on $board"
  done
  [ "$(setting arm_64bit=)" = 1 ] || refuse "a 32-bit kernel"
  grep -q ' root=LABEL=SHERATAN ' "$work/fat/cmdline.txt" || refuse "cmdline.txt names another root"
  dd if="$image" of="$work/part" bs=1M skip=$((fat_at >> 20)) count=$(((root_at - fat_at) >> 20)) conv=sparse status=none
  fsck.fat -n "$work/part" >"$work/fsck.log" || refuse "the FAT is not sound"
  sound "$image"
  dumpe2fs -h "$(root "$image")" 2>/dev/null | grep -q 'volume name: *SHERATAN$' || refuse "no root of that name"
  inside_root /etc/shadow | grep '^root:' >/dev/null || refuse "the image's accounts cannot be read"
  [ -z "$(inside_root /etc/shadow | awk -F: '$2 !~ /^[!*]/')" ] || refuse "an account has a password"
  inside_root /etc/apt/sources.list.d/debian.sources | grep -x 'Suites: trixie-security' >/dev/null || refuse "no security updates"
  [ -z "$(inside_root /etc/apt/sources.list)" ] || refuse "the image asks the mirror that it was built from"
  [ -z "$(inside_root /etc/hostname)" ] || refuse "the image has a name of its own"
  bmaptool --quiet copy --bmap "$image.bmap" "$image.xz" "$work/copied"
  cmp "$image" "$work/copied" || refuse "bmaptool writes another image"
  rm "$work/copied"
  (cd "$made" && sha256sum --quiet -c "${image##*/}.xz.sha256")
  [ "$(stat -c %s "$image.xz")" -le 250000000 ] || refuse "more than 250 MB"
  echo "files: $(stat -c %s "$image.xz") bytes compressed, $(stat -c %s "$image") on the card"
}

part_first() {
  local began=$SECONDS page=$((port + 10000))
  card first
  settings first "$home"
  virt first "$port"
  talk first <<'END' | tee "$work/told"
sign_in
say "status"
seen "storage"
seen "sheratan# "
say "selftest"
expect -re {((radio|error): [^\r\n]+)\r} { puts "first: selftest says $expect_out(1,string)" }
seen "sheratan# "
say "ip"
seen "eth0"
seen "sheratan# "
ask "status" {lan +https://node-first.local:8443\r\n[^\r]*SHA-256 +([0-9A-F:]+)\r\n[^\r]*SHA-256 +([0-9A-F:]+)\r}
puts "first: fingerprint $expect_out(1,string)$expect_out(2,string)"
END
  echo "first: from power on to the self test, a restart between, in $((SECONDS - began)) s"
  # An emulated processor may be too slow for the first handshakes.
  soon 60 "first: the page from outside" curl -skf --resolve "node-first.local:$page:127.0.0.1" -o "$work/page" \
    "https://node-first.local:$page/"
  openssl s_client -connect "127.0.0.1:$page" </dev/null 2>"$work/handshake.log" | openssl x509 -noout -fingerprint -sha256 >"$work/shown"
  grep -qx "first: fingerprint $(sed 's/.*=//' "$work/shown")" "$work/told" || refuse "another certificate than the console tells"
  echo "first: that page has $(wc -c <"$work/page") bytes, and the console's fingerprint"
  soon 120 "first: SSH by key" on "$port" true
  [ "$(on "$port" hostname)" = node-first ] || refuse "another name than the card's"
  ! ssh -q -p "$port" -o BatchMode=yes -o PubkeyAuthentication=no -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null pi@127.0.0.1 true 2>/dev/null || refuse "SSH without a key"
  on "$port" sudo cat /boot/firmware/sheratan.toml >"$work/taken"
  [ "$(grep -cE '^(password = "\*{19}"|key = "\*{64}")$' "$work/taken")" -eq 2 ] || refuse "secrets are still on the card"
  on "$port" '! sudo ls /boot/firmware/sheratan.toml.errors.txt 2>/dev/null' || refuse "mistakes on the card"
  on "$port" 'sudo grep -q "psk=[0-9a-f]\{64\}" /etc/wpa_supplicant/wpa_supplicant-wlan0.conf' || refuse "no Wi-Fi"
  # shellcheck disable=SC2016 # the other shell's
  on "$port" '[ "$(df --output=size -BM / | tail -n 1 | tr -dc 0-9)" -gt 1300 ]' || refuse "the root has not grown"
  on "$port" 'systemctl is-active sheratan-edge; systemctl --failed --plain --no-legend' | tee "$work/units"
  [ "$(cat "$work/units")" = active ] || refuse "not all units are well"
  on "$port" 'free -m; ls /var/log/journal 2>/dev/null' | sed 's/^/first: /'
  power_off first "$port"
  sound "$work/first.img"
  rm "$work/first.img"
}

part_pair() {
  local began=$SECONDS cable=$((port + 20000)) name
  for name in one two; do
    card "$name"
    settings "$name" "$home"
  done
  virt one "$port" -netdev "socket,id=n1,listen=127.0.0.1:$cable" -device virtio-net-device,netdev=n1,mac=52:54:00:00:00:01
  talk one <<<'seen "serial console ready"'
  virt two $((port + 1)) -netdev "socket,id=n1,connect=127.0.0.1:$cable" \
    -device virtio-net-device,netdev=n1,mac=52:54:00:00:00:02
  talk two <<<'sign_in'
  soon 240 "pair: one by SSH" on "$port" true
  soon 240 "pair: one sees two" on "$port" 'sudo sheratan node list | grep node-two'
  echo "pair: found each other $((SECONDS - began)) s after the first was switched on"
  soon 120 "pair: one finds the name of two" on "$port" 'resolvectl query --cache=no node-two.local'
  soon 120 "pair: one finds the page of two" on "$port" \
    'resolvectl query --cache=no --type=PTR _https._tcp.local | grep "PTR node-two._https._tcp.local"'
  on "$port" 'resolvectl service node-two _https._tcp local' | tee "$work/found"
  grep -q 'node-two.local:8443' "$work/found" || refuse "the page of two is somewhere else"
  soon 60 "pair: one opens the page of two" on "$port" "timeout 20 bash -c 'exec 3<>/dev/tcp/node-two.local/8443'"
  # One that works for nobody has to find another.
  on "$port" 'printf "[worker]\nenabled = false\n" | sudo tee -a /var/lib/sheratan/sheratan.toml' >/dev/null
  on "$port" sudo systemctl restart sheratan-edge
  soon 240 "pair: one sees two again" on "$port" 'sudo sheratan node list | grep node-two'
  on "$port" 'sudo sheratan job submit --kind system_info --wait --timeout 240s' | tee "$work/job"
  grep -q completed "$work/job" || refuse "the job was not done"
  power_off one "$port"
  power_off two $((port + 1))
  rm "$work/one.img" "$work/two.img"
}

part_hotspot() {
  local password told
  card hot
  settings hot $'[hotspot]\nenabled = true\ncountry = "DE"\nchannel = 11'
  virt hot "$port"
  talk hot <<'END'
sign_in
say "net hotspot"
seen "no Wi-Fi device wlan0"
seen "sheratan# "
END
  soon 120 "hotspot: SSH by key" on "$port" true
  on "$port" '! sudo grep -rlE "[0-9a-f]{4}(-[0-9a-f]{4}){3}\"?$" /etc /boot/firmware' || refuse "the password is in a second place"
  on "$port" 'sudo stat -c "%U %a" /var/lib/sheratan-hotspot/hotspot.toml /etc/wpa_supplicant/wpa_supplicant-wlan0.conf' >"$work/modes"
  [ "$(cat "$work/modes")" = $'sheratan 600\nroot 600' ] || refuse "others may read the hotspot's password"
  on "$port" sudo modprobe mac80211_hwsim radios=2
  soon 120 "hotspot: the simulated device is up" on "$port" 'grep -qx up /sys/class/net/wlan0/operstate'
  on "$port" 'sudo iw dev wlan0 info; sudo iw reg get' | sed -n 's/^[[:space:]]*/hotspot: /; /type\|ssid\|channel\|country/p' | tee "$work/air"
  for told in 'type AP' 'ssid node-hot' 'channel 11 ' 'country DE'; do
    grep -q "$told" "$work/air" || refuse "the network has not: $told"
  done
  talk hot <<'END' >"$work/told"
say "logout"
seen "sheratan> "
say "login"
seen "Password: "
say "hidden word 1"
seen "sheratan# "
say "net hotspot"
expect -re {\[ OK \] password +([0-9a-f-]+)\r} { puts $expect_out(1,string) }
seen "https://10.83.72.1:8443"
END
  password=$(cat "$work/told")
  on "$port" '! sudo journalctl -b --no-pager | grep -F -f -' <<<"$password" || refuse "the log tells the password"
  # The second device, in a network namespace of its own: whatever reaches the first one goes over the simulated air.
  on "$port" 'cat >guest' <<'END'
set -eu
ip netns add guest
iw phy "phy$(cat /sys/class/net/wlan1/phy80211/index)" set netns name guest
umask 077
wpa_passphrase node-hot >/run/guest.conf
ip netns exec guest wpa_supplicant -B -c /run/guest.conf -i wlan1
ip netns exec guest /usr/lib/klibc/bin/ipconfig -t 120 -c dhcp wlan1
END
  on "$port" sudo sh guest <<<"$password" | sed 's/^/hotspot: guest: /'
  on "$port" 'cat >page.py' <<'END'
import ssl, urllib.request
urllib.request.urlopen("https://10.83.72.1:8443/", context=ssl._create_unverified_context(), timeout=60)
END
  # An emulated processor may be too slow for the first handshakes.
  soon 60 "hotspot: the page over the air" on "$port" sudo ip netns exec guest python3 page.py
  power_off hot "$port"
  rm "$work/hot.img"
}

part_power() {
  local moment
  RANDOM=$seed
  echo "power: seed $seed"
  card cut
  settings cut "$home"
  for _ in 1 2; do
    moment=$((RANDOM % (20 * patience)))
    virt cut "$port"
    talk cut <<END
seen "sheratan-firstboot.service"
idle $moment
END
    stop cut KILL
    echo "power: gone $moment s after the first start's work began, at: $(tail -c 3000 "$work/cut-serial.log" | tr -d '\r' \
      | grep -aE 'OK|Starting' | tail -n 1 | sed 's/\x1b\[[0-9;]*m//g' || echo nothing)"
  done
  virt cut "$port"
  talk cut <<<'seen "serial console ready"'
  soon 300 "power: SSH by key" on "$port" true
  [ "$(on "$port" hostname)" = node-cut ] || refuse "another name than the card's"
  on "$port" sudo cat /boot/firmware/sheratan.toml >"$work/taken"
  [ "$(grep -cE '^(password = "\*{19}"|key = "\*{64}")$' "$work/taken")" -eq 2 ] || refuse "secrets are still on the card"
  on "$port" 'sudo test ! -e /boot/firmware/sheratan.toml.errors.txt' || refuse "mistakes on the card"
  on "$port" '! sudo ls /var/lib/sheratan-card | grep plan' || refuse "a plan is left"
  # shellcheck disable=SC2016 # the other shell's
  on "$port" '[ "$(df --output=size -BM / | tail -n 1 | tr -dc 0-9)" -gt 1300 ]' || refuse "the root has not grown"
  on "$port" 'systemctl is-active sheratan-edge; systemctl --failed --plain --no-legend' | tee "$work/units"
  [ "$(cat "$work/units")" = active ] || refuse "not all units are well"
  power_off cut "$port"
  sound "$work/cut.img"
  rm "$work/cut.img"
}

# pi NAME ARGUMENT: an emulated Pi 3 with the card "pi".
pi() {
  machine "$1" -M raspi3b -serial null -serial chardev:console -dtb "$work/pi.dtb" -drive "file=$work/pi.img,format=raw,if=sd" \
    -append "console=tty0 console=ttyS1,115200 $said $2"
}

part_pi() {
  local ready prompt
  card pi
  mcopy -n -i "$(fat "$image")" ::bcm2837-rpi-3-b.dtb "$work/pi.dtb"
  pi first-start ""
  talk first-start <<'END'
when "pi: first start, node ready" "*Started *sheratan-edge.service*"
seen "Setup code: "
END
  # Whatever is not on the card by then is lost: a power cut.
  sleep 30
  stop first-start KILL
  pi second-start ""
  talk second-start <<<'when "pi: node ready" "*Started *sheratan-edge.service*"' | tee "$work/ready"
  stop second-start KILL
  debugfs -w -R 'rm /etc/systemd/system/serial-getty@.service' "$(root "$work/pi.img")" 2>/dev/null
  pi without-node systemd.mask=sheratan-edge.service
  talk without-node <<<'when "pi: login prompt, without the node" "*login: *"' | tee "$work/prompt"
  stop without-node KILL
  ready=$(sed -n 's/.*: \([0-9]*\) s$/\1/p' "$work/ready")
  prompt=$(sed -n 's/.*: \([0-9]*\) s$/\1/p' "$work/prompt")
  echo "pi: node ready after $((100 * ready / prompt)) % of the time to a login prompt"
  [ "$((100 * ready))" -le "$((150 * prompt))" ] || refuse "more than 1.5 times"
  rm "$work/pi.img"
}

[ $# -gt 0 ] || set -- files first pair hotspot power pi
fat_at=$(offset 1)
root_at=$(offset 2)
mcopy -n -i "$(fat "$image")" "::$(setting kernel=)" "$work/kernel"
mcopy -n -i "$(fat "$image")" "::$(setting 'initramfs ')" "$work/initrd"
# The rest of what the firmware would say; and systemd tells the serial port, not the screen, what it does.
said="$(mtype -i "$(fat "$image")" ::cmdline.txt | sed 's/console=[^ ]* *//g') systemd.show_status=yes"
for part; do
  "part_$part"
done
echo "passed: $*"
