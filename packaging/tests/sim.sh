#!/usr/bin/env bash
# The simulator repeats itself: one seed gives one trace in two JVMs, another seed another one.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

trace() {
  "$top/sheratan" sim up --nodes 20 --seed "$1" --once --json | jq -re .trace_hash
}

first=$(trace 7)
again=$(trace 7)
other=$(trace 8)
echo "seed 7: $first"
echo "seed 7: $again"
echo "seed 8: $other"
[ "$first" = "$again" ]
[ "$first" != "$other" ]
