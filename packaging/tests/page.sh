#!/usr/bin/env bash
# The status page in Debian's Chromium, over three daemons: setup code, peers, a message, a job, both languages, 360 px, axe-core,
# deciding about held jobs, votes, tokens, its weight, no request elsewhere; then one daemon is killed and grey, and the page is opened by TLS. All in a network
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

# init NAME: sets a node up, of kitchen's network.
init() {
  local key=()
  [ "$1" = kitchen ] || key=(--network-key "$work/kitchen/network.key")
  "$top/sheratan" init --data-dir "$work/$1" --name "$1" "${key[@]}" >/dev/null
}

# daemon NAME: runs it, on the loopback interface only; what is read goes behind its configuration.
daemon() {
  cat >>"$work/$1/sheratan.toml" <<END

[udp]
interfaces = ["lo"]
port = 0
discovery_port = $discovery

[http]
port = 0
lan_port = 0
END
  cat >>"$work/$1/sheratan.toml"
  # Down to Java each becomes the next: the pid is the daemon's own.
  start "$1" "${inside[@]}" "$top/sheratan" run --data-dir "$work/$1"
}

mkdir -p "$made"
cp "$top"/packaging/tests/page/* "$made"
(cd "$made" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log"

ip netns add "$space"
ip -n "$space" link set lo up
init kitchen
auditors=()
for name in shed attic; do
  init "$name"
  daemon "$name" <<<$'[gate.audit]\nanswers = true'
  within 60 "$name is up" "${inside[@]}" "$top/sheratan" status --data-dir "$work/$name"
  auditors+=("$("${inside[@]}" "$top/sheratan" status --json --data-dir "$work/$name" | jq -re .id)")
done
daemon kitchen <<END
[gate]
hard_phrases = ["open the gate"]
[gate.audit]
kinds = ["list_files"]
by = "nodes"
auditors = ["${auditors[0]}", "${auditors[1]}"]
agree = 2
END
for name in shed attic; do
  within 60 "$name answers" sheratan ping "$name"
done
page=$(sheratan page --json)
address=$(jq -re .address <<<"$page")
code=$(jq -re .setup_code <<<"$page")
sheratan token create weather-script --scope submit --file "$work/weather.token" >/dev/null
timeout 230 "${inside[@]}" node "$made/walk.mjs" "${address%/}" "$code" "$password" shed "${pids[shed]}" shed,attic \
  weather-script "$shots"
lan=$(sheratan lan on --json | jq -re '.address // .lan.address')
timeout 60 "${inside[@]}" node "$made/tls.mjs" "https://127.0.0.1:${lan##*:}" "$password" attic
