#!/usr/bin/env bash
# Fetches what linking a runtime for another processor needs, from Debian trixie: packaging/runtime/foreign.sh arm64
# leaves the JDK's modules and the libraries it runs with in the cache, under jdk-arm64. Does nothing where they are, the same
# packages, and fetched within a week.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

arch=$1
suite=trixie
packages=(openjdk-25-jdk-headless openjdk-25-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g)
target=$cache/jdk-$arch

one_at_a_time
wanted="$suite ${packages[*]}"
! fresh "$target/complete" || [ "$(cat "$target/complete")" != "$wanted" ] || exit 0
need apt-get apt
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keys" ] || refuse "$keys is missing. On Debian: sudo apt install debian-archive-keyring"
mirror=$(debian_mirror)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/fetched"
touch "$work/status"
echo "deb [arch=$arch signed-by=$keys] $mirror $suite main" >"$work/sources.list"
cat >"$work/apt.conf" <<END
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State "$work";
Dir::State::Lists "$work/lists";
Dir::State::Status "$work/status";
Dir::Cache "$work/cache";
APT::Architecture "$arch";
APT::Architectures "$arch";
APT::Sandbox::User "root";
END

say "fetching the JDK for $arch, good for a week"
export APT_CONFIG=$work/apt.conf
apt-get update -qq
(cd "$work/fetched" && apt-get download -qq "${packages[@]}")
rm -rf "$target"
mkdir -p "$target"
for package in "$work"/fetched/*.deb; do
  dpkg-deb -x "$package" "$target"
done
ln -s usr/lib "$target/lib"
echo "$wanted" >"$target/complete"
say "the JDK for $arch: $(cat "$target"/usr/lib/jvm/java-25-openjdk-*/release | sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p')"
