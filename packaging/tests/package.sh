#!/usr/bin/env bash
# The Debian packages from outside: their runtime has the modules that the libraries ask for and no others, builds in
# two folders give equal bytes, lintian has nothing to say, and they are no bigger than promised.
#   packaging/tests/package.sh [ARCH...]    amd64 and arm64 unless named; arm64 takes minutes more of an emulated processor
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

need lintian lintian
max_deb_kb=45000
max_installed_kb=85000
[ $# -gt 0 ] || set -- amd64 arm64
find_jdk
"$top/sheratan" build
rm -rf "$made"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Modules that a library names for parts that are not used here: java.desktop (JNA, for windows), java.naming and
# java.sql (tinylog and BouncyCastle, for logging into databases and certificates from directories).
unused='java.desktop|java.naming|java.sql'
# And one that MapDB and JNA ask for by name, so that jdeps sees nothing of it.
by_name=jdk.unsupported
app=$top/edge-node/target/app
for jar in "$app"/sheratan.jar "$app"/lib/*.jar; do
  # Without its module description, for which jdeps would want other modules, that nobody here uses as such.
  mkdir "$work/jar"
  (cd "$work/jar" && "$jdk/bin/jar" xf "$jar" && find . -name module-info.class -delete)
  "$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --class-path "$app/lib/*" -s "$work/jar"
  rm -r "$work/jar"
done >"$work/asked"
asked=$({ grep -oE '(java|jdk)\.[a-z.]+$' "$work/asked" | grep -vxE "$unused" && echo "$by_name"; } | sort -u)
ours=$(grep -v '^#' "$top/packaging/runtime/modules.txt" | sort -u)
missing=$(comm -23 <(echo "$asked") <(echo "$ours"))
[ -z "$missing" ] || refuse "the runtime lacks modules that the libraries use: $missing"
idle=$(comm -13 <(echo "$asked") <(echo "$ours"))
[ -z "$idle" ] || refuse "the runtime has modules that nothing uses: $idle"
echo "the runtime has what jdeps finds: $(echo "$ours" | paste -sd' ' -)"

# no_bigger DEB
no_bigger() {
  local deb_kb installed_kb
  deb_kb=$(($(stat -c %s "$1") / 1000))
  installed_kb=$(($(dpkg-deb -f "$1" Installed-Size) * 1024 / 1000))
  [ "$deb_kb" -le "$max_deb_kb" ] || refuse "$1 has $deb_kb kB, allowed are $max_deb_kb"
  [ "$installed_kb" -le "$max_installed_kb" ] || refuse "installed $1 has $installed_kb kB, allowed are $max_installed_kb"
}

# The same tree in another folder; that the jars come out the same there, packaging/tests/reproducible.sh shows.
tar -C "$top" --exclude=./.git --exclude=./target -cf - . | tar -C "$work" -xf -

for arch; do
  deb=$made/sheratan-edge_${version}_$arch.deb
  "$top/packaging/build" deb "$arch"
  "$work/packaging/build" deb "$arch"
  cmp "$deb" "$work/target/packaging/${deb##*/}" || refuse "builds of the package for $arch in two folders differ"
  rm -r "$work/target/packaging"
  echo "$arch: builds in two folders, equal bytes"
  lintian --allow-root --fail-on warning "$deb"
  echo "$arch: lintian has nothing to say"
  no_bigger "$deb"
  man=$made/deb-$arch/usr/share/man/man1/sheratan.1.gz
  [ "$(zcat "$man" | grep -c '^\.SS sheratan ')" -gt 40 ] || refuse "the manual lacks commands"
  bash -n "$made/deb-$arch/usr/share/bash-completion/completions/sheratan"
done

touch "$work/edge-node/src/main/java/org/sheratan/edge/card/package-info.java"
if "$work/packaging/build" root "$(host_arch)" 2>"$work/refused"; then
  refuse "an application was packed that is older than its sources"
fi
grep -q 'package-info.java is newer than the application' "$work/refused" || refuse "refused for another reason: $(cat "$work/refused")"
echo "an application older than its sources is refused"
