# Installs into a fresh folder, then configures, builds and runs a small program against what lies
# there: a header or a dependency that the package forgot shows here.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\n${said}")
    endif()
endfunction()

# A library that was built with a sanitizer must be linked with it.
set(flags "")
if(SANITIZE)
    set(flags "-fsanitize=${SANITIZE}")
endif()
if(COVERAGE)
    set(flags "--coverage")
endif()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${COMPILER} "-DCMAKE_CXX_FLAGS=${flags}" -DCMAKE_BUILD_TYPE=Debug
    -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer)
foreach(installed bin/kammerspiel share/kammerspiel/scenarios/ihk-2022/scenario.yaml)
    if(NOT EXISTS ${WORK}/prefix/${installed})
        message(FATAL_ERROR "Not installed: ${installed}")
    endif()
endforeach()
