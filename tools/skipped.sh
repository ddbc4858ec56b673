#!/bin/sh
# tools/skipped.sh BUILD: how many tests the last run of ctest has skipped, and why: the last line
# that each of them printed.
set -u
log=$1/Testing/Temporary/LastTest.log
[ -f "$log" ] || { echo "No tests were run in $1."; exit 3; }
awk '
    /^[0-9]+\/[0-9]+ Testing: / { name = $3; count++; last = ""; inside = 0 }
    /^Output:$/ { inside = 1; next }
    inside && /^-+$/ { next }
    /^<end of output>$/ { inside = 0 }
    inside && NF { last = $0 }
    /^Test (Skipped|Not Run)/ || /\*\*\*Skipped/ || /^Test time/ && 0 { skipped[name] = last }
    /^Test Skipped\.$/ { skipped[name] = last }
    END {
        n = 0
        for (name in skipped) n++
        printf "Skipped: %d of %d tests.\n", n, count
        for (name in skipped) printf "  %s: %s\n", name, skipped[name] | "sort"
    }' "$log"
