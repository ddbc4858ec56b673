#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/scenario/parameter.hpp"
#include "sim/scenario/documents.hpp"
#include "sim/scenario/files.hpp"

namespace kammerspiel::scenario {

/// Where the value of a parameter is: down from a document's root, by positions of children.
struct NodePath {
    std::size_t document = 0;
    std::vector<std::uint32_t> steps;
};

/// What the files say, in which every figure is a value again, and what was said about the figures.
struct Read {
    Documents documents;
    std::vector<Parameter> parameters;      ///< in the order of the files
    std::vector<NodePath> paths_of_values;  ///< as many
    std::vector<Attachment> attachments;    ///< of the exercise
    bool has_main = false;                  ///< the main file could be read
};

/// Reads the main file and all that it and its like name.
[[nodiscard]] Read read_documents(const std::string& main, Files& files, const Limits& limits,
                                  Diagnostics& out);

}  // namespace kammerspiel::scenario
