#!/usr/bin/env bash
# The ZIP file from outside: equal bytes when built twice; it runs from any folder, by java -jar and by its launcher,
# and Java has nothing to complain of. Of sheratan.cmd only its form is looked at: there is no Windows here.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

find_jdk
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$top/sheratan" build
"$top/packaging/build" zip
zip=$made/sheratan-edge-$version.zip
cp "$zip" "$work/first.zip"
"$top/packaging/build" zip
cmp "$zip" "$work/first.zip" || refuse "two builds differ"

mkdir "$work/a folder"
(cd "$work/a folder" && "$jdk/bin/java" "$top/packaging/tests/Unzip.java" "$zip")
there=$work/a\ folder/sheratan-edge-$version
export HOME=$work JAVA_HOME=$jdk
expected="Sheratan edge $version (Java "
for command in "bin/sheratan" "lib/sheratan/sheratan.jar"; do
  run=("$there/$command")
  [[ $command != *.jar ]] || run=("$jdk/bin/java" -jar "$there/$command")
  out=$(cd / && "${run[@]}" version 2>"$work/err")
  [[ $out == "$expected"* ]] || refuse "$command says: $out"
  [ ! -s "$work/err" ] || refuse "$command complains: $(cat "$work/err")"
done
# What opens serial ports and calls into libraries does it without a warning, too.
(cd / && "$jdk/bin/java" -jar "$there/lib/sheratan/sheratan.jar" init --data-dir "$work/node" --name a >/dev/null)
status=0
(cd / && "$jdk/bin/java" -jar "$there/lib/sheratan/sheratan.jar" doctor --data-dir "$work/node" >"$work/out" 2>"$work/err") || status=$?
[ "$status" -eq 9 ] || refuse "doctor ended with $status: $(cat "$work/out" "$work/err")"
[ ! -s "$work/err" ] || refuse "doctor complains: $(cat "$work/err")"
grep -q '^\[ WRONG \] node ' "$work/out" || refuse "doctor does not see that no node runs: $(cat "$work/out")"

# What its README leads to is in it.
while IFS= read -r link; do
  [ -e "$there/$link" ] || refuse "its README leads to $link, which is not in it"
done < <(grep -oE '\]\([^)#:]+\)' "$there/README.md" | sed 's/^](//; s/)$//')
! grep -q Maven "$there/README.md" || refuse "its README speaks of a source tree"

cmd=$there/bin/sheratan.cmd
[ "$(grep -c $'\r$' "$cmd")" -eq "$(wc -l <"$cmd")" ] || refuse "sheratan.cmd has lines without the line ends of Windows"
grep -q -- '-jar "%SHERATAN_APP%" %\*' "$cmd" || refuse "sheratan.cmd does not pass its arguments on"
[ "$(grep -c $'^call :feature\r$' "$cmd")" -eq 2 ] || refuse "sheratan.cmd does not look at JAVA_HOME and then at PATH"
echo "the ZIP file runs from anywhere"
