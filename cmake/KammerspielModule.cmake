# How a module, its tests and its benchmarks are declared.
include(KammerspielLayers)

# kammerspiel_find_missing(RESULT SOURCES...): those that are neither there nor made by the build.
function(kammerspiel_find_missing RESULT)
    set(missing "")
    foreach(source ${ARGN})
        cmake_path(IS_ABSOLUTE source is_absolute)
        if(NOT is_absolute AND NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
            list(APPEND missing ${source})
        endif()
    endforeach()
    set(${RESULT} ${missing} PARENT_SCOPE)
endfunction()

# kammerspiel_can_build(RESULT WHAT SOURCES ... MODULES ...): stops with what is missing; while
# KAMMERSPIEL_UNFINISHED is on it only says so, and WHAT is left out.
function(kammerspiel_can_build RESULT WHAT)
    cmake_parse_arguments(ARG "" "" "SOURCES;MODULES" ${ARGN})
    kammerspiel_find_missing(missing ${ARG_SOURCES})
    foreach(module ${ARG_MODULES})
        if(NOT TARGET kammerspiel_${module})
            list(APPEND missing "module ${module}")
        endif()
    endforeach()
    set(${RESULT} ON PARENT_SCOPE)
    if(missing)
        list(JOIN missing ", " missing)
        if(NOT KAMMERSPIEL_UNFINISHED)
            message(FATAL_ERROR "${WHAT} needs what is not there: ${missing}")
        endif()
        message(WARNING "${WHAT} is left out, as these are not there yet: ${missing}")
        set(${RESULT} OFF PARENT_SCOPE)
    endif()
endfunction()

# kammerspiel_module(NAME SOURCES ... DEPENDS <modules> LIBRARIES ... PUBLIC_LIBRARIES ...)
#
# One library per module, as the target kammerspiel::NAME. Its public headers are those of
# include/kammerspiel/NAME; private ones lie beside the sources and are included as
# "sim/NAME/x.hpp". DEPENDS names other modules, within cmake/KammerspielLayers.cmake. LIBRARIES come
# from outside and are not seen by users of the module; PUBLIC_LIBRARIES show in its public headers.
# Without SOURCES the module consists of headers.
function(kammerspiel_module NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
    if(NOT NAME IN_LIST KAMMERSPIEL_LAYERS)
        message(FATAL_ERROR "Module ${NAME} is not in cmake/KammerspielLayers.cmake")
    endif()
    foreach(module ${ARG_DEPENDS})
        if(NOT module IN_LIST KAMMERSPIEL_MAY_USE_${NAME})
            message(FATAL_ERROR "Module ${NAME} must not depend on ${module}: "
                                "see cmake/KammerspielLayers.cmake")
        endif()
    endforeach()
    kammerspiel_can_build(can_build "Module ${NAME}" SOURCES ${ARG_SOURCES} MODULES ${ARG_DEPENDS})
    if(NOT can_build)
        return()
    endif()

    set(target kammerspiel_${NAME})
    list(TRANSFORM ARG_DEPENDS PREPEND kammerspiel_)
    if(ARG_SOURCES)
        set(visible PUBLIC)
        add_library(${target} STATIC ${ARG_SOURCES})
        # Private headers are named from the root: sim/model/state.hpp.
        target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
        # An installed static library asks for what it links, not for what was only included.
        set(private "")
        foreach(library ${ARG_LIBRARIES})
            get_target_property(kind ${library} TYPE)
            if(kind STREQUAL INTERFACE_LIBRARY AND NOT library STREQUAL Threads::Threads)
                list(APPEND private $<BUILD_INTERFACE:${library}>)
            else()
                list(APPEND private ${library})
            endif()
        endforeach()
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:kammerspiel_options> ${private})
    else()
        set(visible INTERFACE)
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE ${ARG_LIBRARIES})
    endif()
    add_library(kammerspiel::${NAME} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${NAME} POSITION_INDEPENDENT_CODE ON)
    target_compile_features(${target} ${visible} cxx_std_20)
    target_link_libraries(${target} ${visible} ${ARG_DEPENDS} fmt::fmt ${ARG_PUBLIC_LIBRARIES})

    file(GLOB_RECURSE headers CONFIGURE_DEPENDS
         ${PROJECT_SOURCE_DIR}/include/kammerspiel/${NAME}/*.hpp)
    target_sources(${target} ${visible} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include
                                        FILES ${headers})
    set_property(GLOBAL APPEND PROPERTY KAMMERSPIEL_MODULES ${target})
endfunction()

# kammerspiel_test(NAME SOURCES ... MODULES ... LIBRARIES ... LABELS ...)
#
# One test program, kammerspiel_NAME_test, registered as the one test NAME: starting a program per
# case costs more than the cases do. Where NAME is a module it is linked; MODULES names further ones.
# KAMMERSPIEL_ROOT is the source folder. Includes "catch.hpp", never Catch2 itself.
function(kammerspiel_test NAME)
    cmake_parse_arguments(ARG "" "" "SOURCES;MODULES;LIBRARIES;LABELS" ${ARGN})
    set(modules ${ARG_MODULES})
    if(NAME IN_LIST KAMMERSPIEL_LAYERS AND NOT NAME STREQUAL cli)
        list(APPEND modules ${NAME})
    endif()
    kammerspiel_can_build(can_build "Test ${NAME}" SOURCES ${ARG_SOURCES} MODULES ${modules})
    if(NOT can_build)
        return()
    endif()
    set(target kammerspiel_${NAME}_test)
    add_executable(${target} ${ARG_SOURCES})
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    list(TRANSFORM modules PREPEND kammerspiel_)
    target_link_libraries(${target} PRIVATE kammerspiel_test_main kammerspiel_options ${modules}
                                            ${ARG_LIBRARIES})
    target_precompile_headers(${target} REUSE_FROM kammerspiel_test_main)
    add_test(NAME ${NAME} COMMAND ${target})
    set_tests_properties(${NAME} PROPERTIES TIMEOUT 300 LABELS "${ARG_LABELS}")
endfunction()

# kammerspiel_bench(SOURCES ... MODULES ... LIBRARIES ...)
#
# Adds to the one benchmark program, so that `make bench` prints one table. May be called again.
function(kammerspiel_bench)
    if(NOT KAMMERSPIEL_BENCH)
        return()
    endif()
    cmake_parse_arguments(ARG "" "" "SOURCES;MODULES;LIBRARIES" ${ARGN})
    kammerspiel_can_build(can_build "Benchmark" SOURCES ${ARG_SOURCES} MODULES ${ARG_MODULES})
    if(NOT can_build)
        return()
    endif()
    if(NOT TARGET kammerspiel_bench)
        add_executable(kammerspiel_bench)
        target_include_directories(kammerspiel_bench PRIVATE ${PROJECT_SOURCE_DIR}
                                                             ${PROJECT_BINARY_DIR})
        target_compile_definitions(kammerspiel_bench
                                   PRIVATE KAMMERSPIEL_ROOT="${PROJECT_SOURCE_DIR}")
        target_link_libraries(kammerspiel_bench PRIVATE kammerspiel_options
                                                        benchmark::benchmark)
        set_target_properties(kammerspiel_bench PROPERTIES
                              RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests/bench)
        # That every benchmark still runs, not how fast it is.
        add_test(NAME bench COMMAND kammerspiel_bench --quick)
        set_tests_properties(bench PROPERTIES TIMEOUT 300)
    endif()
    list(TRANSFORM ARG_SOURCES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
    target_sources(kammerspiel_bench PRIVATE ${ARG_SOURCES})
    list(TRANSFORM ARG_MODULES PREPEND kammerspiel_)
    target_link_libraries(kammerspiel_bench PRIVATE ${ARG_MODULES} ${ARG_LIBRARIES})
endfunction()
