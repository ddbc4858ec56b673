# kammerspiel_module(NAME SOURCES ... DEPENDS <modules> LIBRARIES <private libraries>)
#
# One library per module. Its public headers are those of include/kammerspiel/NAME; what it depends
# on it names, so that an arrow against the design does not link. Libraries from outside are private:
# they do not show through public headers.
function(kammerspiel_module NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  set(target kammerspiel_${NAME})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(kammerspiel::${NAME} ALIAS ${target})
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${NAME} POSITION_INDEPENDENT_CODE ON
                                             VERIFY_INTERFACE_HEADER_SETS ON)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/kammerspiel/${NAME}/*.hpp)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/include
                                  FILES ${headers})
  # Private headers are named from the root: sim/model/state.hpp.
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_compile_features(${target} PUBLIC cxx_std_20)
  list(TRANSFORM ARG_DEPENDS PREPEND kammerspiel_)
  target_link_libraries(${target} PUBLIC ${ARG_DEPENDS} fmt::fmt ${ARG_PUBLIC_LIBRARIES}
                        PRIVATE $<BUILD_INTERFACE:kammerspiel_options> ${ARG_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY KAMMERSPIEL_MODULES ${target})
endfunction()

# kammerspiel_test(NAME SOURCES ... LIBRARIES ...)
#
# One test program per module, registered as one test: starting a program per case costs more than
# the cases do.
function(kammerspiel_test NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  set(target kammerspiel_${NAME}_test)
  add_executable(${target} ${ARG_SOURCES})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_link_libraries(${target} PRIVATE kammerspiel_test_main kammerspiel_options ${ARG_LIBRARIES})
  target_compile_definitions(${target} PRIVATE KAMMERSPIEL_ROOT="${PROJECT_SOURCE_DIR}")
  target_precompile_headers(${target} REUSE_FROM kammerspiel_test_main)
  add_test(NAME ${NAME} COMMAND ${target})
endfunction()
