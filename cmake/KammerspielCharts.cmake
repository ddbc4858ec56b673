# The script that draws pictures: made from web/ with npm, and kept under the hash of what it is made
# from, so that a build needs npm only where somebody has changed that.

# kammerspiel_charts_script(RESULT): its path; made in this build if it has to be.
function(kammerspiel_charts_script RESULT)
    set(web ${PROJECT_SOURCE_DIR}/web)
    file(GLOB sources RELATIVE ${web} CONFIGURE_DEPENDS ${web}/src/*.js ${web}/*.mjs)
    list(APPEND sources package-lock.json)
    list(SORT sources)
    set(hashes "")
    foreach(source ${sources})
        file(SHA256 ${web}/${source} hash)
        string(APPEND hashes "${source} ${hash}\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${web}/${source})
    endforeach()
    string(SHA256 hash "${hashes}")
    string(SUBSTRING ${hash} 0 12 hash)
    set(kept ${web}/bundled/charts-${hash}.js)
    set_property(GLOBAL PROPERTY KAMMERSPIEL_CHARTS_KEPT ${kept})
    if(EXISTS ${kept})
        set(${RESULT} ${kept} PARENT_SCOPE)
        return()
    endif()
    find_program(KAMMERSPIEL_NPM npm)
    find_program(KAMMERSPIEL_NODE node)
    mark_as_advanced(KAMMERSPIEL_NPM KAMMERSPIEL_NODE)
    if(NOT KAMMERSPIEL_NPM OR NOT KAMMERSPIEL_NODE)
        message(FATAL_ERROR
            "web/bundled/charts-${hash}.js is missing: the script that draws the pictures of papers, "
            "made from what lies in web/ now. To make it, npm and node (18 or newer) are needed, and "
            "one or both are not here. Either install them (on Debian and Ubuntu: apt-get install npm) "
            "or take back what was changed in web/, for which the script is there.")
    endif()
    set(made ${CMAKE_BINARY_DIR}/web/charts-${hash}.js)
    add_custom_command(
        OUTPUT ${made}
        COMMAND ${CMAKE_COMMAND} -DWEB=${web} -DOUT=${made} -DNPM=${KAMMERSPIEL_NPM}
                -DNODE=${KAMMERSPIEL_NODE} -P ${PROJECT_SOURCE_DIR}/cmake/BundleCharts.cmake
        COMMENT "Bundling the script that draws pictures; keep it as web/bundled/charts-${hash}.js")
    set(${RESULT} ${made} PARENT_SCOPE)
endfunction()
