#!/bin/sh
# packaging/help/help_files.sh PROGRAM OUT: man pages (in English and German) and completion for bash and
# zsh, from what PROGRAM prints with --help, so that they cannot say anything else. In OUT:
#
#   man/man1/*.1.gz   man/de/man1/*.1.gz   bash/kammerspiel   zsh/_kammerspiel
#
# Not with help2man: it takes a command for a part of the program's name, "only with: --write" for the
# description of an option, and makes one page, not one for each command.
set -eu
program=$1
out=$2
here=$(dirname "$0")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Bytes, see records.awk. The program's language is chosen by --lang.
LC_ALL=C
export LC_ALL

version=$("$program" --version)
# The same program has the same pages, whenever they are made.
if [ -n "${SOURCE_DATE_EPOCH-}" ]; then
    date=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)
else
    date=$(date -u -r "$program" +%Y-%m-%d)
fi

records() { # LANGUAGE [COMMAND [COMMAND WITHIN IT]]
    "$program" --lang "$@" --help >"$work/help"
    awk -f "$here/records.awk" "$work/help" || {
        echo "$0: what '$program --lang $* --help' prints has another form than packaging/help/records.awk knows" >&2
        exit 1
    }
}

commands_in() { awk -F '\t' '$1 == "entry" && $2 ~ /^[a-z]/ { print $2 }' "$1"; }

rm -rf "$out.new"
for language in en de; do
    case $language in
        en)
            folder=$out.new/man/man1
            words='User Commands|Name|Synopsis|Description|Common options|See also'
            ;;
        de)
            folder=$out.new/man/de/man1
            words='Benutzerbefehle|Bezeichnung|Übersicht|Beschreibung|Gemeinsame Optionen|Siehe auch'
            ;;
    esac
    mkdir -p "$folder" "$work/$language"
    records "$language" >"$work/$language/kammerspiel"
    pages=kammerspiel
    : >"$work/calls"
    for command in $(commands_in "$work/$language/kammerspiel"); do
        records "$language" "$command" >"$work/$language/kammerspiel-$command"
        pages="$pages kammerspiel-$command"
        for within in $(commands_in "$work/$language/kammerspiel-$command"); do
            records "$language" "$command" "$within" >"$work/$language/kammerspiel-$command-$within"
            pages="$pages kammerspiel-$command-$within"
            echo "kammerspiel-$command-$within $command $within" >>"$work/calls"
        done
    done
    for page in $pages; do
        command=${page#kammerspiel}
        command=${command#-}
        # A hyphen may be that between two commands.
        called=$(sed -n "s/^$page //p" "$work/calls")
        awk -f "$here/man.awk" -v command="${called:-$command}" -v version="$version" -v date="$date" -v words="$words" \
            -v others="$pages" "$work/$language/kammerspiel" "$work/$language/$page" >"$folder/$page.1"
        # Without the time in the archive: the same page is the same file.
        gzip -9n "$folder/$page.1"
    done
done

mkdir -p "$out.new/bash" "$out.new/zsh"
# In the order of the program's own list, which is that of the pages.
set --
for page in $pages; do set -- "$@" "$work/en/$page"; done
awk -f "$here/completion.awk" -v shell=bash "$@" >"$work/tables"
sed -e "/^#@TABLES@\$/{
r $work/tables
d
}" "$here/kammerspiel.bash" >"$out.new/bash/kammerspiel"
awk -f "$here/completion.awk" -v shell=zsh "$@" >"$out.new/zsh/_kammerspiel"

rm -rf "$out"
mv "$out.new" "$out"
