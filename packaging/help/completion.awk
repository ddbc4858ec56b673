# Completion for a shell (-v shell=bash or zsh) from records: of the program, then of each command, each
# followed by its own commands. For bash the tables alone, as packaging/help/kammerspiel.bash
# wants them.
BEGIN { FS = "\t" }

function quoted(text) {
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}

# What may be typed for a value: `words` those that stand in `choices`, `folder`, `file`, `place` (a
# scenario, a study, a session), else `text`.
function kind_of(names, value, many, number,    what) {
    choices = ""
    what = names ~ /^-/ ? value : (value != "" ? value : names)
    if (what ~ /\|/) {
        choices = what
        sub(/=.*/, "", choices)
        gsub(/\|/, " ", choices)
        return "words"
    }
    if (names ~ /^-/ && value == "") return "flag"
    if (what ~ /^(FOLDER|DIR|LIBRARY)/) return "folder"
    if (what ~ /^(FILE|NODES|EDGES|[a-z]+[.][a-z]+$)/) return "file"
    # The first argument of a command is what it works on.
    if (names !~ /^-/ && number == 1) return "place"
    return "text"
}

function label(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/:/, "\\:", text)
    gsub(/\[/, "\\[", text)
    gsub(/\]/, "\\]", text)
    return text
}

function action(kind, many) {
    if (kind == "words") return many ? "_sequence compadd - " choices : "(" choices ")"
    if (kind == "folder") return "_files -/"
    if (kind == "file") return "_files"
    if (kind == "place") return "_files -g \"*.(yaml|yml|sqlite)(-.)\""
    return ""
}

function zsh_option(names, value, many, text, kind,    n, i, each, all, spec, out) {
    n = split(names, each, ",")
    all = names
    gsub(/,/, " ", all)
    out = ""
    for (i = 1; i <= n; i++) {
        spec = many ? "*" : "(" all ")"
        spec = spec each[i]
        if (kind != "flag") spec = spec (each[i] ~ /^--/ ? "=" : "+")
        spec = spec "[" label(text) "]"
        if (kind != "flag") spec = spec ":" label(value) ":" action(kind, many)
        out = out " \\\n                " quoted(spec)
    }
    return out
}

FNR == 1 { file++; arguments = 0 }
$1 == "usage" {
    # "kammerspiel results merge [OPTIONS] …"
    command = ""
    n = split($2, part, " ")
    for (i = 2; i <= n && part[i] ~ /^[a-z]/; i++) command = command (i > 2 ? " " : "") part[i]
    if (file > 1) order[++ordered] = command
}
$1 == "entry" && $2 ~ /^[a-z]/ {
    commands[command] = commands[command] (commands[command] == "" ? "" : " ") $2
    if (file == 1) zsh_commands = zsh_commands "\n        " quoted($2 ":" label($6))
}
$1 == "entry" && $2 ~ /^-/ {
    kind = kind_of($2, $3, $4)
    for (i = split($2, each, ","); i > 0; i--) {
        options[command] = options[command] (options[command] == "" ? "" : " ") each[i]
        if (kind == "flag") continue
        kinds = kinds sprintf("        %s) kind=%s ;;\n", quoted(command " " each[i]),
                              quoted(kind (choices == "" ? "" : ($4 ? "-list " : " ") choices)))
    }
    # --version is for the program alone; its other options are taken after a command, too.
    spec = zsh_option($2, $3, $4, $6, kind)
    if (file == 1 && $2 !~ /--version$/) zsh_common = zsh_common ($2 ~ /--help$/ ? "" : spec)
    zsh[command] = zsh[command] spec
}
$1 == "entry" && $2 ~ /^[A-Z]/ {
    arguments++
    kind = kind_of($2, $3, $4, arguments)
    kinds = kinds sprintf("        %s) kind=%s ;;\n", quoted(command " " arguments) ($4 ? "*" : ""),
                          quoted(kind (choices == "" ? "" : " " choices)))
    argument[command] = argument[command] "\n" ($4 ? "*" : arguments) ":" label($2) ":" action(kind, 0)
}

# The arguments of a command for zsh; in place of the first there may stand a command of its own.
function zsh_arguments(command,    n, i, each, out, within, what) {
    n = split(substr(argument[command], 2), each, "\n")
    out = ""
    within = commands[command]
    for (i = 1; i <= n; i++) {
        if (i == 1 && within != "") {
            what = each[1]
            sub(/^[^:]*:[^:]*:/, "", what)
            each[1] = substr(each[1], 1, length(each[1]) - length(what)) "{compadd " within "; " what "}"
        }
        out = out " \\\n                " quoted(each[i])
    }
    if (n == 0 && within != "") out = " \\\n                " quoted("1:command:(" within ")")
    return out
}

END {
    if (shell == "bash") {
        print "# Commands of the program, or within a command."
        print "_kammerspiel_commands() {"
        print "    case $1 in"
        print "        '') commands=" quoted(commands[""]) " ;;"
        for (i = 1; i <= ordered; i++)
            if (commands[order[i]] != "") print "        " quoted(order[i]) ") commands=" quoted(commands[order[i]]) " ;;"
        print "        *) commands='' ;;"
        print "    esac"
        print "}"
        print ""
        print "_kammerspiel_options() {"
        print "    case $1 in"
        print "        '') options=" quoted(options[""]) " ;;"
        for (i = 1; i <= ordered; i++) print "        " quoted(order[i]) ") options=" quoted(options[order[i]]) " ;;"
        print "        *) options='' ;;"
        print "    esac"
        print "}"
        print ""
        print "# Of an option or the number of an argument: flag, text, file, folder, place, or words to choose from."
        print "_kammerspiel_kind() {"
        print "    case \"$1 $2\" in"
        printf "%s", kinds
        print "        *) kind=flag ;;"
        print "    esac"
        print "}"
        exit
    }
    print "#compdef kammerspiel"
    print "# Made from the program's --help; not to be edited."
    print ""
    print "_kammerspiel() {"
    print "    local curcontext=$curcontext state line"
    print "    local -a commands=(" zsh_commands "\n    )"
    print "    _arguments -C" zsh[""] " \\\n                '1: :->command' '*:: :->rest'"
    print "    case $state in"
    print "        command) _describe -t commands command commands ;;"
    print "        rest)"
    print "            curcontext=\"${curcontext%:*:*}:kammerspiel-$line[1]:\""
    print "            local command=$line[1]"
    print "            case \"$line[1] $words[2]\" in"
    for (i = 1; i <= ordered; i++) {
        if (order[i] !~ / /) continue
        print "            " quoted(order[i]) ")"
        print "                command=" quoted(order[i])
        print "                shift words"
        print "                ((CURRENT--)) ;;"
    }
    print "            esac"
    print "            case $command in"
    for (i = 1; i <= ordered; i++)
        print "            " quoted(order[i]) ")\n                _arguments" zsh[order[i]] zsh_common \
              zsh_arguments(order[i]) " ;;"
    print "            esac ;;"
    print "    esac"
    print "}"
    print ""
    print "_kammerspiel \"$@\""
}
