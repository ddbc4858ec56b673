# For those who use the library: kammerspiel/version.hpp and for each module one header with all of its
# public ones, kammerspiel/kernel.hpp for those of kammerspiel/kernel/. Made here, so that a new header
# is in it without being named. In a target of their own: no module includes them, so that none is
# compiled anew for another's header.
get_property(modules GLOBAL PROPERTY KAMMERSPIEL_MODULES)
list(TRANSFORM modules REPLACE "^kammerspiel_" "" OUTPUT_VARIABLE KAMMERSPIEL_COMPONENTS)

# What public headers are made of and nobody else needs: parts of the kernel's queue, and what lies in a
# folder detail/.
set(KAMMERSPIEL_INNER_HEADERS "/detail/|/kernel/(chunks|front|rung|small_heap)[.]hpp$")

set(KAMMERSPIEL_GENERATED_INCLUDE ${PROJECT_BINARY_DIR}/include)
configure_file(${PROJECT_SOURCE_DIR}/cmake/KammerspielVersion.hpp.in
               ${KAMMERSPIEL_GENERATED_INCLUDE}/kammerspiel/version.hpp @ONLY)
set(umbrellas ${KAMMERSPIEL_GENERATED_INCLUDE}/kammerspiel/version.hpp)
foreach(module ${KAMMERSPIEL_COMPONENTS})
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include
         ${PROJECT_SOURCE_DIR}/include/kammerspiel/${module}/*.hpp)
    list(FILTER headers EXCLUDE REGEX ${KAMMERSPIEL_INNER_HEADERS})
    list(SORT headers)
    list(TRANSFORM headers PREPEND "#include \"")
    list(TRANSFORM headers APPEND "\"")
    list(JOIN headers "\n" includes)
    set(umbrella ${KAMMERSPIEL_GENERATED_INCLUDE}/kammerspiel/${module}.hpp)
    file(CONFIGURE OUTPUT ${umbrella}
         CONTENT "#pragma once\n\n// All of kammerspiel::${module}.\n\n${includes}\n" @ONLY)
    list(APPEND umbrellas ${umbrella})
endforeach()

# Everything, as find_package() gives it as kammerspiel::kammerspiel where no components are asked for.
add_library(kammerspiel_umbrella INTERFACE)
add_library(kammerspiel::kammerspiel ALIAS kammerspiel_umbrella)
target_link_libraries(kammerspiel_umbrella INTERFACE ${modules})
target_sources(kammerspiel_umbrella INTERFACE FILE_SET HEADERS
                                    BASE_DIRS ${KAMMERSPIEL_GENERATED_INCLUDE} FILES ${umbrellas})
