#!/usr/bin/env bash
# Two clean builds of this tree, in two folders, must give byte-equal jars.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for copy in one another; do
  mkdir "$work/$copy"
  tar -C "$top" --exclude=target --exclude=./.git -cf - . | tar -C "$work/$copy" -xf -
  (cd "$work/$copy" && mvn -B -q -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package)
  (cd "$work/$copy" && find . -path '*/target/*.jar' -exec sha256sum {} + | LC_ALL=C sort -k 2) >"$work/$copy.sums"
done

if ! diff "$work/one.sums" "$work/another.sums"; then
  echo "these jars differ between two builds" >&2
  exit 1
fi
grep -q 'edge-node/target/app/sheratan.jar' "$work/one.sums"
echo "$(wc -l <"$work/one.sums") jars, byte-equal"
