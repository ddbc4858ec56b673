#include "kammerspiel/scenario/path_steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "sim/scenario/locate.hpp"

namespace kammerspiel::scenario {
namespace {

using Segments = std::span<const std::string>;

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t to = std::min(path.find('.', from), path.size());
        segments.emplace_back(path.substr(from, to - from));
        from = to + 1;
    }
    return segments;
}

bool is_position(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `restore#2`: the name and the number, which is empty for the first one.
struct Numbered {
    explicit Numbered(std::string_view text) {
        const std::size_t mark = text.rfind('#');
        const bool is_numbered =
            mark != std::string_view::npos && is_position(text.substr(mark + 1));
        name = is_numbered ? text.substr(0, mark) : text;
        if (is_numbered) number = text.substr(mark + 1);
    }
    std::string_view name;
    std::string number;
};

bool is_shared(const Section& parent, const Key& key) {
    return std::count_if(parent.keys.begin(), parent.keys.end(),
                         [&](const Key& other) { return other.section == key.section; }) > 1;
}

/// Tries each way that the segments could be meant and keeps the first that leads to a figure.
/// Paths are as deep as files may be.
// NOLINTBEGIN(misc-no-recursion)
class Finder {
   public:
    std::vector<PathStep> find(std::string_view path) {
        const std::vector<std::string> segments = segments_of(path);
        if (!in_section(scenario_section(), segments)) steps_.clear();
        return std::move(steps_);
    }

   private:
    std::vector<PathStep> steps_;

    template <class Rest>
    bool with(PathStep step, const Rest& rest) {
        steps_.push_back(std::move(step));
        if (rest()) return true;
        steps_.pop_back();
        return false;
    }

    static PathStep step(const Section* parent, const Key& key, std::string label) {
        const bool is_named_by_section =
            key.section != nullptr && (parent == nullptr || !is_shared(*parent, key));
        return {&key, std::move(label),
                is_named_by_section
                    ? Localised{std::string(key.section->title), std::string(key.section->german)}
                    : Localised{std::string(key.en), std::string(key.de)}};
    }

    bool in_section(const Section& section, Segments rest) {
        if (rest.empty()) return false;
        if (const Key* key = section.find(Numbered(rest[0]).name)) {
            if (at_key(section, *key, rest)) return true;
        }
        return std::any_of(section.keys.begin(), section.keys.end(), [&](const Key& key) {
            return is_left_out_of_paths(key.name) && below(section, key, rest);
        });
    }

    bool at_key(const Section& section, const Key& key, Segments rest) {
        const Segments after = rest.subspan(1);
        switch (key.kind) {
            case Kind::list:
            case Kind::map:
            case Kind::overrides:
            case Kind::actions: return below(section, key, after);
            case Kind::file:
            case Kind::section:
                return with(step(&section, key, {}), [&] { return below(section, key, after); });
            case Kind::need: return with(step(&section, key, {}), [&] { return in_need(after); });
            case Kind::condition:
                return with(step(&section, key, {}), [&] { return in_condition(after); });
            case Kind::factors: {
                if (after.empty()) return false;
                steps_.push_back(step(
                    &section, key, fmt::format("{}", fmt::join(after.begin(), after.end(), "."))));
                return true;
            }
            default:
                if (!after.empty()) return false;
                steps_.push_back(step(&section, key, {}));
                return true;
        }
    }

    /// What stands in the key's value.
    bool below(const Section& section, const Key& key, Segments rest) {
        switch (key.kind) {
            case Kind::file:
            case Kind::section: return key.section != nullptr && in_section(*key.section, rest);
            case Kind::actions: return in_actions(rest);
            case Kind::list:
            case Kind::map:
            case Kind::overrides: return in_element(section, key, rest);
            default: return false;
        }
    }

    /// The labels of elements may hold dots.
    bool in_element(const Section& section, const Key& key, Segments rest) {
        std::string label;
        for (std::size_t n = 1; n < rest.size(); ++n) {
            if (n > 1) label += '.';
            label += rest[n - 1];
            const Segments after = rest.subspan(n);
            if (with(step(&section, key, label), [&] { return in_section(*key.section, after); })) {
                return true;
            }
        }
        return false;
    }

    bool in_actions(Segments rest) {
        if (rest.empty()) return false;
        const Numbered numbered(rest[0]);
        const Key* action = actions_section().find(numbered.name);
        if (action == nullptr || action->section == nullptr) return false;
        return with(step(nullptr, *action, numbered.number),
                    [&] { return in_section(*action->section, rest.subspan(1)); });
    }

    bool in_condition(Segments rest) {
        if (in_section(condition_section(), rest)) return true;
        return !rest.empty() && is_position(rest[0]) && in_condition(rest.subspan(1));
    }

    bool in_need(Segments rest) {
        if (rest.empty()) return false;
        if (in_section(need_section(), rest)) return true;
        if (is_position(rest[0]) && in_need(rest.subspan(1))) return true;
        std::string name;
        for (std::size_t n = 1; n < rest.size(); ++n) {
            if (n > 1) name += '.';
            name += rest[n - 1];
            const std::string label = std::exchange(steps_.back().label, name);
            if (in_section(need_options_section(), rest.subspan(n))) return true;
            steps_.back().label = label;
        }
        return false;
    }
};
// NOLINTEND(misc-no-recursion)

}  // namespace

std::vector<PathStep> steps_of(std::string_view path) { return Finder().find(path); }

}  // namespace kammerspiel::scenario
