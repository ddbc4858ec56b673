#!/bin/sh
# Installs the Debian and Ubuntu packages that are missing; says which, and does nothing if none is.
#
#   tools/install-packages.sh [format] [browser] [tidy] [coverage] [package] [mpi] [fuzz]
#
# Without a word: what building, testing, measuring and the demo need. Each word adds what that job
# needs. The names are the same in Debian 12 and Ubuntu 24.04.
set -eu

build='make cmake ninja-build g++ ccache'
libraries='libboost-dev libeigen3-dev libtbb-dev libyaml-cpp-dev libpugixml-dev libfmt-dev
           nlohmann-json3-dev libcli11-dev librandom123-dev libhowardhinnant-date-dev libsqlite3-dev
           libkainjow-mustache-dev libssl-dev duktape-dev libxlsxwriter-dev libzip-dev libical-dev
           libqrencode-dev
           tzdata'
# Python validates the shipped scenarios against our JSON Schema, independently of our own code, and
# reads exports back with networkx, openpyxl and icalendar; so does Graphviz.
tests='catch2 libbenchmark-dev graphviz python3 python3-icalendar python3-jsonschema
       python3-networkx python3-openpyxl python3-yaml'

wanted="$build $libraries $tests"
for job in "$@"; do
    case $job in
        # Version 14 by name: another version formats differently.
        format) wanted="$wanted clang-format-14" ;;
        # Pages and papers are looked at in Chromium; Poppler looks at what it prints.
        browser) wanted="$wanted chromium poppler-utils fonts-dejavu-core" ;;
        tidy) wanted="$wanted clang-tidy-14" ;;
        coverage) wanted="$wanted gcovr" ;;
        # What makes packages (make package portable), and what looks at them, at man pages and completion.
        package) wanted="$wanted dpkg-dev file patchelf lintian man-db mandoc zsh" ;;
        # kammerspiel-mpi and its tests; on a cluster the site's own MPI is the better one.
        mpi) wanted="$wanted libopenmpi-dev openmpi-bin libmetis-dev" ;;
        fuzz) wanted="$wanted clang" ;;
        *) echo "$0: unknown job '$job' (format, browser, tidy, coverage, package, mpi, fuzz)" >&2; exit 2 ;;
    esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "$0: not a Debian or Ubuntu system. Going on; cmake names what it does not find." >&2
    echo "Debian calls the packages:" $wanted >&2
    exit 0
fi

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
    echo 'Packages: all there.'
    exit 0
fi
echo "Packages: installing$missing"

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "$0: neither root nor sudo here. As root, run: apt-get install$missing" >&2
        exit 3
    fi
    as_root=sudo
    # Without a terminal nobody could type a password.
    [ -t 0 ] || as_root='sudo -n'
fi
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0"
$apt update </dev/null || echo "$0: the package lists could not be brought up to date" >&2
if ! $apt install -y --no-install-recommends $missing </dev/null; then
    echo "$0: not all could be installed. By hand: apt-get install$missing" >&2
    exit 3
fi
