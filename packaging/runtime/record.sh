#!/usr/bin/env bash
# packaging/runtime/record.sh ROOT: notes in classes.txt what classes a node loads that starts, has a modem, gives
# itself a job, answers a few commands and shows its page on this machine; by TLS that would be 1,000 classes more, and
# 6 MB of the package. Only names: what else Java notes differs from run to run.
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

# member NAME: that text of a JSON object.
member() {
  sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"
}

# opened ADDRESS WORDS: the page as a browser opens it that signs in with these words and listens for some seconds.
opened() {
  local address=$1 file
  for file in "" page/main.js page/words.json page/icon.svg api/v1/session; do
    curl -sf "$address$file" >/dev/null
  done
  curl -sf -c "$work/cookies" -H "Origin: ${address%/}" -H 'X-Sheratan-Page: 1' -H 'Content-Type: application/json' \
    --data-binary @- "${address}api/v1/session" <<<"$2" >/dev/null
  for file in nodes jobs messages log status links; do
    curl -sf -b "$work/cookies" "${address}api/v1/$file" >/dev/null || say "no api/v1/$file"
  done
  # It ends by its time being over.
  curl -sf -b "$work/cookies" --max-time 5 "${address}api/v1/events" >"$work/events" || true
  grep -q . "$work/events" || refuse "no events from $address"
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
recorded page >/dev/null
page=$("$root/usr/bin/sheratan" page --json)
password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
opened "$(member address <<<"$page")" \
  "{\"setup_code\":\"$(member setup_code <<<"$page")\",\"new_password\":\"$password\"}"
kill "$node"
wait "$node" || true

# Names of lambda classes are Java's business; @lambda-proxy lines stand for them.
sed -e '/^#/d' -e '/^@cp /d' -e 's/ id: .*//' "$work"/classes.* | grep -v 'source:' | sort -u \
  >"$top/packaging/runtime/classes.txt"
say "$(wc -l <"$top/packaging/runtime/classes.txt") names in packaging/runtime/classes.txt"
