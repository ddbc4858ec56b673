# cmake -DOUT= -DFOLDER= -DNAMESPACE= -DFUNCTION= -DHEADER= -P EmbedFiles.cmake
# The files below a folder as C++: FUNCTION() returns them with their names, in order of the names.
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(text "#include \"${HEADER}\"\n\n#include <array>\n\nnamespace ${NAMESPACE} {\nnamespace {\n\n")
set(entries "")
set(count 0)
foreach(file ${files})
    file(READ ${FOLDER}/${file} content)
    string(APPEND text "constexpr std::string_view file_${count} = R\"~~~(${content})~~~\";\n")
    string(APPEND entries "    EmbeddedFile{\"${file}\", file_${count}},\n")
    math(EXPR count "${count} + 1")
endforeach()
string(APPEND text "\nconstexpr std::array all{\n${entries}};\n\n}  // namespace\n\n"
       "std::span<const EmbeddedFile> ${FUNCTION}() { return all; }\n\n}  // namespace ${NAMESPACE}\n")
file(WRITE ${OUT} "${text}")
