# The architecture, in one place: which module lives where, what it may use, and which libraries from
# outside live only there. Read by kammerspiel_module(), which refuses an arrow that is not here, and
# by tests/architecture/layers.cmake, which refuses an #include that is not here: all modules share
# one include path, so the linker alone would let a header through.

# kammerspiel_layer(NAME FOLDER MAY_USE...): in the order of the arrows, lower ones first.
# What a module may use, it may use with everything below it.
macro(kammerspiel_layer NAME FOLDER)
    list(APPEND KAMMERSPIEL_LAYERS ${NAME})
    set(KAMMERSPIEL_FOLDER_${NAME} ${FOLDER})
    set(KAMMERSPIEL_MAY_USE_${NAME} "")
    foreach(lower ${ARGN})
        list(APPEND KAMMERSPIEL_MAY_USE_${NAME} ${lower} ${KAMMERSPIEL_MAY_USE_${lower}})
    endforeach()
    list(REMOVE_DUPLICATES KAMMERSPIEL_MAY_USE_${NAME})
endmacro()

set(KAMMERSPIEL_LAYERS "")
kammerspiel_layer(base sim/base)
kammerspiel_layer(kernel sim/kernel base)
kammerspiel_layer(scenario sim/scenario base)
kammerspiel_layer(import sim/import scenario)
kammerspiel_layer(federation sim/federation scenario)
kammerspiel_layer(model sim/model kernel federation)
# Columns of numbers: statistics know nothing of what these mean, and draw with the kernel's draws.
kammerspiel_layer(stats analysis/stats kernel)
kammerspiel_layer(ensemble sim/ensemble model stats)
# Structural analysis samples with the kernel's draws: no second source of chance.
kammerspiel_layer(graph analysis/graph kernel federation)
# Recorded incidents, and the scenarios that are made of them.
kammerspiel_layer(incidents analysis/incidents ensemble)
kammerspiel_layer(sheet analysis/sheet base)
kammerspiel_layer(exercise analysis/exercise ensemble sheet)
kammerspiel_layer(report analysis/report graph exercise incidents)
kammerspiel_layer(live live report)
kammerspiel_layer(cli cli live import)
# An executable of its own, where it is asked for.
kammerspiel_layer(cluster cluster cli)

# kammerspiel_library(PATTERN MODULE...): headers that match PATTERN are included by these modules
# only (`all`: by every one). The first pattern that matches decides.
macro(kammerspiel_library PATTERN)
    list(APPEND KAMMERSPIEL_LIBRARY_PATTERNS "${PATTERN}")
    list(LENGTH KAMMERSPIEL_LIBRARY_PATTERNS kammerspiel_library_count)
    set(KAMMERSPIEL_LIBRARY_HOMES_${kammerspiel_library_count} ${ARGN})
endmacro()

set(KAMMERSPIEL_LIBRARY_PATTERNS "")
kammerspiel_library("fmt/" all)
kammerspiel_library("nlohmann/" base scenario ensemble exercise report live cli)
kammerspiel_library("boost/math/" base stats)
kammerspiel_library("boost/graph/" graph)
kammerspiel_library("boost/(asio|beast)" live)
kammerspiel_library("date/" base)
kammerspiel_library("(oneapi/)?tbb(/|[.]h)" kernel ensemble)
kammerspiel_library("Random123/" kernel)
# Read in one place alone; import writes it.
kammerspiel_library("yaml-cpp/emitter" import)
kammerspiel_library("yaml-cpp/" scenario)
kammerspiel_library("pugixml" import sheet)
# Digests; certificates of live play.
kammerspiel_library("openssl/" base live)
kammerspiel_library("iconv[.]h" base)
kammerspiel_library("sqlite3[.]h" ensemble)
kammerspiel_library("Eigen/" graph stats)
kammerspiel_library("(kainjow/)?mustache[.]hpp" report)
kammerspiel_library("xlsxwriter" sheet)
kammerspiel_library("duktape[.]h" report)
kammerspiel_library("zip[.]h" sheet)
kammerspiel_library("libical/" exercise)
kammerspiel_library("CLI/" cli)
kammerspiel_library("qrencode[.]h" cli)
kammerspiel_library("mpi[.]h" cluster)
# Which rank has which organisation.
kammerspiel_library("metis[.]h" cluster)
# Which processors a rank may use.
kammerspiel_library("sched[.]h" cluster)
# The operating system's: files that are flushed to the disk, memory and time used, the terminal.
kammerspiel_library("sys/" base kernel ensemble live cli)
# The standard library has neither a folder nor, but for C's and POSIX's, an extension.
kammerspiel_library("[a-z0-9_]+$" all)
kammerspiel_library("(fcntl|unistd|signal|errno|termios|spawn)[.]h" base ensemble live cli)
