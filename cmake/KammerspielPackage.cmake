# The Debian package: `make package`, by packaging/debian/build.sh. Name and version are the project's.
# One package for each group of components; a further one, such as a program built with MPI, is a group
# with components of its own.

# Nobody is named yet: an address that can belong to no one.
set(KAMMERSPIEL_MAINTAINER "Kammerspiel <nobody@kammerspiel.invalid>" CACHE STRING
    "Who answers for packages that are built here: Name <address>")

string(TOLOWER ${PROJECT_NAME} CPACK_PACKAGE_NAME)
set(CPACK_PACKAGE_VENDOR ${PROJECT_NAME})
set(CPACK_PACKAGE_CONTACT ${KAMMERSPIEL_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of cyberattacks and the response to them")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
# As Debian wants them, whatever umask the builder has.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_COMPONENTS_ALL program scenarios documentation debian)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_KAMMERSPIEL_PACKAGE_NAME ${CPACK_PACKAGE_NAME})
# `report --pdf` and `--docx` look for them.
set(CPACK_DEBIAN_KAMMERSPIEL_PACKAGE_SUGGESTS "chromium | weasyprint, pandoc")
set(CPACK_DEBIAN_KAMMERSPIEL_DESCRIPTION
"Kammerspiel simulates how a cyberattack, and the response to it, move through
organisations that share IT, and says what it costs those whom they serve. It
is for people who plan exercises and decide on shutdowns: what would another
decision have cost, in the same world?

It compares strategies over many worlds, makes the papers of an exercise in
German and English, and plays it live. Scenarios to begin with are in
/usr/share/kammerspiel/scenarios.")

# What belongs into a Debian package and nowhere else; `cmake --install` leaves it out.
set(debian ${PROJECT_BINARY_DIR}/debian)
string(TIMESTAMP KAMMERSPIEL_CHANGELOG_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(${PROJECT_SOURCE_DIR}/packaging/debian/changelog.in ${debian}/changelog @ONLY)
set(compress sh -c "gzip -9nc \"$1\" >\"$2\"" gzip)
add_custom_command(
    OUTPUT ${debian}/changelog.gz ${debian}/changelog.Debian.gz
    COMMAND ${compress} ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${debian}/changelog.gz
    COMMAND ${compress} ${debian}/changelog ${debian}/changelog.Debian.gz
    DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${debian}/changelog
    VERBATIM)
add_custom_target(kammerspiel_package_files ALL
                  DEPENDS ${debian}/changelog.gz ${debian}/changelog.Debian.gz)
add_dependencies(kammerspiel_package_files kammerspiel_help_files)
set(for_debian COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES ${debian}/changelog.gz ${debian}/changelog.Debian.gz
              ${PROJECT_SOURCE_DIR}/packaging/debian/copyright
        DESTINATION ${KAMMERSPIEL_DOC_DIR} ${for_debian})
install(FILES ${PROJECT_BINARY_DIR}/help/zsh/_kammerspiel
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions ${for_debian})

include(CPack)
cpack_add_component_group(kammerspiel)
foreach(component program scenarios documentation debian)
    cpack_add_component(${component} GROUP kammerspiel)
endforeach()
