# shellcheck shell=bash
# Completion of kammerspiel for bash. Its tables are made from the program's --help.

#@TABLES@

# Folders, and of files those whose names end so; all of them without an ending.
_kammerspiel_paths() {
    local ending
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(
        compgen -d -- "$cur"
        if [[ $# -eq 0 ]]; then
            # A folder is a file as well: once is enough.
            compgen -f -- "$cur" | while IFS= read -r file; do [[ -d $file ]] || printf '%s\n' "$file"; done
        fi
        for ending in "$@"; do compgen -f -X "!*.$ending" -- "$cur"; done
    )
}

_kammerspiel() {
    local cur=${COMP_WORDS[COMP_CWORD]} command='' argument=0 option='' word i
    local kind=flag options='' commands=''
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        # bash takes --lang=de for three words.
        [[ $word == '=' ]] && continue
        if [[ -n $option ]]; then
            option=''
        elif [[ $word == -* ]]; then
            _kammerspiel_kind "$command" "$word"
            # The program's options are taken after a command, too.
            [[ $kind == flag && -n $command ]] && _kammerspiel_kind '' "$word"
            [[ $kind == flag ]] || option=$word
        elif _kammerspiel_commands "$command"; [[ $argument -eq 0 && " $commands " == *" $word "* ]]; then
            command=${command:+$command }$word
        else
            argument=$((argument + 1))
        fi
    done
    [[ $cur == '=' ]] && cur=''

    if [[ -z $option && $cur == -* ]]; then
        _kammerspiel_options "$command"
        local all=$options
        if [[ -n $command ]]; then
            _kammerspiel_options ''
            all="$all ${options/--version/}"
        fi
        mapfile -t COMPREPLY < <(compgen -W "$all" -- "$cur" | sort -u)
        return
    fi
    if [[ -n $option ]]; then
        _kammerspiel_kind "$command" "$option"
        [[ $kind == flag ]] && _kammerspiel_kind '' "$option"
    else
        _kammerspiel_kind "$command" $((argument + 1))
    fi
    case $kind in
        flag | text) ;;
        'words '*) mapfile -t COMPREPLY < <(compgen -W "${kind#* }" -- "$cur") ;;
        'words-list '*)
            # Several between commas: what is typed of the last one is completed.
            local before=''
            [[ $cur == *,* ]] && before=${cur%,*},
            mapfile -t COMPREPLY < <(compgen -P "$before" -W "${kind#* }" -- "${cur##*,}")
            compopt -o nospace 2>/dev/null
            ;;
        folder)
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "$cur")
            ;;
        file) _kammerspiel_paths ;;
        place) _kammerspiel_paths yaml yml sqlite ;;
    esac
    # A command may stand where the first argument would.
    if [[ -z $option && $argument -eq 0 ]]; then
        _kammerspiel_commands "$command"
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$commands" -- "$cur")
    fi
}

complete -F _kammerspiel kammerspiel
