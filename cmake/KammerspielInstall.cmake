# `cmake --install`: the program, the libraries with their headers, a CMake package, the scenarios.
include(CMakePackageConfigHelpers)

set(KAMMERSPIEL_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Kammerspiel)
get_property(modules GLOBAL PROPERTY KAMMERSPIEL_MODULES)
if(modules)
    install(TARGETS ${modules} EXPORT KammerspielTargets
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS)
    install(EXPORT KammerspielTargets NAMESPACE kammerspiel:: DESTINATION ${KAMMERSPIEL_CMAKE_DIR})
endif()
if(TARGET kammerspiel)
    install(TARGETS kammerspiel RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
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
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/kammerspiel)
