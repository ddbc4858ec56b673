# How everything is compiled.

option(KAMMERSPIEL_TESTS "Build the tests" ON)
option(KAMMERSPIEL_BENCH "Build the benchmarks" OFF)
option(KAMMERSPIEL_FUZZ "Build the fuzz targets (clang)" OFF)
option(KAMMERSPIEL_MPI "Build kammerspiel-mpi, for clusters (Open MPI)" OFF)
option(KAMMERSPIEL_WERROR "Treat warnings as errors" OFF)
option(KAMMERSPIEL_PLAIN_THREADS "Run tasks on std::jthread, not TBB (for ThreadSanitizer)" OFF)
set(KAMMERSPIEL_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
option(KAMMERSPIEL_COVERAGE "Count which lines and branches the tests run" OFF)
option(KAMMERSPIEL_UNITY "Compile the sources of a module eight at a time: less work in all, more after a change" OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# `all_verify_interface_header_sets` compiles every public header on its own.
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

find_program(KAMMERSPIEL_CCACHE ccache)
if(KAMMERSPIEL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without these, ccache compiles anew whatever uses a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros ${KAMMERSPIEL_CCACHE})
endif()

add_library(kammerspiel_options INTERFACE)
target_compile_options(
    kammerspiel_options
    INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wnon-virtual-dtor
              -Woverloaded-virtual -Wcast-align -Wimplicit-fallthrough -Wswitch -Wunused
              # Among sources compiled together names of one hide behind those of another.
              $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>
              $<$<BOOL:${KAMMERSPIEL_WERROR}>:-Werror>
              # A field left out of a designated initializer has its default: that is meant.
              -Wno-missing-field-initializers
              # Fused multiply-add rounds once instead of twice, and only some processors have it:
              # without this, the same world would differ between machines.
              -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # ccache needs the first. The others are false alarms of GCC 12 at `"text" + std::string`
    # (GCC bug 105651), which a precompiled header brings to light.
    target_compile_options(kammerspiel_options INTERFACE -fpch-preprocess -Wno-restrict
                           -Wno-stringop-overflow -Wno-stringop-overread
                           -Wno-array-bounds)
    # Seen by GCC where a sanitizer has rewritten the code, not in the code itself.
    if(KAMMERSPIEL_SANITIZE)
        target_compile_options(kammerspiel_options INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
if(KAMMERSPIEL_SANITIZE)
    target_compile_options(kammerspiel_options INTERFACE -fsanitize=${KAMMERSPIEL_SANITIZE}
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(kammerspiel_options INTERFACE -fsanitize=${KAMMERSPIEL_SANITIZE})
endif()
if(KAMMERSPIEL_COVERAGE)
    target_compile_options(kammerspiel_options INTERFACE --coverage -fprofile-abs-path)
    target_link_options(kammerspiel_options INTERFACE --coverage)
endif()
if(KAMMERSPIEL_PLAIN_THREADS)
    target_compile_definitions(kammerspiel_options INTERFACE KAMMERSPIEL_PLAIN_THREADS)
endif()
