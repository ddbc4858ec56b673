# cmake -DWEB= -DOUT= -DNPM= -DNODE= -DFOLDER= -DPARTS= [-DSAME_AS= -DOR_SKIP=1] -P BundleScript.cmake
# Makes a script that is part of the program, from these PARTS of the folder WEB, by the bundle.mjs in
# its FOLDER; in a copy, so that nothing lands among the sources. With SAME_AS: stops if the file of
# that name is another one. With OR_SKIP, "skipped" is said where npm cannot install.
cmake_minimum_required(VERSION 3.25)
get_filename_component(place ${OUT} DIRECTORY)
get_filename_component(name ${OUT} NAME_WE)
set(copy ${place}/work-${name})
file(REMOVE_RECURSE ${copy})
foreach(part ${PARTS})
    get_filename_component(inside ${part} DIRECTORY)
    file(MAKE_DIRECTORY ${copy}/${inside})
    file(COPY ${WEB}/${part} DESTINATION ${copy}/${inside})
endforeach()
execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
                WORKING_DIRECTORY ${copy}/${FOLDER} RESULT_VARIABLE failed ERROR_VARIABLE errors
                OUTPUT_QUIET TIMEOUT 300)
if(failed)
    if(OR_SKIP)
        message("skipped: npm cannot install what the script is made from:\n${errors}")
        return()
    endif()
    message(FATAL_ERROR "npm ci has failed in ${copy}/${FOLDER}; it needs access to a registry of npm "
                        "packages or a filled cache:\n${errors}")
endif()
execute_process(COMMAND ${NODE} bundle.mjs ${OUT} WORKING_DIRECTORY ${copy}/${FOLDER}
                RESULT_VARIABLE failed ERROR_VARIABLE errors OUTPUT_QUIET)
file(REMOVE_RECURSE ${copy})
if(failed)
    message(FATAL_ERROR "The script could not be bundled:\n${errors}")
endif()
if(SAME_AS)
    if(NOT EXISTS ${SAME_AS})
        message(FATAL_ERROR "${SAME_AS} is missing: what lies in web/ has changed. Put ${OUT} there")
    endif()
    file(SHA256 ${OUT} made)
    file(SHA256 ${SAME_AS} kept)
    if(NOT made STREQUAL kept)
        message(FATAL_ERROR "${SAME_AS} is not what its sources make: put ${OUT} in its place")
    endif()
endif()
