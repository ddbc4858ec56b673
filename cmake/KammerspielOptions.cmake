# How everything is compiled.

option(KAMMERSPIEL_TESTS "Build the tests" ON)
option(KAMMERSPIEL_BENCH "Build the benchmarks" OFF)
option(KAMMERSPIEL_FUZZ "Build the fuzz targets (clang)" OFF)
option(KAMMERSPIEL_WERROR "Treat warnings as errors" ON)
option(KAMMERSPIEL_PLAIN_THREADS "Run tasks on std::jthread, not TBB (for ThreadSanitizer)" OFF)
set(KAMMERSPIEL_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(kammerspiel_options INTERFACE)
target_compile_options(
  kammerspiel_options
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
            -Woverloaded-virtual -Wcast-align -Wimplicit-fallthrough -Wswitch
            $<$<BOOL:${KAMMERSPIEL_WERROR}>:-Werror>
            # A field left out of a designated initializer has its default: that is meant.
            -Wno-missing-field-initializers)
if(KAMMERSPIEL_SANITIZE)
  target_compile_options(kammerspiel_options INTERFACE -fsanitize=${KAMMERSPIEL_SANITIZE}
                                                       -fno-omit-frame-pointer -g)
  target_link_options(kammerspiel_options INTERFACE -fsanitize=${KAMMERSPIEL_SANITIZE})
endif()
if(KAMMERSPIEL_PLAIN_THREADS)
  target_compile_definitions(kammerspiel_options INTERFACE KAMMERSPIEL_PLAIN_THREADS)
endif()
