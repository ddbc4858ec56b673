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
endif()
if(TARGET kammerspiel)
    install(TARGETS kammerspiel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
list(TRANSFORM modules REPLACE "^kammerspiel_" "" OUTPUT_VARIABLE KAMMERSPIEL_COMPONENTS)
configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/KammerspielConfig.cmake.in
    ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake INSTALL_DESTINATION ${KAMMERSPIEL_CMAKE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake
              ${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
              ${PROJECT_SOURCE_DIR}/cmake/FindRandom123.cmake
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
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs DESTINATION ${KAMMERSPIEL_DOC_DIR} COMPONENT documentation)
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
