#!/bin/sh
# packaging/debian/build.sh BUILD OUT [COMPRESSION]: the Debian package of what is built in BUILD, into the
# folder OUT. Prints its path as the last line. Where lintian is there, a package that it calls wrong is no
# result. COMPRESSION: gzip is much faster than xz, and larger.
set -eu
build=$1
out=$2
compression=${3-xz}

for tool in cpack dpkg-deb dpkg-shlibdeps; do
    if ! command -v "$tool" >/dev/null; then
        echo "$0: $tool is missing: tools/install-packages.sh package" >&2
        exit 3
    fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Neither the time of packing nor the builder's umask is part of a package: the same build gives the same
# file. What the build has made is at least as new as what it was made from.
umask 022
if [ -z "${SOURCE_DATE_EPOCH-}" ]; then
    SOURCE_DATE_EPOCH=$(stat -c %Y "$build/cli/kammerspiel")
    export SOURCE_DATE_EPOCH
fi

if ! cpack --config "$build/CPackConfig.cmake" -G DEB -D CPACK_DEBIAN_COMPRESSION_TYPE="$compression" \
    -B "$work/packed" >"$work/said" 2>&1; then
    cat "$work/said" >&2
    exit 3
fi
# Lists of what was packed, which nobody will uninstall.
rm -f "$build"/install_manifest_*.txt
mkdir -p "$out"
for package in "$work"/packed/*.deb; do
    if command -v lintian >/dev/null; then
        # It says of itself that it had better not run as root, which a container has no choice about.
        lintian --fail-on error --suppress-tags initial-upload-closes-no-bugs "$package" >"$work/lint" 2>&1 || {
            grep -v 'root privileges' "$work/lint" >&2
            echo "$0: lintian calls the package wrong" >&2
            exit 1
        }
        grep -v 'root privileges' "$work/lint" >&2 || true
    else
        echo "$0: lintian is not here; the package was not looked at" >&2
    fi
    mv "$package" "$out"
    echo "$out/${package##*/}"
done
