#!/usr/bin/env bash
# packaging/runtime/archive.sh ARCH ROOT: makes the archive of loaded classes of an installed tree, from the names in
# classes.txt. Java checks at each start that the jars have the date and size they have now.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arch=$1
root=$2
names=$top/packaging/runtime/classes.txt
# Of a hundred names, so many may be of classes that are no longer there.
stale_percent=10

log=$made/archive-$arch.log
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The archive also says which calls the dump has made. Java keeps the jars in a HashMap by their inode numbers, and whether
# one of its bins ever gets too full is chance: so this call counts as made in any case.
find_jdk
"$jdk/bin/jimage" extract --dir "$work" --include /java.base/java/util/HashMap.class \
  "$root/usr/lib/sheratan/runtime/lib/modules"
call=$("$jdk/bin/javap" -v -p "$work/java.base/java/util/HashMap.class" |
  sed -n 's/^ *#\([0-9]*\) = Methodref .*[.]treeifyBin:.*/\1/p')
[ -n "$call" ] || refuse "no call of treeifyBin in the HashMap of this Java: packaging/runtime/archive.sh wants it no more"
{ cat "$names" && echo "@cp java/util/HashMap $call"; } >"$work/names"
# The archive holds the path of the jars, of which Java minds only what comes after the folder. By this one it is the same
# path wherever the tree lies. Interpreted: what is compiled on the way, which differs from run to run, leaves marks in it.
exec 9<"$root/usr/lib/sheratan"
java_of "$arch" "$root" -Xint -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED -Xshare:dump \
  -XX:SharedClassListFile="$work/names" -XX:SharedArchiveFile="$root/usr/lib/sheratan/sheratan.jsa" \
  -cp /proc/self/fd/9/sheratan.jar >"$log" 2>&1 || { tail "$log" >&2 && refuse "no archive; see $log"; }
unknown=$(grep -c 'Cannot find' "$log" || true)
if [ $((unknown * 100)) -gt $(($(grep -c . "$names") * stale_percent)) ]; then
  refuse "$unknown names of classes.txt are of no class any more; record them anew: packaging/build classes"
fi
