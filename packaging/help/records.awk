# Takes what `kammerspiel [COMMAND] --help` prints apart, into one record a line, its fields between tabs:
#
#   about       TEXT
#   usage       TEXT                                      what follows "Usage: "
#   section     TEXT                                      a heading, without its colon
#   entry       NAMES VALUE MANY CONDITIONS TEXT          an option, an argument or a command
#   footer      HEADING TEXT
#
# Read as bytes (LC_ALL=C): the program counts its columns in bytes, so that a description begins after
# COLUMN of them, whatever letters stand before it. Nothing here depends on the language of the help.
BEGIN {
    FS = "\n"
    column = 34
    about = usage = footer = ""
}

function spaced(before, text) { return before == "" ? text : before " " text }

function end_of_entry(    rest, names, value, many, conditions) {
    if (left == "") return
    names = left
    sub(/ .*/, "", names)
    rest = substr(left, length(names) + 1)
    conditions = ""
    # "(required)", "not with: --csv"; but not the "NAME: …" that stands for a value.
    if (match(rest, / (\([^)]*\)( .*)?|[a-z]+( [a-z]+)+: [-A-Z].*)$/)) {
        conditions = substr(rest, RSTART + 1)
        rest = substr(rest, 1, RSTART - 1)
    }
    many = sub(/ \.\.\.$/, "", rest)
    value = rest
    sub(/^ /, "", value)
    print "entry\t" names "\t" value "\t" many "\t" conditions "\t" said
    left = said = ""
}

/^$/ { end_of_entry(); next }

usage == "" && /^[A-Z][A-Za-z]*: kammerspiel/ {
    usage = $0
    sub(/^[^:]*: /, "", usage)
    print "about\t" about
    print "usage\t" usage
    next
}
usage == "" { about = spaced(about, $0); next }

footer == "" && /^[^ ].*:$/ {
    end_of_entry()
    sub(/:$/, "")
    print "section\t" $0
    next
}

/^  [^ ]/ {
    end_of_entry()
    cut = 0
    if (length($0) > column && substr($0, column, 1) == " ") {
        # Names that reach up to there stand alone; or a longer one has a space just there, which shows when
        # the description comes on a line of its own.
        cut = substr($0, column - 1, 1) != " "
        left = substr($0, 3, column - 2)
        said = substr($0, column + 1)
    } else {
        left = substr($0, 3)
    }
    sub(/ *$/, "", left)
    next
}
/^   / {
    sub(/^ */, "")
    if (cut) {
        left = left " " said
        said = ""
        cut = 0
    }
    said = spaced(said, $0)
    next
}

{
    end_of_entry()
    footer = spaced(footer, $0)
}

END {
    end_of_entry()
    if (usage == "") exit 1
    if (footer != "") {
        text = footer
        sub(/^[^:]*: /, "", text)
        sub(/: .*/, "", footer)
        print "footer\t" footer "\t" text
    }
}
