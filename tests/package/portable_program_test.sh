#!/bin/sh
# portable_program_test.sh BUILD: the tarball, unpacked into a folder with an odd name, makes the papers of
# an exercise where there is nothing of this machine but what packaging/portable/base_system.txt names.
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
portable=$here/../../packaging/portable
LC_ALL=C.UTF-8
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL PATH

wrong() {
    echo "$*" >&2
    exit 1
}
for tool in patchelf readelf ldd; do
    if ! command -v "$tool" >/dev/null; then
        echo "Skipped: $tool is not here (tools/install-packages.sh package)."
        exit 77
    fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tarball=$("$portable/build.sh" "$build" "$work/packages") || wrong 'The tarball was not built.'
tarball=$(echo "$tarball" | tail -n 1)

root=$work/root
place='/srv/Übung am 3. März'
mkdir -p "$root$place" "$root/tmp" "$root/proc"
tar --extract --file "$tarball" --directory "$root$place"
name=$(basename "$tarball" .tar.gz)
folder=$root$place/$name
! grep '@' "$folder/START.txt" || wrong 'START.txt is not filled in.'
[ -s "$folder/licences/libraries/libicu72" ] || [ "$(find "$folder/licences/libraries" -type f | wc -l)" -gt 5 ] ||
    wrong 'The terms of the libraries are not there.'

# Each library is one of the base system, or lies in the folder.
grep -v '^#' "$portable/base_system.txt" >"$work/base"
base=
ldd "$folder/kammerspiel" | sed 's/ (0x[0-9a-f]*)$//; s/^[[:space:]]*//' >"$work/ldd"
while read -r library _ path; do
    case $path in "$folder/lib/"*) continue ;; esac
    known=
    while read -r pattern; do
        # shellcheck disable=SC2254  # a pattern is what it is
        case ${library##*/} in $pattern) known=yes ;; esac
    done <"$work/base"
    [ -n "$known" ] || wrong "$library is neither of the base system nor in the folder: $path"
    case $library in
        /*) base="$base $library" ;;
        *) base="$base $path" ;;
    esac
done <"$work/ldd"
[ "$(grep -cF "$folder/lib/" "$work/ldd")" -gt 5 ] || wrong 'Hardly any library was found in the folder.'

# A system that has the base and nothing else. /proc, as any Linux has: there the loader learns where the
# program lies.
for path in $base; do
    mkdir -p "$root${path%/*}"
    cp -L "$path" "$root$path"
done
mkdir -p "$root/usr/share"
cp -R /usr/share/zoneinfo "$root/usr/share/"
# shellcheck disable=SC2016  # for the inner shell
proc='mount --rbind /proc "$0/proc"'
# shellcheck disable=SC2016  # for the inner shell
bare='exec env -i PATH=/usr/bin:/usr/sbin LANG=C.UTF-8 TMPDIR=/tmp chroot "$0" "$@"'
apart() { # WHAT TO DO [ARGUMENT...], where mounts are nobody else's
    if [ "$(id -u)" -eq 0 ]; then set -- sh -c "$@"; else set -- --map-root-user sh -c "$@"; fi
    unshare --mount "$@"
}
inside() { apart "$proc && $bare" "$root" "$place/$name/kammerspiel" "$@"; }
in_root=$place/$name/scenarios
out=/tmp
how='where there is nothing else'
if ! apart "$proc" "$root" 2>/dev/null; then
    # At least without a search path, and with what ldd said above.
    how='here, each library being found in its folder'
    inside() { env -i LANG=C.UTF-8 TMPDIR="$root/tmp" "$folder/kammerspiel" "$@"; }
    in_root=$folder/scenarios
    out=$root/tmp
fi
inside --version || wrong 'The program does not start.'
inside check "$in_root/ihk-2022" || wrong 'check'
inside compare "$in_root/ihk-2022" -n 2 --out "$out/compare" --quiet || wrong 'compare'
for language in de en; do
    inside --lang "$language" report "$in_root/ihk-2022" --study "$out/compare" --out "$out/$language" --quiet ||
        wrong "report in $language"
    for made in index.html players/situation-manual-1.html control/handbook.html control/msel.xlsx control/msel.ics \
        decision-makers/after-action-report.html; do
        [ -s "$root/tmp/$language/$made" ] || wrong "Not made in $language: $made"
    done
done
echo "Portable: $(find "$folder/lib" -type f | wc -l) libraries beside the program; papers in two languages, made $how."
