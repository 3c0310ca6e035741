#!/usr/bin/env bash
# packaging/image/rootfs.sh TAR: makes the root file system of the image out of Debian's packages alone, with a kernel
# and without an initrd, as a tar file; needs root, and programs of arm64 to run here (binfmt_misc and qemu-user).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../runtime/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../runtime/common.sh"

tar=$1
need mmdebstrap mmdebstrap
need arch-test arch-test
"$top/packaging/image/foreign.sh"

include=$(grep -v '^#' "$top/packaging/image/packages.txt" | paste -sd, -)
# The initrd is made once, when the image knows its file systems (install.sh): here it would be made for every package
# that has a word in it, minutes each on an emulated processor.
INITRD=No mmdebstrap --quiet --architectures=arm64 --variant=minbase --format=tar \
  --components=main,non-free-firmware --include="$include" --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
  --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-include=/usr/share/doc/*/copyright' trixie "$tar.new" "$(debian_mirror)"
mv "$tar.new" "$tar"
