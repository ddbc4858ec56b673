# cmake -DTABLE=... -DSELF_TEST=<tree of bad includes> -P layers_can_fail.cmake
#
# Every include of the tree has a comment `// refused: <words>`; the check must name file, line and
# these words for each, and nothing else.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND ${CMAKE_COMMAND} -DTABLE=${TABLE} -DROOT=${SELF_TEST}
                        -P ${CMAKE_CURRENT_LIST_DIR}/layers.cmake
                RESULT_VARIABLE status ERROR_VARIABLE said OUTPUT_VARIABLE said)
if(status EQUAL 0)
    message(FATAL_ERROR "The check found nothing wrong with ${SELF_TEST}")
endif()
file(GLOB_RECURSE files RELATIVE ${SELF_TEST} ${SELF_TEST}/*.cpp ${SELF_TEST}/*.hpp)
set(expected 0)
foreach(file ${files})
    file(STRINGS ${SELF_TEST}/${file} lines)
    set(number 0)
    foreach(line IN LISTS lines)
        math(EXPR number "${number} + 1")
        if(line MATCHES "// refused: (.+)$")
            math(EXPR expected "${expected} + 1")
            string(FIND "${said}" "${file}:${number}: ${CMAKE_MATCH_1}" at)
            if(at EQUAL -1)
                message(FATAL_ERROR "Not named: ${file}:${number}: ${CMAKE_MATCH_1}\n${said}")
            endif()
        endif()
    endforeach()
endforeach()
string(FIND "${said}" "${expected} includes against" at)
if(expected EQUAL 0 OR at EQUAL -1)
    message(FATAL_ERROR "Expected ${expected} faults, neither more nor fewer:\n${said}")
endif()
