#!/usr/bin/env bash
# packaging/runtime/record.sh ROOT: notes in classes.txt what classes a node loads that starts, has a modem, gives
# itself a job and answers a few commands. Only names: what else Java notes differs from run to run.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

root=$1
work=$(mktemp -d)
pids=()
clear_all() {
  local pid
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap clear_all EXIT
export SHERATAN_HOME=$work/node

# recorded COMMAND...: sheratan, noting its classes.
count=0
recorded() {
  count=$((count + 1))
  SHERATAN_JAVA_OPTS="-Xshare:off -XX:DumpLoadedClassList=$work/classes.$count" "$root/usr/bin/sheratan" "$@"
}

"$root/usr/bin/sheratan" init --name recorded >/dev/null
"$root/usr/bin/sheratan" dev rnode-emulator --pty "$work/modem" >"$work/modem.log" 2>&1 &
pids+=($!)
until [ -e "$work/modem" ]; do sleep 0.2; done
cat >>"$SHERATAN_HOME/sheratan.toml" <<END
[udp]
interfaces = ["lo"]
[http]
port = 0
[radio]
board = "modem"
port = "$work/modem"
region = "EU868"
airtime_dir = "$work/airtime"
END
SHERATAN_JAVA_OPTS="-Xshare:off -XX:DumpLoadedClassList=$work/classes.run" "$root/usr/bin/sheratan" run 2>"$work/run.log" &
node=$!
pids+=("$node")
for what in event=ready 'name=lora0 up=true'; do
  for _ in $(seq 300); do
    ! grep -q "$what" "$work/run.log" || break
    sleep 0.2
  done
  grep -q "$what" "$work/run.log" || { cat "$work/run.log" >&2 && refuse "the node was not up in time"; }
done
recorded job submit --kind system_info --wait >/dev/null
recorded status >/dev/null
recorded node list >/dev/null
recorded radio show >/dev/null
recorded link list --json >/dev/null
recorded job list >/dev/null
kill "$node"
wait "$node" || true

# Names of lambda classes are Java's business; @lambda-proxy lines stand for them.
sed -e '/^#/d' -e '/^@cp /d' -e 's/ id: .*//' "$work"/classes.* | grep -v 'source:' | sort -u \
  >"$top/packaging/runtime/classes.txt"
say "$(wc -l <"$top/packaging/runtime/classes.txt") names in packaging/runtime/classes.txt"
