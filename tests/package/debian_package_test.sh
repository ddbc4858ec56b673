#!/bin/sh
# debian_package_test.sh BUILD: the Debian package is installed into a clean root, in which there is nothing
# but the packages that it says it depends on, and theirs; does its work there, and goes again.
#
# The root is made of this machine's own packages: no network, no debootstrap. What the package forgot to
# name is not there, and dpkg refuses what it names too new.
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
LC_ALL=C.UTF-8
# dpkg wants the administrator's programs.
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL PATH

skipped() {
    echo "Skipped: $*"
    exit 77
}
wrong() {
    echo "$*" >&2
    exit 1
}

for tool in dpkg-deb dpkg-shlibdeps dpkg-query chroot cpack; do
    command -v "$tool" >/dev/null || skipped "$tool is not here (tools/install-packages.sh package)."
done
# Whoever is not the administrator is so in a namespace of his own.
if [ "$(id -u)" -eq 0 ]; then
    administrator() { "$@"; }
else
    administrator() { unshare --map-root-user "$@"; }
fi
administrator chroot / true 2>/dev/null || skipped 'chroot is not allowed here, nor a namespace to do it in.'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
package=$("$here/../../packaging/debian/build.sh" "$build" "$work/packages" gzip) ||
    wrong 'The package was not built.'
package=$(echo "$package" | tail -n 1)

# From "a (>= 1), b | c" the names of those that are installed here, of alternatives the first.
names() {
    tr ',' '\n' | while IFS='|' read -r one two; do
        for name in "$one" "$two"; do
            name=$(echo "$name" | sed 's/(.*//; s/:any//; s/ //g')
            [ -n "$name" ] || continue
            state=$(dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | head -n 1)
            if [ "$state" = installed ]; then
                echo "$name"
                break
            fi
        done
    done
}
dpkg-deb -f "$package" Pre-Depends Depends | sed 's/^[A-Za-z-]*: //' | names | sort -u >"$work/new"
[ -s "$work/new" ] || wrong 'The package depends on nothing.'
: >"$work/closure"
while [ -s "$work/new" ]; do
    cat "$work/new" >>"$work/closure"
    # shellcheck disable=SC2046  # a name each
    dpkg-query -W -f '${Pre-Depends},${Depends}\n' $(cat "$work/new") | names | sort -u >"$work/next"
    sort -u -o "$work/closure" "$work/closure"
    comm -23 "$work/next" "$work/closure" >"$work/new"
done
for builders in g++ gcc cmake libfmt-dev; do
    ! grep -qx "$builders" "$work/closure" || wrong "The package depends on $builders"
done

root=$work/root
mkdir -p "$root/tmp" "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/triggers"
# Where /lib is /usr/lib, as it is here.
for folder in /bin /sbin /lib /lib32 /lib64 /libx32; do
    if [ -L "$folder" ]; then
        mkdir -p "$root/usr${folder}"
        ln -s "usr$folder" "$root$folder"
    fi
done
# shellcheck disable=SC2046  # a name each
set -- $(cat "$work/closure")
dpkg-query -s "$@" >"$root/var/lib/dpkg/status"
for name in "$@"; do
    cp /var/lib/dpkg/info/"$name".list /var/lib/dpkg/info/"$name":*.list "$root/var/lib/dpkg/info/" 2>/dev/null || true
done
# A package's documentation may have been left out when it was installed; it is not missed.
dpkg-query -L "$@" | grep '^/' | grep -v '^/usr/share/\(doc\|man\|locale\|lintian\)' | sort -u |
    tar --create --no-recursion --ignore-failed-read --files-from=- 2>/dev/null |
    tar --extract --keep-directory-symlink --directory "$root"

contents() { (cd "$root" && find . -path ./var -prune -o -path ./tmp -prune -o -print | sort); }
contents >"$work/before"

dpkg_root() { administrator dpkg --root="$root" --log=/dev/null "$@"; }
dpkg_root --install "$package" >"$work/said" 2>&1 || wrong "Not installed: $(cat "$work/said")"
[ -x "$root/usr/bin/kammerspiel" ] || wrong 'There is no /usr/bin/kammerspiel.'

inside() { administrator env -i PATH=/usr/bin:/usr/sbin LANG=C.UTF-8 TMPDIR=/tmp chroot "$root" "$@"; }
scenario=/usr/share/kammerspiel/scenarios/ihk-2022
version=$(dpkg-deb -f "$package" Version)
[ "$(inside kammerspiel --version)" = "kammerspiel ${version%-*}" ] || wrong 'The version is not the package'\''s.'
inside kammerspiel check "$scenario" || wrong 'check'
inside kammerspiel run "$scenario" --out /tmp/run --quiet || wrong 'run'
inside kammerspiel compare "$scenario" -n 4 --out /tmp/compare --quiet || wrong 'compare'
inside kammerspiel report "$scenario" --study /tmp/compare --out /tmp/papers --lang de --quiet || wrong 'report'
for made in run/report.html compare/comparison.html compare/study.sqlite papers/index.html \
    papers/players/situation-manual-1.html papers/control/msel.xlsx papers/control/msel.ics; do
    [ -s "$root/tmp/$made" ] || wrong "Not made: $made"
done
changed=$(dpkg_root --verify kammerspiel)
[ -z "$changed" ] || wrong "Work has changed what was installed: $changed"

for page in man1/kammerspiel.1.gz man1/kammerspiel-compare.1.gz de/man1/kammerspiel-compare.1.gz; do
    [ -s "$root/usr/share/man/$page" ] || wrong "No page $page"
    command -v man >/dev/null || continue
    man --warnings -E UTF-8 -l "$root/usr/share/man/$page" >"$work/page" 2>"$work/said"
    [ ! -s "$work/said" ] || wrong "$page: $(cat "$work/said")"
    grep -q 'kammerspiel' "$work/page" || wrong "$page is empty"
done
for file in usr/share/bash-completion/completions/kammerspiel usr/share/zsh/vendor-completions/_kammerspiel \
    usr/share/doc/kammerspiel/copyright usr/share/doc/kammerspiel/docs/model.md usr/share/doc/kammerspiel/LIESMICH.md; do
    [ -s "$root/$file" ] || wrong "Not installed: $file"
done

dpkg_root --purge kammerspiel >"$work/said" 2>&1 || wrong "Not removed: $(cat "$work/said")"
contents >"$work/after"
diff "$work/before" "$work/after" || wrong 'Removed, but not all is as it was before.'
echo "Package: installed beside $# packages that it depends on, worked, and went again."
