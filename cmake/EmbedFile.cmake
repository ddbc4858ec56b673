# cmake -DOUT= -DFILE= -DNAMESPACE= -DFUNCTION= -DHEADER= -P EmbedFile.cmake
# One file as C++: FUNCTION() returns its text.
file(READ ${FILE} content)
file(WRITE ${OUT}
     "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\n\n"
     "std::string_view ${FUNCTION}() {\n    return R\"~~~(${content})~~~\";\n}\n\n"
     "}  // namespace ${NAMESPACE}\n")
