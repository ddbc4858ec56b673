#!/bin/sh
# Formats the C++ sources in place; with --check only names those that are not formatted.
set -eu
cd "$(dirname "$0")/.."

formatter=
for name in clang-format-14 clang-format; do
    if command -v "$name" >/dev/null; then
        formatter=$name
        break
    fi
done
if [ -z "$formatter" ]; then
    echo 'clang-format is missing: tools/install-packages.sh format' >&2
    exit 3
fi
version=$("$formatter" --version)
case $version in
    *'version 14.'*) ;;
    *) echo "Formatting is pinned to clang-format 14; this may differ: $version" >&2 ;;
esac

files() {
    # What git knows or would take; a tree without git is searched.
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp'
    else
        find analysis cli examples include sim tests -name '*.[ch]pp'
    fi | grep -v '^tests/architecture/bad_layers/' | while read -r file; do
        if [ -f "$file" ]; then echo "$file"; fi
    done
}

if [ "${1-}" = --check ]; then
    if ! files | xargs "$formatter" --dry-run --Werror 2>/dev/null; then
        for file in $(files); do
            "$formatter" --dry-run --Werror "$file" 2>/dev/null || echo "not formatted: $file"
        done
        echo 'To mend it: make format' >&2
        exit 1
    fi
    echo "Format: $(files | wc -l) files are as clang-format writes them."
else
    files | xargs "$formatter" -i
fi
