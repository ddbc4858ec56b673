#!/bin/sh
# help_files_test.sh BUILD: man pages and completion know every command and option that --help knows, and
# nobody who reads them complains.
set -eu
build=$1
program=$build/cli/kammerspiel
help=$build/help
LC_ALL=C.UTF-8
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong() {
    echo "$*" >&2
    exit 1
}

"$program" --lang en --help >"$work/help"
commands=$(sed -n '/^Commands:$/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' "$work/help")
# Commands within commands, as "results/merge".
for command in $commands; do
    within=$("$program" --lang en "$command" --help | grep -oE '^  [a-z][a-z-]*' | tr -d ' ') || continue
    for each in $within; do commands="$commands
$command/$each"; done
done
[ "$(echo "$commands" | wc -l)" -gt 15 ] || wrong "Of --help only these commands were read: $commands"

# The options, and each command's: as a reader would find them, not as packaging/help takes help apart.
options() { # [COMMAND]
    # shellcheck disable=SC2046  # a word each
    "$program" --lang en $(echo "$*" | tr / ' ') --help | grep -oE '^  -[^ ]*' | tr -d ' ' | tr ',' '\n'
}

known=0
mkdir "$work/pages"
for command in '' $commands; do
    page=kammerspiel$(echo "${command:+-$command}" | tr / -)
    # shellcheck disable=SC2086  # no command is no word
    options $command | sort -u >"$work/options"
    [ -z "$command" ] || cp "$work/options" "$work/options-$(echo "$command" | tr / -)"
    for folder in man1 de/man1; do
        shown=$work/pages/$(echo "$folder" | tr / -)-$page.1
        gzip -dc "$help/man/$folder/$page.1.gz" >"$shown" || wrong "No page $folder/$page.1"
        sed 's/\\-/-/g' "$shown" | grep -oE '\\fB--?[^\]*' | sed 's/^...//' | sort -u >"$work/told"
        missing=$(comm -23 "$work/options" "$work/told")
        [ -z "$missing" ] || wrong "$folder/$page.1 lacks $missing"
        known=$((known + $(wc -l <"$work/options")))
    done
    [ -z "$command" ] || grep -q "^            '$(echo "$command" | tr / ' ')')\$" "$help/zsh/_kammerspiel" ||
        wrong "Completion for zsh lacks $command"
done
if command -v man >/dev/null; then
    man --warnings -E UTF-8 -l "$work/pages"/*.1 >"$work/read" 2>"$work/said"
    [ ! -s "$work/said" ] || wrong "man: $(cat "$work/said")"
fi
if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$work/pages"/*.1 >"$work/said" 2>&1 || wrong "mandoc: $(cat "$work/said")"
fi
[ "$known" -gt 300 ] || wrong "Only $known options were looked for"

if ! command -v bash >/dev/null; then
    echo 'Skipped: no bash to complete with.'
    exit 77
fi
! grep '\[--' "$help/zsh/_kammerspiel" || wrong 'Names of options are taken for descriptions.'

# What bash offers for a line that ends where its last word does.
offered() { # WORD...
    # shellcheck disable=SC2016  # for the inner shell
    bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kammerspiel 2>/dev/null
        printf "%s\n" "${COMPREPLY[@]}"' "$help/bash/kammerspiel" "$@"
}
expect() { # WHAT WORD...
    what=$1
    shift
    [ "$(offered "$@" | sort | tr '\n' ' ')" = "$what " ] ||
        wrong "After '$*' bash offers '$(offered "$@" | sort | tr '\n' ' ')', not '$what'"
}
for command in $commands; do
    # shellcheck disable=SC2046  # a word each
    offered kammerspiel $(echo "$command" | tr / ' ') - | sort -u >"$work/offered"
    missing=$(printf '%s\n' --lang --quiet | sort -u - "$work/options-$(echo "$command" | tr / -)" |
        comm -23 - "$work/offered")
    [ -z "$missing" ] || wrong "bash does not offer after $command:" "$missing"
done
mkdir -p "$work/at home/my scenario" "$work/at home/my pictures"
touch "$work/at home/my scenario/scenario.yaml" "$work/at home/my scenario/notes.txt" "$work/at home/my study.sqlite"
cd "$work/at home"
expect 'check compare' kammerspiel c
expect 'auto de en' kammerspiel --lang ''
expect 'de' kammerspiel run --lang = d
expect 'exercise federation profile scenario' kammerspiel schema ''
expect 'pairs,contagion pairs,criticality pairs,cuts' kammerspiel analyse --only pairs,c
expect 'my scenario/scenario.yaml' kammerspiel check 'my scenario/'
expect 'my pictures my scenario my study.sqlite' kammerspiel report my
expect 'my pictures my scenario' kammerspiel run -o my
expect 'my scenario/notes.txt my scenario/scenario.yaml' kammerspiel report --log 'my scenario/'
expect '' kammerspiel why x ''
if command -v zsh >/dev/null; then
    zsh -n "$help/zsh/_kammerspiel"
fi
echo "Help files: $(echo "$commands" | wc -l) commands, $known options found where they belong."
