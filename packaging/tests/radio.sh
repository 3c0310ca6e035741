#!/usr/bin/env bash
# Two daemons whose only link is LoRa, over two emulated RNode modems joined by one ether: they find each other, a job
# passes, a modem is killed and comes back, and another job passes. Then the boards with SPI chips, simulated.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
ether=127.0.0.1:$((20000 + $$ % 20000))
declare -A pids=()

clear_all() {
  local status=$? name
  for name in "${!pids[@]}"; do
    kill "${pids[$name]}" 2>/dev/null || true
  done
  for name in "${!pids[@]}"; do
    wait "${pids[$name]}" 2>/dev/null || true
  done
  if [ "$status" -ne 0 ]; then
    tail -n 30 -v "$work"/*.log || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap clear_all EXIT

# start NAME COMMAND...: runs sheratan in the background; the launcher becomes the JVM, so the pid is the program's.
start() {
  local name=$1
  shift
  "$top/sheratan" "$@" >>"$work/$name.log" 2>&1 &
  pids[$name]=$!
}

# stop NAME SIGNAL
stop() {
  kill "-$2" "${pids[$1]}"
  wait "${pids[$1]}" 2>/dev/null || true
  unset "pids[$1]"
}

# within SECONDS WHAT COMMAND...: waits until COMMAND succeeds.
within() {
  local seconds=$1 what=$2 end=$((SECONDS + $1))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { echo "not within $seconds s: $what" >&2 && return 1; }
    sleep 1
  done
  echo "$what"
}

at() {
  local node=$1
  shift
  "$top/sheratan" "$@" --data-dir "$work/$node"
}

# Names travel with cards, which come later than announces over LoRa: nodes are known by their ids at first.
knows() {
  at "$1" node list --json | jq -e '[.nodes[] | select(.state == "reachable")] | length == 1'
}

id_of() {
  at "$1" status --json | jq -re .short_name
}

links_up() {
  [ "$(grep -c "name=lora0 up=true" "$work/$1.log")" -ge "$2" ]
}

# job FROM AT: reads at AT a file that only AT has; the answer is its content.
job() {
  echo "of $2, $SECONDS" >"$work/$2/workspace/only-here-$SECONDS.txt"
  at "$1" job submit --kind read_file --param "path=only-here-$SECONDS.txt" --wait --timeout 180s >"$work/job.txt"
  grep -q "of $2, " "$work/job.txt" || { cat "$work/job.txt" && return 1; }
  head -n 1 "$work/job.txt"
}

start modem-a dev rnode-emulator --pty "$work/modem-a" --ether "$ether"
start modem-b dev rnode-emulator --pty "$work/modem-b" --ether "$ether" --position 20,0
within 20 "two emulated modems are there" test -e "$work/modem-a" -a -e "$work/modem-b"

at a init --name node-a >/dev/null
at b init --name node-b --network-key "$work/a/network.key" >/dev/null
for node in a b; do
  cat >>"$work/$node/sheratan.toml" <<END

[udp]
enabled = false

[http]
port = 0

[radio]
board = "modem"
port = "$work/modem-$node"
region = "EU868"
antenna_confirmed = true
airtime_dir = "$work/airtime"
END
  start "$node" run --data-dir "$work/$node"
done
within 60 "both radios are up" links_up a 1
# Announces are random in time and rare by law: when the first ones meet on the air, the next come a little later.
within 150 "the daemons know each other" knows a
within 90 "in both directions" knows b
within 60 "a ping is answered" at a ping "$(id_of b)"
within 120 "its name is known" at a ping node-b
job a b

stop modem-a KILL
rm -f "$work/modem-a"
within 30 "node-a noticed that its modem is gone" grep -q "name=lora0 up=false" "$work/a.log"
start modem-a dev rnode-emulator --pty "$work/modem-a" --ether "$ether"
within 90 "and took it again without a restart" links_up a 2
within 90 "node-b is reachable again" at a ping "$(id_of b)"
job b a

for board in sx1276 sx1262; do
  "$top/sheratan" sim up --nodes 3 --seed 7 --radio "$board" --once --json | tee "$work/$board.json" |
    jq -ce '{radio, converged_s, jobs_accepted, jobs_completed, transmissions}'
  jq -e '.jobs_accepted > 0 and .jobs_completed == .jobs_accepted' "$work/$board.json" >/dev/null
done
