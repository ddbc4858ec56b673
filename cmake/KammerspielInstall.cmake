# `cmake --install`: the program, the libraries with their headers, a CMake package, the scenarios, the
# documentation. In components, of which packages are made (cmake/KammerspielPackage.cmake):
#
#   program         what users run, its man pages, completion for bash
#   completion-zsh  for itself, as distributions keep it in other folders
#   scenarios       the shipped ones
#   documentation
#   development     everything else: libraries, headers, the CMake package
include(CMakePackageConfigHelpers)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)

set(KAMMERSPIEL_DOC_DIR ${CMAKE_INSTALL_DATAROOTDIR}/doc/kammerspiel)
set(KAMMERSPIEL_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Kammerspiel)
get_property(modules GLOBAL PROPERTY KAMMERSPIEL_MODULES)
if(modules)
    install(TARGETS ${modules} EXPORT KammerspielTargets
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS)
    install(EXPORT KammerspielTargets NAMESPACE kammerspiel:: DESTINATION ${KAMMERSPIEL_CMAKE_DIR})
    install(DIRECTORY ${KAMMERSPIEL_GENERATED_INCLUDE}/kammerspiel DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()
if(TARGET kammerspiel)
    install(TARGETS kammerspiel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
# What each library links, for KammerspielConfig.cmake: whoever asks for the kernel needs no Duktape.
set(KAMMERSPIEL_COMPONENT_NEEDS "")
foreach(component ${KAMMERSPIEL_COMPONENTS})
    get_target_property(libraries kammerspiel_${component} INTERFACE_LINK_LIBRARIES)
    set(uses "")
    set(packages "")
    foreach(library ${libraries})
        string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" library "${library}")
        if(library MATCHES "^kammerspiel_(.+)$")
            list(APPEND uses ${CMAKE_MATCH_1})
        elseif(NOT library MATCHES "^\\$<BUILD_INTERFACE:")
            # The package is in the target's name, but for one.
            string(REGEX REPLACE "::.*$" "" package ${library})
            string(REGEX REPLACE "^SQLite$" "SQLite3" package ${package})
            if(NOT ${package}_FOUND)
                message(FATAL_ERROR "${library}, which ${component} links, is of no package that was found")
            endif()
            list(APPEND packages ${package})
        endif()
    endforeach()
    list(REMOVE_DUPLICATES packages)
    list(JOIN uses " " uses)
    list(JOIN packages " " packages)
    string(APPEND KAMMERSPIEL_COMPONENT_NEEDS "set(Kammerspiel_${component}_USES ${uses})\n"
                                              "set(Kammerspiel_${component}_PACKAGES ${packages})\n")
endforeach()
list(JOIN KAMMERSPIEL_COMPONENTS " " KAMMERSPIEL_COMPONENTS)
set(KAMMERSPIEL_SCENARIOS_DIR ${CMAKE_INSTALL_DATADIR}/kammerspiel/scenarios)
configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/KammerspielConfig.cmake.in
    ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake INSTALL_DESTINATION ${KAMMERSPIEL_CMAKE_DIR}
    PATH_VARS KAMMERSPIEL_SCENARIOS_DIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake
              ${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/FindDuktape.cmake
              ${PROJECT_SOURCE_DIR}/cmake/FindXlsxWriter.cmake
              ${PROJECT_SOURCE_DIR}/cmake/FindLibZip.cmake
              ${PROJECT_SOURCE_DIR}/cmake/FindIcal.cmake
        DESTINATION ${KAMMERSPIEL_CMAKE_DIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/kammerspiel
        COMPONENT scenarios)
# As they lie here, so that their links among each other hold.
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/LIESMICH.md
              ${PROJECT_SOURCE_DIR}/CHANGELOG.md
        DESTINATION ${KAMMERSPIEL_DOC_DIR} COMPONENT documentation)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs ${PROJECT_SOURCE_DIR}/examples
        DESTINATION ${KAMMERSPIEL_DOC_DIR} COMPONENT documentation)
install(FILES ${PROJECT_SOURCE_DIR}/web/LICENSES.md DESTINATION ${KAMMERSPIEL_DOC_DIR}/web
        COMPONENT documentation)

# Man pages and completion say what --help says. A program that a sanitizer watches is not one to install,
# and need not be able to run while it is built; nor can one for another machine.
if(TARGET kammerspiel AND NOT KAMMERSPIEL_SANITIZE AND NOT CMAKE_CROSSCOMPILING)
    set(help ${PROJECT_BINARY_DIR}/help)
    file(GLOB help_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/help/*)
    add_custom_command(
        OUTPUT ${help}.made
        COMMAND ${PROJECT_SOURCE_DIR}/packaging/help/help_files.sh $<TARGET_FILE:kammerspiel> ${help}
        COMMAND ${CMAKE_COMMAND} -E touch ${help}.made
        DEPENDS kammerspiel ${help_sources}
        COMMENT "Man pages and completion from kammerspiel --help"
        VERBATIM)
    add_custom_target(kammerspiel_help_files ALL DEPENDS ${help}.made)
    install(DIRECTORY ${help}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
    install(FILES ${help}/bash/kammerspiel DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
            COMPONENT program)
    install(FILES ${help}/zsh/_kammerspiel DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions
            COMPONENT completion-zsh)
    include(KammerspielPackage)
endif()
