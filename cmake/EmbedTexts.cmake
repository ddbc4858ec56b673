# cmake -DOUT= -DLIST= -P EmbedTexts.cmake
# The message catalogue as C++: the files that LIST names, one a line.
file(STRINGS ${LIST} files)
set(text "#include \"sim/base/texts.hpp\"\n\n#include <array>\n\nnamespace kammerspiel {\nnamespace {\n\n")
set(entries "")
set(count 0)
foreach(file ${files})
  get_filename_component(name ${file} NAME)
  string(REGEX REPLACE "^(.*)\\.(de|en)\\.json$" "\\1;\\2" parts ${name})
  list(GET parts 0 part)
  list(GET parts 1 language)
  file(READ ${file} json)
  string(APPEND text "constexpr std::string_view text_${count} = R\"json(${json})json\";\n")
  string(APPEND entries "    EmbeddedText{\"${part}\", \"${language}\", text_${count}},\n")
  math(EXPR count "${count} + 1")
endforeach()
string(APPEND text "\nconstexpr std::array all{\n${entries}};\n\n}  // namespace\n\n"
       "std::span<const EmbeddedText> embedded_texts() { return all; }\n\n}  // namespace kammerspiel\n")
file(WRITE ${OUT} "${text}")
