#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/limits.hpp"

namespace kammerspiel::scenario {

/// A piece of a YAML document with its place. The only form in which YAML leaves the reader.
struct Node {
    enum class Kind { null, scalar, list, map } kind = Kind::null;
    std::string text;         ///< of a scalar
    bool is_quoted = false;   ///< of a scalar: `"4h"` is text even where a number could be
    std::vector<Node> items;  ///< of a list; of a map the values
    std::vector<Node> keys;   ///< of a map, as many as items
    Place place;

    [[nodiscard]] bool is_map() const { return kind == Kind::map; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    /// The value of a key of a map, if it is there.
    [[nodiscard]] const Node* find(std::string_view key) const;
};

/// Reads one YAML document. Syntax errors, duplicate keys, a second document and what exceeds the
/// limits are diagnostics; the rest is still returned where it can be.
[[nodiscard]] Node read_yaml(std::string_view text, std::shared_ptr<const std::string> file,
                             const Limits& limits, Diagnostics& out);

/// What a person would call the kind of the node, e.g. "a list".
[[nodiscard]] Message kind_in_words(const Node& node);

}  // namespace kammerspiel::scenario
