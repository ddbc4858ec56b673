#include "sim/scenario/locate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kammerspiel::scenario {
namespace {

constexpr std::array<std::string_view, 3> left_out{"use", "plays", "do"};

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t dot = path.find('.');
        parts.emplace_back(path.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        path.remove_prefix(dot + 1);
    }
}

/// Goes down from a document's root, key by key, and over into the files that are named.
class Walk {
   public:
    explicit Walk(const Documents& documents)
        : documents_(documents), here_(documents.trees.at(0)) {}

    [[nodiscard]] Located go(std::string_view path) {
        const std::vector<std::string> parts = parts_of(path);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            enter_file();
            if (step(parts[i])) {
                went_.push_back(parts[i]);
                continue;
            }
            const bool is_last = i + 1 == parts.size();
            if (is_last && here_->is_map()) return {.spot = Spot{way_, parts[i]}, .wrong = {}};
            return {.spot = {},
                    .wrong = {.upto = fmt::format("{}", fmt::join(went_, ".")),
                              .key = parts[i],
                              .known = names_here()}};
        }
        return {.spot = Spot{way_, {}}, .wrong = {}};
    }

   private:
    const Documents& documents_;
    const Node* here_;
    NodePath way_;
    std::vector<std::string> went_;

    /// What stands in the file that is named here.
    void enter_file() {
        if (!here_->is_scalar()) return;
        const auto number = documents_.trees.number(*here_);
        if (!number || documents_.trees.at(*number) == nullptr) return;
        way_ = {*number, {}};
        here_ = documents_.trees.at(*number);
    }

    void down(std::size_t child) {
        way_.steps.push_back(static_cast<std::uint32_t>(child));
        here_ = &here_->items[child];
    }

    [[nodiscard]] std::optional<std::size_t> child_called(const Node& node,
                                                          std::string_view name) const {
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            if (node.is_map() ? node.keys[i].text == name
                              : label_of_element(node.items[i], i) == name) {
                return i;
            }
        }
        return std::nullopt;
    }

    bool step(const std::string& name) {
        if (const auto child = child_called(*here_, name)) {
            down(*child);
            return true;
        }
        return step_into_action(name) || step_over_left_out(name);
    }

    /// `do: [{shutdown: {…}}]`: the element whose only key it is, and on into its value.
    bool step_into_action(const std::string& name) {
        if (!here_->is_list()) return false;
        for (std::size_t i = 0; i < here_->items.size(); ++i) {
            const Node& element = here_->items[i];
            if (!element.is_map() || element.keys.size() != 1 || element.keys[0].text != name) {
                continue;
            }
            down(i);
            down(0);
            return true;
        }
        return false;
    }

    bool step_over_left_out(const std::string& name) {
        if (!here_->is_map()) return false;
        for (std::size_t i = 0; i < here_->keys.size(); ++i) {
            if (!is_left_out_of_paths(here_->keys[i].text)) continue;
            const NodePath way_before = way_;
            const Node* before = here_;
            down(i);
            enter_file();
            if (step(name)) return true;
            way_ = way_before;
            here_ = before;
        }
        return false;
    }

    [[nodiscard]] std::vector<std::string> names_here() const {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < here_->items.size(); ++i) {
            names.push_back(here_->is_map() ? here_->keys[i].text
                                            : label_of_element(here_->items[i], i));
        }
        return names;
    }
};

}  // namespace

bool is_left_out_of_paths(std::string_view key) {
    return std::find(left_out.begin(), left_out.end(), key) != left_out.end();
}

std::string label_of_element(const Node& element, std::size_t position) {
    for (const char* key : {"name", "at", "service"}) {
        const Node* label = element.find(key);
        if (label != nullptr && label->is_scalar()) return label->text;
    }
    return std::to_string(position + 1);
}

Located locate(const Documents& documents, std::string_view path) {
    return Walk(documents).go(path);
}

}  // namespace kammerspiel::scenario
