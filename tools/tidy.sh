#!/bin/sh
# clang-tidy 14 over the sources, those that were changed last first:
#
#   tools/tidy.sh [MINUTES]
#
# Without MINUTES over all of them; else none is begun after so many. The last line says how many
# were looked at. Exit status 1 where anything was found.
set -u
cd "$(dirname "$0")/.." || exit 3
minutes=${1-}

cmake --preset tidy >/dev/null || exit 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Only what is compiled: not the bad examples of tests, not the fuzzers.
sed -n "s|^ *\"file\": \"$PWD/\(.*\)\",*$|\1|p" build/tidy/compile_commands.json | sort -u >"$work/compiled"
{
    git log --name-only --pretty=format: -- '*.cpp'
    git ls-files --cached --others --exclude-standard -- '*.cpp'
} | awk 'NF && !seen[$0]++' | grep -Fxf "$work/compiled" >"$work/files"

end=0
[ -z "$minutes" ] || end=$(($(date +%s) + 60 * minutes))
export work end
# shellcheck disable=SC2016  # expanded by the inner shell
xargs -P "$(nproc)" -n 1 sh -c '
    [ $end -eq 0 ] || [ "$(date +%s)" -lt $end ] || exit 0
    said=$(mktemp "$work/said.XXXXXX")
    clang-tidy-14 -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option "$1" \
        >"$said" 2>/dev/null || { cat "$said"; echo "$1" >>"$work/found"; }
    echo "$1" >>"$work/done"' sh <"$work/files"
touch "$work/done" "$work/found"
echo "clang-tidy: $(wc -l <"$work/done") of $(wc -l <"$work/files") sources looked at, those changed last" \
    "first; findings in $(wc -l <"$work/found")."
[ ! -s "$work/found" ]
