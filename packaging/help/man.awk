# One man page from the records of one command, or of the program itself. Takes first the file of the
# program's records, then that of the command's (for the program, the same again). Variables:
#
#   command   what the page is about: compare, results merge, or nothing for the program
#   version   kammerspiel 0.1.0
#   date      of the page, 2026-01-31
#   others    names of all pages, between spaces
#   words     headings that the program does not say itself, between "|":
#             manual|name|synopsis|description|common options|see also
BEGIN {
    FS = "\t"
    split(words, word, "|")
    name = "kammerspiel" (command == "" ? "" : " " command)
    called = name
    gsub(/ /, "-", name)
}

# Text as roff: nothing in it is a request, an option can be copied, a long word may be broken.
function roff(text,    n, i, parts, out) {
    gsub(/\\/, "\\e", text)
    n = split(text, parts, " ")
    out = ""
    for (i = 1; i <= n; i++) {
        if (parts[i] ~ /^["'(]*-/ || parts[i] ~ /[\/_=.][^ ]*-/ || parts[i] ~ /-[^ ]*[\/_=.|]/ || parts[i] ~ /--/)
            gsub(/-/, "\\-", parts[i])
        if (length(parts[i]) > 24) gsub(/[\/=.|;]/, "&\\:", parts[i])
        gsub(/'/, "\\(aq", parts[i])
        gsub(/`/, "\\(ga", parts[i])
        gsub(/\^/, "\\(ha", parts[i])
        gsub(/~/, "\\(ti", parts[i])
        out = out (i > 1 ? " " : "") parts[i]
    }
    return out
}

# As lines of at most 78 bytes, none of which is taken for a request.
function paragraph(text,    n, i, parts, line) {
    n = split(roff(text), parts, " ")
    line = ""
    for (i = 1; i <= n; i++) {
        if (line != "" && length(line) + 1 + length(parts[i]) > 78) {
            print line
            line = ""
        }
        if (line == "" && parts[i] ~ /^[.']/) parts[i] = "\\&" parts[i]
        line = line (line == "" ? "" : " ") parts[i]
    }
    if (line != "") print line
}

function heading(text) {
    # Bytes: capitals of other letters than these are given as they are.
    text = toupper(text)
    gsub(/ä/, "Ä", text); gsub(/ö/, "Ö", text); gsub(/ü/, "Ü", text)
    print ".SH " (text ~ / / ? "\"" roff(text) "\"" : roff(text))
}

function entry(names, value, many, conditions, text,    shown, i, n, each, initial) {
    if (names !~ /^-/ && in_commands) {
        print ".TP"
        print ".BR " page "\\-" roff(names) " (1)"
        paragraph(text)
        return
    }
    print ".TP"
    n = split(names, each, ",")
    shown = ""
    for (i = 1; i <= n; i++) {
        gsub(/-/, "\\-", each[i])
        shown = shown (i > 1 ? ", " : "") (names ~ /^-/ ? "\\fB" each[i] "\\fR" : "\\fI" each[i] "\\fR")
    }
    if (value ~ /\|/) {
        # Of words, those are typed that stand there.
        initial = value ~ /=/ ? substr(value, index(value, "=")) : ""
        sub(/=.*/, "", value)
        gsub(/\|/, "\\fR|\\:\\fB", value)
        gsub(/-/, "\\-", value)
        shown = shown " \\fB" value "\\fR" roff(initial)
    } else if (value != "") {
        shown = shown " \\fI" roff(value) "\\fR"
    }
    if (many) shown = shown " ..."
    if (conditions != "") shown = shown " " roff(conditions)
    print shown
    if (text == "") text = "\\&"
    paragraph(text)
}

# Before the exit status, or at the end where nothing is said of it.
function common_options(    i) {
    if (command == "" || commons == 0) return
    heading(word[5])
    for (i = 1; i <= commons; i++) {
        split(common[i], field, "\t")
        entry(field[2], field[3], field[4], field[5], field[6])
    }
    commons = 0
}

FNR == 1 { file++ }

# The options of the program, which each command takes, too.
file == 1 {
    if ($1 == "entry" && $2 ~ /^-/ && $2 !~ /--(help|version)$/) common[++commons] = $0
    next
}

$1 == "about" {
    title = toupper(name)
    gsub(/-/, "\\-", title)
    page = name
    gsub(/-/, "\\-", page)
    day = date
    print ".\\\" Made from the program's --help; not to be edited."
    print ".TH " title " 1 " day " \"" version "\" \"" word[1] "\""
    # Words as long as keys and paths leave nothing to adjust.
    print ".nh"
    print ".ad l"
    heading(word[2])
    print page " \\- " roff($2)
    about = $2
}
$1 == "usage" {
    heading(word[3])
    print "\\fB" called "\\fR " roff(substr($2, length(called) + 2))
    heading(word[4])
    paragraph(about)
}
$1 == "section" {
    heading($2)
    in_commands = 0
}
$1 == "entry" {
    # Commands are lower case, arguments are capitals.
    in_commands = $2 ~ /^[a-z]/
    entry($2, $3, $4, $5, $6)
}
$1 == "footer" {
    common_options()
    heading($2)
    paragraph($3)
}
END {
    common_options()
    heading(word[6])
    n = split(others, other, " ")
    for (i = 1; i <= n; i++) if (other[i] != name) kept[++many_others] = other[i]
    for (i = 1; i <= many_others; i++) {
        gsub(/-/, "\\-", kept[i])
        print ".BR " kept[i] " (1)" (i < many_others ? "," : "")
    }
}
