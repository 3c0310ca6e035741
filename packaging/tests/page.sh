#!/usr/bin/env bash
# The status page in Debian's Chromium, over three daemons: setup code, peers, a message, a job, both languages, 360 px, axe-core,
# its weight, no request elsewhere; then one daemon is killed and grey, and the page is opened by TLS. All in a network
# namespace of its own, for what listens to TLS does so on every interface. Needs root. packaging/tests/page.sh [FOLDER]
# leaves pictures there.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

made=$top/target/page-test
shots=${1:-}
discovery=$((20000 + $$ % 20000))
password='correct horse battery'
space=shrpage$$
inside=(ip netns exec "$space")

[ "$(id -u)" -eq 0 ] || { echo "a network namespace needs root; not run, so not passed" >&2 && exit 1; }
put_back() {
  ! ip netns list | grep -q "^$space\b" || ip netns del "$space"
}

# sheratan COMMAND...: as kitchen's operator would call it.
sheratan() {
  "${inside[@]}" "$top/sheratan" "$@" --data-dir "$work/kitchen"
}

# daemon NAME: sets a node up that speaks on the loopback interface only, and runs it.
daemon() {
  local key=()
  [ "$1" = kitchen ] || key=(--network-key "$work/kitchen/network.key")
  "$top/sheratan" init --data-dir "$work/$1" --name "$1" "${key[@]}" >/dev/null
  cat >>"$work/$1/sheratan.toml" <<END

[udp]
interfaces = ["lo"]
port = 0
discovery_port = $discovery

[http]
port = 0
lan_port = 0
END
  # Down to Java each becomes the next: the pid is the daemon's own.
  start "$1" "${inside[@]}" "$top/sheratan" run --data-dir "$work/$1"
}

mkdir -p "$made"
cp "$top"/packaging/tests/page/* "$made"
(cd "$made" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log"

ip netns add "$space"
ip -n "$space" link set lo up
for name in kitchen shed attic; do
  daemon "$name"
done
for name in shed attic; do
  within 60 "$name answers" sheratan ping "$name"
done
page=$(sheratan page --json)
address=$(jq -re .address <<<"$page")
code=$(jq -re .setup_code <<<"$page")
timeout 170 "${inside[@]}" node "$made/walk.mjs" "${address%/}" "$code" "$password" shed "${pids[shed]}" "$shots"
lan=$(sheratan lan on --json | jq -re '.address // .lan.address')
timeout 60 "${inside[@]}" node "$made/tls.mjs" "https://127.0.0.1:${lan##*:}" "$password" attic
