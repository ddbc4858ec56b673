#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/read_documents.hpp"

namespace kammerspiel::scenario {

/// The place in a scenario's files that a path of keys names, the way a reader would go:
/// `federation.templates.chamber.crews.it.people`. Files go on where their names stand; elements of
/// lists go by their names, actions by what they do; `use`, `plays` and `do` may be left out.
struct Spot {
    NodePath of;          ///< the value, or the map that the last key is to be put into
    std::string missing;  ///< that key, if it does not stand there yet
};

/// Where the way ends: the keys as far as they lead, the one that is not there, and those that are.
struct WrongWay {
    std::string upto;
    std::string key;
    std::vector<std::string> known;
};

struct Located {
    std::optional<Spot> spot;
    WrongWay wrong;  ///< without a spot
};
[[nodiscard]] Located locate(const Documents& documents, std::string_view path);

/// Keys that only hold together what has names of its own: paths do without them.
[[nodiscard]] bool is_left_out_of_paths(std::string_view key);

/// By what an element of a list is called: its name, else where or of what it is, else its
/// position.
[[nodiscard]] std::string label_of_element(const Node& element, std::size_t position);

}  // namespace kammerspiel::scenario
