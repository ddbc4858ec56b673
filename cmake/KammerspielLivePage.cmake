# The page of live play: index.html and live.css as they are, and the script that is made from
# web/live/src with npm and kept under the hash of what it is made from, so that a build needs npm only
# where somebody has changed that.

# kammerspiel_live_page(RESULT): the paths of its files; the script made in this build if it has to be.
function(kammerspiel_live_page RESULT)
    set(web ${PROJECT_SOURCE_DIR}/web/live)
    file(GLOB sources RELATIVE ${web} CONFIGURE_DEPENDS ${web}/src/*.ts ${web}/src/*.tsx
         ${web}/src/*.json ${web}/*.mjs)
    list(APPEND sources package-lock.json tsconfig.json)
    list(SORT sources)
    set(hashes "")
    foreach(source ${sources})
        file(SHA256 ${web}/${source} hash)
        string(APPEND hashes "${source} ${hash}\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${web}/${source})
    endforeach()
    string(SHA256 hash "${hashes}")
    string(SUBSTRING ${hash} 0 12 hash)
    set(kept ${PROJECT_SOURCE_DIR}/web/bundled/live-${hash}.js)
    set_property(GLOBAL PROPERTY KAMMERSPIEL_LIVE_SCRIPT_KEPT ${kept})
    set(script ${kept})
    if(NOT EXISTS ${kept})
        find_program(KAMMERSPIEL_NPM npm)
        find_program(KAMMERSPIEL_NODE node)
        mark_as_advanced(KAMMERSPIEL_NPM KAMMERSPIEL_NODE)
        if(NOT KAMMERSPIEL_NPM OR NOT KAMMERSPIEL_NODE)
            message(FATAL_ERROR
                "web/bundled/live-${hash}.js is missing: the script of live play's page, made from what "
                "lies in web/live now. To make it, npm and node (18 or newer) are needed, and one or both "
                "are not here. Either install them (on Debian and Ubuntu: apt-get install npm) or take "
                "back what was changed in web/live, for which the script is there.")
        endif()
        set(script ${CMAKE_BINARY_DIR}/web/live-${hash}.js)
        add_custom_command(
            OUTPUT ${script}
            COMMAND ${CMAKE_COMMAND} -DWEB=${web} -DOUT=${script} -DNPM=${KAMMERSPIEL_NPM}
                    -DNODE=${KAMMERSPIEL_NODE}
                    "-DPARTS=package.json$<SEMICOLON>package-lock.json$<SEMICOLON>tsconfig.json$<SEMICOLON>bundle.mjs$<SEMICOLON>src" -P
                    ${PROJECT_SOURCE_DIR}/cmake/BundleCharts.cmake
            COMMENT "Bundling the script of live play; keep it as web/bundled/live-${hash}.js"
            VERBATIM)
    endif()
    set(${RESULT} ${web}/index.html ${web}/live.css ${script} PARENT_SCOPE)
endfunction()
