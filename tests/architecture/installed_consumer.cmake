# Installs into a fresh folder, then configures, builds and runs a small program and the examples
# against what lies there: a header or a dependency that the package forgot shows here. And one that
# uses the kernel alone, where nothing is to be found that the kernel does not need.
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

set(configure ${CMAKE_COMMAND} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
    "-DCMAKE_CXX_FLAGS=${flags}" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_PREFIX_PATH=${WORK}/prefix)

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${configure} -S ${CONSUMERS}/consumer -B ${WORK}/build)
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer)

run(${configure} -S ${EXAMPLES} -B ${WORK}/examples)
run(${CMAKE_COMMAND} --build ${WORK}/examples)
run(${CMAKE_CTEST_COMMAND} --test-dir ${WORK}/examples --output-on-failure --no-tests=error)

set(foreign "")
foreach(package yaml-cpp pugixml SQLite3 XlsxWriter LibZip Ical Duktape)
    list(APPEND foreign -DCMAKE_DISABLE_FIND_PACKAGE_${package}=ON)
endforeach()
run(${configure} ${foreign} -S ${CONSUMERS}/kernel_only -B ${WORK}/kernel)
run(${CMAKE_COMMAND} --build ${WORK}/kernel)
run(${WORK}/kernel/kernel_only)
# That the absence of a package shows at all: scenarios are YAML.
execute_process(COMMAND ${configure} ${foreign} -DCOMPONENTS=scenario -S ${CONSUMERS}/kernel_only
                        -B ${WORK}/scenario RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(status EQUAL 0 OR NOT said MATCHES "yaml-cpp")
    message(FATAL_ERROR "The component scenario was found without yaml-cpp:\n${said}")
endif()

foreach(installed bin/kammerspiel share/kammerspiel/scenarios/ihk-2022/scenario.yaml)
    if(NOT EXISTS ${WORK}/prefix/${installed})
        message(FATAL_ERROR "Not installed: ${installed}")
    endif()
endforeach()
