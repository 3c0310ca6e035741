#!/usr/bin/env bash
# Follows the links of the documents, and runs what the README, docs/work.md, docs/api.md and docs/lab.md tell people to type: every line that starts
# with "$ " in their ```console blocks, in order, in a shell whose home folder is empty. A line that ends with & runs until
# the end. The build and the demo are left out: other steps run them.
set -euo pipefail

# Apart from whatever runs on this machine, and from its network: a daemon answers on the ports of the book.
if [ "$(id -u)" -eq 0 ] && [ -z "${SHERATAN_APART:-}" ]; then
  exec unshare --net env SHERATAN_APART=yes bash "$0" "$@"
fi
if [ -n "${SHERATAN_APART:-}" ]; then
  ip link set lo up
  # A network to be found on: without any the daemon says that it is degraded.
  ip link add lan type veth peer name hub
  ip address add 192.0.2.1/24 dev lan
  ip link set lan up
  ip link set hub up
fi

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export HOME=$work
export SHERATAN_JAVA_OPTS="-Duser.home=$work"
cd "$top"

# Links to files of this tree lead somewhere.
for document in README.md CONTRIBUTING.md docs/*.md docs/decisions/*.md; do
  while IFS= read -r link; do
    [ -e "$(dirname "$document")/${link%%#*}" ] || { echo "$document links to $link, which is not there" >&2 && exit 1; }
  done < <(grep -oE '\]\([^)#:]+[^):]*\)' "$document" | sed 's/^](//; s/)$//')
done

count=0
while IFS= read -r line; do
  case $line in
    "mvn "* | "./sheratan demo"*) continue ;;
  esac
  count=$((count + 1))
  echo "\$ $line"
  if [[ $line == *"&" ]]; then
    # exec, so that the signal at the end reaches the program itself.
    start "background-$count" bash -c "exec ${line%&}"
    folder=$(sed -n 's/.*--data-dir \([^ ]*\).*/\1/p' <<<"$line")
    within 30 "  a daemon answers" ./sheratan status ${folder:+--data-dir "${folder/#\~/$HOME}"}
  else
    bash -c "$line" >"$work/out" 2>&1 </dev/null || { echo "failed with status $?:" >&2 && cat "$work/out" >&2 && exit 1; }
  fi
done < <(awk '/^```console$/ { inside = 1; next } /^```/ { inside = 0 } inside && /^\$ / { print substr($0, 3) }' README.md docs/work.md docs/api.md docs/lab.md)

[ "$count" -ge 35 ] || { echo "only $count commands found in README.md, docs/work.md, docs/api.md and docs/lab.md" >&2 && exit 1; }
echo "$count documented commands ran"
