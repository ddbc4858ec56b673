# cmake -DNPM= -DFOLDER= -P InstallWebPackages.cmake: the packages that FOLDER's lock file names, unless
# they are there. Says so, and goes on, where they cannot be had.
if(EXISTS ${FOLDER}/node_modules/.package-lock.json)
    return()
endif()
execute_process(
    COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
    WORKING_DIRECTORY ${FOLDER}
    RESULT_VARIABLE fault
    OUTPUT_QUIET ERROR_QUIET
    TIMEOUT 180)
if(fault)
    message("The packages of ${FOLDER} could not be installed (${fault}).")
endif()
