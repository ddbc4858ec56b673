# Every library from outside, each with the package that brings it.

macro(kammerspiel_need PACKAGE DEBIAN)
  find_package(${PACKAGE} ${ARGN} QUIET)
  if(NOT ${PACKAGE}_FOUND)
    message(FATAL_ERROR "${PACKAGE} is missing. Install it: apt-get install ${DEBIAN}\n"
                        "or everything at once: tools/install-packages.sh")
  endif()
endmacro()

set(THREADS_PREFER_PTHREAD_FLAG ON)
kammerspiel_need(Threads libc6-dev)
kammerspiel_need(Boost libboost-dev 1.74)
kammerspiel_need(fmt libfmt-dev)
kammerspiel_need(TBB libtbb-dev)
kammerspiel_need(yaml-cpp libyaml-cpp-dev)
kammerspiel_need(nlohmann_json nlohmann-json3-dev)
kammerspiel_need(CLI11 libcli11-dev)
kammerspiel_need(date libhowardhinnant-date-dev)

# Header-only libraries without a CMake package.
function(kammerspiel_header_library TARGET HEADER DEBIAN)
  find_path(${TARGET}_DIR ${HEADER})
  if(NOT ${TARGET}_DIR)
    message(FATAL_ERROR "${HEADER} is missing. Install it: apt-get install ${DEBIAN}\n"
                        "or everything at once: tools/install-packages.sh")
  endif()
  add_library(${TARGET} INTERFACE IMPORTED)
  target_include_directories(${TARGET} SYSTEM INTERFACE ${${TARGET}_DIR})
endfunction()
kammerspiel_header_library(Random123 Random123/philox.h librandom123-dev)
kammerspiel_header_library(Mustache mustache.hpp libkainjow-mustache-dev)

# yaml-cpp names its target differently from version to version.
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()

if(KAMMERSPIEL_TESTS)
  kammerspiel_need(Catch2 catch2)
endif()
