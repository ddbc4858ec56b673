# Every library from outside, each with the Debian package that brings it.
list(APPEND CMAKE_MODULE_PATH ${PROJECT_SOURCE_DIR}/cmake)

macro(kammerspiel_need PACKAGE DEBIAN)
    find_package(${PACKAGE} ${ARGN} QUIET)
    if(NOT ${PACKAGE}_FOUND)
        message(FATAL_ERROR "${PACKAGE} ${ARGN} is missing. On Debian and Ubuntu: "
                            "apt-get install ${DEBIAN}\n"
                            "or everything at once: tools/install-packages.sh")
    endif()
endmacro()

set(THREADS_PREFER_PTHREAD_FLAG ON)
kammerspiel_need(Threads libc6-dev)
kammerspiel_need(Boost libboost-dev 1.74)
kammerspiel_need(Eigen3 libeigen3-dev 3.4)
kammerspiel_need(TBB libtbb-dev)
kammerspiel_need(fmt libfmt-dev)
kammerspiel_need(yaml-cpp libyaml-cpp-dev)
kammerspiel_need(pugixml libpugixml-dev)
kammerspiel_need(nlohmann_json nlohmann-json3-dev)
kammerspiel_need(CLI11 libcli11-dev)
kammerspiel_need(date libhowardhinnant-date-dev)
kammerspiel_need(Random123 librandom123-dev)
kammerspiel_need(Mustache libkainjow-mustache-dev)
kammerspiel_need(OpenSSL libssl-dev)
kammerspiel_need(SQLite3 libsqlite3-dev)
kammerspiel_need(Duktape duktape-dev)

add_library(Random123 ALIAS Random123::Random123)
add_library(Mustache ALIAS Mustache::Mustache)
# yaml-cpp 0.7 has the target yaml-cpp, 0.8 yaml-cpp::yaml-cpp.
if(NOT TARGET yaml-cpp::yaml-cpp)
    add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
# The library itself: pugixml::pugixml only leads to it, and an installation has to name what it links.
set(KAMMERSPIEL_PUGIXML pugixml::pugixml)
foreach(library pugixml::static pugixml::shared)
    if(TARGET ${library})
        set(KAMMERSPIEL_PUGIXML ${library})
    endif()
endforeach()

if(KAMMERSPIEL_TESTS)
    kammerspiel_need(Catch2 catch2)
endif()
if(KAMMERSPIEL_BENCH)
    kammerspiel_need(benchmark libbenchmark-dev)
endif()
