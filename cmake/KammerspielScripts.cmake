# Scripts that are part of the program: made from web/ with npm, and kept under the hash of what each is
# made from, so that a build needs npm only where somebody has changed that.

# kammerspiel_script(RESULT NAME FOLDER ... PARTS ... WHAT ...): its path; made in this build if it has
# to be. PARTS: files and folders of web/ that it is made from; FOLDER: where its package.json lies;
# WHAT: what it is for, in a sentence on what is missing.
function(kammerspiel_script RESULT NAME)
    cmake_parse_arguments(ARG "" "FOLDER;WHAT" "PARTS" ${ARGN})
    set(web ${PROJECT_SOURCE_DIR}/web)
    set(sources "")
    foreach(part ${ARG_PARTS})
        if(IS_DIRECTORY ${web}/${part})
            file(GLOB inside RELATIVE ${web} CONFIGURE_DEPENDS ${web}/${part}/*)
            list(APPEND sources ${inside})
        else()
            list(APPEND sources ${part})
        endif()
    endforeach()
    list(SORT sources)
    set(hashes "")
    foreach(source ${sources})
        file(SHA256 ${web}/${source} hash)
        string(APPEND hashes "${source} ${hash}\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${web}/${source})
    endforeach()
    string(SHA256 hash "${hashes}")
    string(SUBSTRING ${hash} 0 12 hash)
    set(kept ${web}/bundled/${NAME}-${hash}.js)
    set_property(GLOBAL PROPERTY KAMMERSPIEL_SCRIPT_${NAME}_KEPT ${kept})
    set_property(GLOBAL PROPERTY KAMMERSPIEL_SCRIPT_${NAME}_FOLDER ${ARG_FOLDER})
    set_property(GLOBAL PROPERTY KAMMERSPIEL_SCRIPT_${NAME}_PARTS ${ARG_PARTS})
    if(EXISTS ${kept})
        set(${RESULT} ${kept} PARENT_SCOPE)
        return()
    endif()
    find_program(KAMMERSPIEL_NPM npm)
    find_program(KAMMERSPIEL_NODE node)
    mark_as_advanced(KAMMERSPIEL_NPM KAMMERSPIEL_NODE)
    if(NOT KAMMERSPIEL_NPM OR NOT KAMMERSPIEL_NODE)
        message(FATAL_ERROR
            "web/bundled/${NAME}-${hash}.js is missing: ${ARG_WHAT}, made from what lies in web/ now. To "
            "make it, npm and node (18 or newer) are needed, and one or both are not here. Either install "
            "them (on Debian and Ubuntu: apt-get install npm) or take back what was changed in web/, for "
            "which the script is there.")
    endif()
    set(made ${CMAKE_BINARY_DIR}/web/${NAME}-${hash}.js)
    list(JOIN ARG_PARTS "$<SEMICOLON>" parts)
    add_custom_command(
        OUTPUT ${made}
        COMMAND ${CMAKE_COMMAND} -DWEB=${web} -DOUT=${made} -DNPM=${KAMMERSPIEL_NPM}
                -DNODE=${KAMMERSPIEL_NODE} -DFOLDER=${ARG_FOLDER} "-DPARTS=${parts}" -P
                ${PROJECT_SOURCE_DIR}/cmake/BundleScript.cmake
        COMMENT "Bundling ${ARG_WHAT}; keep it as web/bundled/${NAME}-${hash}.js"
        VERBATIM)
    set(${RESULT} ${made} PARENT_SCOPE)
endfunction()
