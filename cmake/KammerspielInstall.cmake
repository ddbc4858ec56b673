# `cmake --install`: the program, the libraries with their headers, a CMake package, the scenarios.
include(CMakePackageConfigHelpers)

get_property(modules GLOBAL PROPERTY KAMMERSPIEL_MODULES)
install(TARGETS ${modules} EXPORT KammerspielTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS)
install(TARGETS kammerspiel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(EXPORT KammerspielTargets NAMESPACE kammerspiel::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Kammerspiel)
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/KammerspielConfig.cmake.in
  ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Kammerspiel)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/KammerspielConfig.cmake
              ${PROJECT_BINARY_DIR}/KammerspielConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Kammerspiel)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/kammerspiel)
