#!/usr/bin/env bash
# packaging/deb/build.sh ARCH: makes the Debian package from the tree that root.sh laid out.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

arch=$1
root=$made/deb-$arch
ours=$top/packaging/deb
version=${SHERATAN_DEB_VERSION:-$version}
need dpkg-deb dpkg
need readelf binutils

# put MODE FROM TO
put() {
  install -D -m "$1" "$2" "$root/$3"
}

# filled FILE.in: with what this build knows.
filled() {
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/${size:-0}/" -e "s/@DEPENDS@/${depends:-}/" \
    -e "s/@DATE@/$(date -u -R -d "@$SOURCE_DATE_EPOCH")/" "$1"
}

# What the native code needs, by the newest symbol it names.
depends() {
  local newest packages
  newest=$(find "$root/usr/lib/sheratan" -type f \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) \
    -exec readelf -VW {} + | grep -oE 'GLIBC_[0-9.]+' | sed 's/GLIBC_//' | sort -Vu | tail -n 1)
  packages="libc6 (>= $newest)"
  while read -r library; do
    case $library in
      libstdc++.so.6) packages="$packages, libstdc++6" ;;
      libgcc_s.so.1) packages="$packages, libgcc-s1" ;;
      libz.so.1) packages="$packages, zlib1g" ;;
    esac
  done < <(find "$root/usr/lib/sheratan/runtime" -type f -name '*.so' -exec readelf -dW {} + \
    | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | sort -u)
  echo "$packages"
}

rm -rf "$root" "$made/sheratan-edge_${version}_$arch.deb.of"
cp -a "$made/root-$arch" "$root"
put 755 "$top/packaging/service/start" usr/lib/sheratan/start
put 644 "$top/systemd/sheratan-edge.service" usr/lib/systemd/system/sheratan-edge.service
put 644 "$top/systemd/sheratan-edge.sysusers" usr/lib/sysusers.d/sheratan-edge.conf
put 644 "$top/systemd/sheratan-edge.tmpfiles" usr/lib/tmpfiles.d/sheratan-edge.conf
put 644 "$top/systemd/60-sheratan-edge.rules" usr/lib/udev/rules.d/60-sheratan-edge.rules
for file in "$top"/systemd/devices/*.conf; do
  put 644 "$file" "usr/share/sheratan-edge/devices/${file##*/}"
done
put 644 "$top/systemd/sheratan-edge.journald" usr/share/sheratan-edge/journald.conf
put 644 "$ours/default" etc/default/sheratan-edge
put 644 "$ours/copyright" usr/share/doc/sheratan-edge/copyright
put 644 "$top/docs/sheratan.toml.example" usr/share/doc/sheratan-edge/sheratan.toml.example
# The manuals that help and man page name, for where nobody can look them up elsewhere.
(cd "$top" && find docs -name '*.md') | while IFS= read -r file; do
  put 644 "$top/$file" "usr/share/doc/sheratan-edge/$file"
done
put 644 "$ours/lintian-overrides" usr/share/lintian/overrides/sheratan-edge

# The program tells what its manual says; the one of this processor, since all say the same.
teller=$made/root-$(host_arch)
still "$teller" "$(made_of)" || "$top/packaging/runtime/root.sh" "$(host_arch)"
mkdir -p "$root/usr/share/man/man1" "$root/usr/share/bash-completion/completions"
"$teller/usr/bin/sheratan" help --manual | gzip -9n >"$root/usr/share/man/man1/sheratan.1.gz"
"$teller/usr/bin/sheratan" completion | sed '/^#/d' \
  >"$root/usr/share/bash-completion/completions/sheratan"
filled "$ours/changelog.in" | gzip -9n >"$root/usr/share/doc/sheratan-edge/changelog.gz"

chmod -R go-w "$root"
find "$root" -type d -exec chmod 755 {} +
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir "$root/DEBIAN"
size=$(du -k --apparent-size -s --exclude=DEBIAN "$root" | cut -f 1)
depends=$(depends)
filled "$ours/control.in" >"$root/DEBIAN/control"
filled "$ours/preinst.in" >"$root/DEBIAN/preinst"
cp "$ours/postinst" "$ours/prerm" "$ours/postrm" "$root/DEBIAN/"
chmod 755 "$root"/DEBIAN/p*
echo /etc/default/sheratan-edge >"$root/DEBIAN/conffiles"
(cd "$root" && find etc usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root/DEBIAN" "$root" -maxdepth 0 -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
deb=$made/sheratan-edge_${version}_$arch.deb
# One thread: how many there are shows in the bytes.
dpkg-deb --root-owner-group -Zxz -z3 --threads-max=1 --build "$root" "$deb" >/dev/null
made_of_deb >"$deb.of"
say "$deb: $(($(stat -c %s "$deb") / 1000)) kB, installed $((size * 1024 / 1000)) kB, Java $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$root/usr/lib/sheratan/runtime/release")"
