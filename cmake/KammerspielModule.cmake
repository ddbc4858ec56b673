# How a module, its tests and its benchmarks are declared.
include(KammerspielLayers)

# kammerspiel_require(WHAT SOURCES ... MODULES ...): stops, naming what is missing: a source that is
# neither there nor made by the build, a module that is not declared before.
function(kammerspiel_require WHAT)
    cmake_parse_arguments(ARG "" "" "SOURCES;MODULES" ${ARGN})
    set(missing "")
    foreach(source ${ARG_SOURCES})
        cmake_path(IS_ABSOLUTE source is_absolute)
        if(NOT is_absolute AND NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
            list(APPEND missing ${source})
        endif()
    endforeach()
    foreach(module ${ARG_MODULES})
        if(NOT TARGET kammerspiel_${module})
            list(APPEND missing "module ${module}")
        endif()
    endforeach()
    if(missing)
        list(JOIN missing ", " missing)
        message(FATAL_ERROR "${WHAT} needs what is not there: ${missing}")
    endif()
endfunction()

# kammerspiel_embed_files(OUT x.cpp NAMESPACE ... FUNCTION ... HEADER ... FILES ... [BELOW folder]):
# the files as C++ in the build folder, where FUNCTION() returns them with their names: those within
# BELOW, or without it their last parts.
function(kammerspiel_embed_files)
    cmake_parse_arguments(ARG "" "OUT;NAMESPACE;FUNCTION;HEADER;BELOW" "FILES" ${ARGN})
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${ARG_OUT})
    list(JOIN ARG_FILES "\n" lines)
    file(GENERATE OUTPUT ${out}.list CONTENT "${lines}\n")
    add_custom_command(
        OUTPUT ${out}
        COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DLIST=${out}.list -DBELOW=${ARG_BELOW}
                -DNAMESPACE=${ARG_NAMESPACE} -DFUNCTION=${ARG_FUNCTION} -DHEADER=${ARG_HEADER} -P
                ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
        DEPENDS ${ARG_FILES} ${out}.list ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
        VERBATIM)
endfunction()

# Owns the precompiled header that all modules share.
add_library(kammerspiel_precompiled OBJECT ${PROJECT_SOURCE_DIR}/sim/precompiled.cpp)
target_include_directories(kammerspiel_precompiled PRIVATE ${PROJECT_SOURCE_DIR})
target_link_libraries(kammerspiel_precompiled PRIVATE kammerspiel_options fmt::fmt)
target_precompile_headers(kammerspiel_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/sim/precompiled.hpp)
set_target_properties(kammerspiel_precompiled PROPERTIES POSITION_INDEPENDENT_CODE ON)

# kammerspiel_unity(TARGET SOURCES...): with KAMMERSPIEL_UNITY, eight sources at a time, so that headers
# and templates are read once for all of them. One that opens a namespace or an enumeration as a whole
# would open it for its neighbours, too, and is compiled by itself.
function(kammerspiel_unity TARGET)
    if(NOT KAMMERSPIEL_UNITY)
        return()
    endif()
    set_target_properties(${TARGET} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    foreach(source ${ARGN})
        cmake_path(IS_ABSOLUTE source is_made)
        if(NOT is_made)
            file(STRINGS ${source} opened REGEX "^ *using (namespace [a-z_]+;|enum )")
            if(opened)
                set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
            endif()
        endif()
    endforeach()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # Seen from a unity source, what is anonymous in a file looks as if it came from a header.
        target_compile_options(${TARGET} PRIVATE -Wno-subobject-linkage)
    endif()
endfunction()

# kammerspiel_module(NAME [INTERNAL] SOURCES ... DEPENDS <modules> LIBRARIES ... PUBLIC_LIBRARIES ...)
#
# One library per module, as the target kammerspiel::NAME. Its public headers are those of
# include/kammerspiel/NAME; private ones lie beside the sources and are included as
# "sim/NAME/x.hpp". DEPENDS names other modules, within cmake/KammerspielLayers.cmake. LIBRARIES come
# from outside and are not seen by users of the module; PUBLIC_LIBRARIES show in its public headers.
# Without SOURCES the module consists of headers. What is INTERNAL is not installed.
function(kammerspiel_module NAME)
    cmake_parse_arguments(ARG "INTERNAL" "" "SOURCES;DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
    if(NOT NAME IN_LIST KAMMERSPIEL_LAYERS)
        message(FATAL_ERROR "Module ${NAME} is not in cmake/KammerspielLayers.cmake")
    endif()
    foreach(module ${ARG_DEPENDS})
        if(NOT module IN_LIST KAMMERSPIEL_MAY_USE_${NAME})
            message(FATAL_ERROR "Module ${NAME} must not depend on ${module}: "
                                "see cmake/KammerspielLayers.cmake")
        endif()
    endforeach()
    kammerspiel_require("Module ${NAME}" SOURCES ${ARG_SOURCES} MODULES ${ARG_DEPENDS})

    set(target kammerspiel_${NAME})
    list(TRANSFORM ARG_DEPENDS PREPEND kammerspiel_)
    if(ARG_SOURCES)
        set(visible PUBLIC)
        add_library(${target} STATIC ${ARG_SOURCES})
        target_precompile_headers(${target} REUSE_FROM kammerspiel_precompiled)
        kammerspiel_unity(${target} ${ARG_SOURCES})
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
    if(NOT ARG_INTERNAL)
        set_property(GLOBAL APPEND PROPERTY KAMMERSPIEL_MODULES ${target})
    endif()
endfunction()

# kammerspiel_test(NAME [SUPPORT] SOURCES ... MODULES ... LIBRARIES ... LABELS ... PARTS NAME=TAGS ...)
#
# One test program, kammerspiel_NAME_test, registered as the one test NAME: starting a program per
# case costs more than the cases do. One that takes minutes is registered in PARTS, which run side by
# side: each with the cases that TAGS choose. Where NAME is a module it is linked; MODULES names further ones;
# with SUPPORT it may use tests/support: small worlds and federations that many tests play in.
# KAMMERSPIEL_ROOT is the source folder. Includes "catch.hpp", never Catch2 itself.
function(kammerspiel_test NAME)
    cmake_parse_arguments(ARG "SUPPORT" "" "SOURCES;MODULES;LIBRARIES;LABELS;PARTS" ${ARGN})
    set(modules ${ARG_MODULES})
    if(NAME IN_LIST KAMMERSPIEL_LAYERS)
        list(APPEND modules ${NAME})
    endif()
    kammerspiel_require("Test ${NAME}" SOURCES ${ARG_SOURCES} MODULES ${modules})
    set(target kammerspiel_${NAME}_test)
    add_executable(${target} ${ARG_SOURCES})
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    list(TRANSFORM modules PREPEND kammerspiel_)
    if(ARG_SUPPORT)
        list(PREPEND modules kammerspiel_test_support)
    endif()
    target_link_libraries(${target} PRIVATE kammerspiel_test_main kammerspiel_options ${modules}
                                            ${ARG_LIBRARIES})
    target_precompile_headers(${target} REUSE_FROM kammerspiel_test_main)
    if(NOT ARG_PARTS)
        set(ARG_PARTS "${NAME}=")
    endif()
    foreach(part ${ARG_PARTS})
        string(REGEX MATCH "^([^=]*)=(.*)$" part ${part})
        add_test(NAME ${CMAKE_MATCH_1} COMMAND ${target} ${CMAKE_MATCH_2})
        set_tests_properties(${CMAKE_MATCH_1} PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}")
    endforeach()
endfunction()

# kammerspiel_bench(SOURCES ... MODULES ... LIBRARIES ...)
#
# Adds to the one benchmark program, so that `make bench` prints one table. May be called again.
function(kammerspiel_bench)
    if(NOT KAMMERSPIEL_BENCH)
        return()
    endif()
    cmake_parse_arguments(ARG "" "" "SOURCES;MODULES;LIBRARIES" ${ARGN})
    kammerspiel_require("Benchmark" SOURCES ${ARG_SOURCES} MODULES ${ARG_MODULES})
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
