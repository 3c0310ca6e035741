#!/usr/bin/env bash
# The demo, as a newcomer and as a program would call it, killed, and stopped with Ctrl-C. It must leave nothing behind.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
export TMPDIR=$work/tmp
export SHERATAN_JAVA_OPTS="-Djava.io.tmpdir=$TMPDIR"
mkdir "$TMPDIR"
trap 'rm -rf "$work"' EXIT

leaves_nothing() {
  if [ -n "$(ls -A "$TMPDIR")" ]; then
    echo "left in the temporary folder:" >&2
    find "$TMPDIR" | head >&2
    return 1
  fi
  if pgrep -f -- "$TMPDIR" >/dev/null; then
    echo "still running:" >&2
    pgrep -af -- "$TMPDIR" >&2
    return 1
  fi
}

began=$SECONDS
"$top/sheratan" demo --once --json >"$work/demo.json"
took=$((SECONDS - began))
jq -c . "$work/demo.json"
jq -es 'length == 1 and (.[0] | .nodes == 3 and .jobs_completed >= 3 and .receipts_verified >= 3
  and .reassigned_after_kill >= 1 and .simulated == false)' "$work/demo.json" >/dev/null
[ "$took" -lt 30 ] || { echo "took $took s, allowed are less than 30" >&2 && exit 1; }
leaves_nothing

# Killed without a chance to clean up: its nodes end by themselves, and the next demo removes its folder.
"$top/sheratan" demo >"$work/killed.txt" 2>&1 &
demo=$!
for _ in $(seq 60); do
  grep -q "accepted" "$work/killed.txt" && break
  sleep 0.5
done
kill -KILL "$demo"
wait "$demo" || true
for _ in $(seq 40); do
  pgrep -f -- "$TMPDIR" >/dev/null || break
  sleep 0.5
done
if pgrep -f -- "$TMPDIR" >/dev/null; then
  echo "nodes outlive their killed demo:" >&2
  pgrep -af -- "$TMPDIR" >&2
  exit 1
fi
[ -n "$(ls -A "$TMPDIR")" ] || { echo "the killed demo removed its folder?" >&2 && exit 1; }

"$top/sheratan" demo --once | tee "$work/demo.txt"
grep -q "receipt" "$work/demo.txt"
leaves_nothing

# Job control gives the demo a process group of its own, so that the signal reaches its nodes too, like Ctrl-C.
set -m
"$top/sheratan" demo >"$work/stays.txt" 2>&1 &
demo=$!
set +m
for _ in $(seq 60); do
  grep -q "Ctrl-C" "$work/stays.txt" && break
  sleep 0.5
done
grep -q "Ctrl-C" "$work/stays.txt"
kill -INT -- "-$demo"
wait "$demo" || true
leaves_nothing
echo "the demo ran in $took s, and leaves nothing behind"
