#!/usr/bin/env bash
# The Debian package from outside: its runtime has the modules that the libraries ask for and no others, two builds
# give equal bytes, lintian has nothing to say, and it is no bigger than promised. Builds that of this processor; the
# other takes its commands from the same scripts, and minutes more of an emulated processor.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

need lintian lintian
max_deb_kb=45000
max_installed_kb=85000
arch=$(host_arch)
deb=$made/sheratan-edge_${version}_$arch.deb
find_jdk

# Modules that a library names for parts that are not used here: java.desktop (JNA, for windows), java.naming and
# java.sql (tinylog and BouncyCastle, for logging into databases and certificates from directories).
unused='java.desktop|java.naming|java.sql'
app=$top/edge-node/target/app
asked=$(for jar in "$app"/sheratan.jar "$app"/lib/*.jar; do
  "$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --class-path "$app/lib/*" -s "$jar" 2>/dev/null || true
done | grep -oE '(java|jdk)\.[a-z.]+$' | sort -u | grep -vxE "$unused" || true)
ours=$(grep -v '^#' "$top/packaging/runtime/modules.txt" | sort -u)
missing=$(comm -23 <(echo "$asked") <(echo "$ours"))
[ -z "$missing" ] || refuse "the runtime lacks modules that the libraries use: $missing"
echo "the runtime has what jdeps finds: $(echo "$ours" | paste -sd' ' -)"

"$top/packaging/build" deb "$arch"
once=$(sha256sum <"$deb")
"$top/packaging/build" deb "$arch"
[ "$once" = "$(sha256sum <"$deb")" ] || refuse "two builds of the package differ"
echo "two builds, equal bytes"

lintian --allow-root --fail-on warning "$deb"
echo "lintian: clean"

deb_kb=$(($(stat -c %s "$deb") / 1000))
installed_kb=$(($(dpkg-deb -f "$deb" Installed-Size) * 1024 / 1000))
[ "$deb_kb" -le "$max_deb_kb" ] || refuse "$deb has $deb_kb kB, allowed are $max_deb_kb"
[ "$installed_kb" -le "$max_installed_kb" ] || refuse "installed it has $installed_kb kB, allowed are $max_installed_kb"
echo "$deb_kb kB, installed $installed_kb kB"

man=$made/deb-$arch/usr/share/man/man1/sheratan.1.gz
[ "$(zcat "$man" | grep -c '^\.SS sheratan ')" -gt 40 ] || refuse "the manual lacks commands"
bash -n "$made/deb-$arch/usr/share/bash-completion/completions/sheratan"
