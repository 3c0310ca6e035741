#!/usr/bin/env bash
# The status page in Debian's Chromium, over three daemons: setup code, peers, a message, a job, both languages, 360 px, axe-core,
# its weight, no request elsewhere; then one daemon is killed and grey. packaging/tests/page.sh [FOLDER] leaves pictures there.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

made=$top/target/page-test
shots=${1:-}
discovery=$((20000 + $$ % 20000))

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
END
  start "$1" "$top/sheratan" run --data-dir "$work/$1"
}

mkdir -p "$made"
cp "$top"/packaging/tests/page/* "$made"
(cd "$made" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/npm.log"

for name in kitchen shed attic; do
  daemon "$name"
done
for name in shed attic; do
  within 60 "$name answers" "$top/sheratan" ping "$name" --data-dir "$work/kitchen"
done
page=$("$top/sheratan" page --json --data-dir "$work/kitchen")
address=$(jq -re .address <<<"$page")
code=$(jq -re .setup_code <<<"$page")
timeout 170 node "$made/walk.mjs" "${address%/}" "$code" shed "${pids[shed]}" "$shots"
