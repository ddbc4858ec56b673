#!/bin/sh
# packaging/portable/build.sh BUILD OUT: a tarball of what is built in BUILD, into the folder OUT: a folder
# with the program and, beside it, the libraries that a base system (base_system.txt) lacks. Prints the
# tarball's path as the last line.
set -eu
build=$1
out=$2
here=$(dirname "$0")

for tool in patchelf readelf ldd tar gzip; do
    if ! command -v "$tool" >/dev/null; then
        echo "$0: $tool is missing: tools/install-packages.sh package" >&2
        exit 3
    fi
done
LC_ALL=C.UTF-8
export LC_ALL
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

version=$("$build/cli/kammerspiel" --version | sed 's/.* //')
machine=$(uname -m)
name=kammerspiel-$version-linux-$machine
folder=$work/$name
installed=$work/installed
mkdir -p "$folder/lib" "$folder/licences/libraries" "$folder/completion"
for component in program completion-zsh scenarios documentation; do
    cmake --install "$build" --prefix "$installed" --component "$component" --strip >/dev/null
    # Which nobody will uninstall.
    rm -f "$build/install_manifest_$component.txt"
done
mv "$installed/bin/kammerspiel" "$folder/kammerspiel"
mv "$installed/share/kammerspiel/scenarios" "$installed/share/man" "$folder/"
mv "$installed/share/doc/kammerspiel/"* "$folder/"
mv "$installed/share/bash-completion/completions/kammerspiel" "$folder/completion/kammerspiel.bash"
mv "$installed/share/zsh/site-functions/_kammerspiel" "$folder/completion/"
mv "$folder/web/LICENSES.md" "$folder/licences/bundled-scripts.md"
rmdir "$folder/web"

is_base() { # NAME of a library
    while read -r pattern; do
        # shellcheck disable=SC2254  # a pattern is what it is
        case $1 in $pattern) return 0 ;; esac
    done <"$work/base"
    return 1
}
grep -v '^#' "$here/base_system.txt" >"$work/base"

# ldd names libraries of libraries, too: "libzip.so.4 => /usr/lib/… (0x…)".
ldd "$folder/kammerspiel" >"$work/ldd"
if grep 'not found' "$work/ldd" >&2; then
    echo "$0: the program does not find these here, either" >&2
    exit 3
fi
awk '$2 == "=>" { print $1, $3 }' "$work/ldd" >"$work/needed"
# Opened by oneTBB itself, where it lies beside it.
awk '$1 ~ /^libtbb[.]so/ { sub(/[^\/]*$/, "libtbbmalloc.so.2", $2); print "libtbbmalloc.so.2", $2 }' \
    "$work/needed" >"$work/opened"
cat "$work/opened" >>"$work/needed"

packages() { # PATH: the Debian package that it comes from
    dpkg-query -S "$1" 2>/dev/null || dpkg-query -S "${1#/usr}" 2>/dev/null || dpkg-query -S "/usr$1" 2>/dev/null
}
{
    echo 'The libraries in lib/, unchanged, each with the package and version that it comes from, whose source'
    echo 'is what the package is built from. Its terms are in libraries/PACKAGE. To use another version of one,'
    echo 'put it in its place.'
    echo
} >"$folder/licences/libraries.txt"
while read -r library path; do
    [ -e "$path" ] || continue
    if is_base "$library"; then continue; fi
    cp -L "$path" "$folder/lib/$library"
    chmod 644 "$folder/lib/$library"
    # One with a search path of its own would no longer be looked for by that of the program.
    if readelf -d "$folder/lib/$library" | grep -E '\((RPATH|RUNPATH)\)' >&2; then
        echo "$0: $library brings a search path of its own" >&2
        exit 3
    fi
    real=$(readlink -f "$path")
    package=$(packages "$real" | sed -n '1s/:.*//p')
    if [ -n "$package" ]; then
        shown=$(dpkg-query -W -f '${Package} ${Version}' "$package" 2>/dev/null | head -n 1)
        cp -L "/usr/share/doc/$package/copyright" "$folder/licences/libraries/$package" 2>/dev/null || shown="$shown (no copyright file)"
    else
        shown='of no package'
    fi
    printf '%-26s %s\n' "$library" "$shown" >>"$folder/licences/libraries.txt"
done <"$work/needed"

cp "$here/../debian/copyright" "$folder/licences/kammerspiel"
# Debian's copyright files name the long licences by their place in a Debian system.
mkdir "$folder/licences/common-licenses"
grep -rhoE '/usr/share/common-licenses/[A-Za-z0-9.+-]*[A-Za-z0-9]' "$folder/licences" | sort -u | while read -r licence; do
    if [ -e "$licence" ]; then cp -L "$licence" "$folder/licences/common-licenses/"; fi
done

# RPATH, not RUNPATH: it holds for the libraries' libraries, too, which so can stay as their makers built
# them, and goes before LD_LIBRARY_PATH, by which another program's libraries might be found.
# shellcheck disable=SC2016  # for the loader, which puts the program's folder there
patchelf --force-rpath --set-rpath '$ORIGIN/lib' "$folder/kammerspiel"

glibc=$(for file in "$folder/kammerspiel" "$folder/lib/"*; do
    readelf -V "$file"
done | grep -oE 'GLIBC_[0-9]+\.[0-9.]*[0-9]' | sed 's/GLIBC_//' | sort -Vu | tail -n 1)
sed -e "s/@VERSION@/$version/" -e "s/@MACHINE@/$machine/" -e "s/@GLIBC@/$glibc/" \
    "$here/START.txt" >"$folder/START.txt"

mkdir -p "$out"
# In the order of names, of nobody, and of one time: the same build gives the same file.
tar --create --directory "$work" --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime="@${SOURCE_DATE_EPOCH:-$(stat -c %Y "$build/cli/kammerspiel")}" "$name" |
    gzip -n >"$out/$name.tar.gz"
echo "Needs glibc $glibc; $(find "$folder/lib" -type f | wc -l) libraries beside the program." >&2
echo "$out/$name.tar.gz"
