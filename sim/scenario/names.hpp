#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/common.hpp"

namespace kammerspiel::scenario {

[[nodiscard]] inline Note defined_at(const Place& place, const std::string& name) {
    return {place, {"scenario.defined", {{"name", name}}}};
}

/// Names of one kind, each with where it is first defined.
class Names {
   public:
    /// `unknown`: what is said of a name that is not among them.
    explicit Names(const char* unknown) : unknown_(unknown) {}
    void add(const std::string& name, const Place& place) { known_.try_emplace(name, place); }
    /// There may be others that could not be read.
    void leave_open() { is_open_ = true; }
    [[nodiscard]] bool has(const std::string& name) const { return known_.contains(name); }
    [[nodiscard]] const Place& place_of(const std::string& name) const { return known_.at(name); }
    [[nodiscard]] std::vector<std::string> all() const {
        std::vector<std::string> names;
        for (const auto& [name, place] : known_) names.push_back(name);
        return names;
    }
    /// Reports a name that nothing has, with the nearest that something has and its place.
    void require(const Name& name, Diagnostics& out) const {
        // A name that is missing is reported as such.
        if (has(name.text) || name.text.empty() || is_open_) return;
        if (out.is_full()) return out.error(name.place, {unknown_, {{"name", name.text}}});
        const std::vector<std::string> names = all();
        const std::string close(nearest(name.text, names));
        std::vector<Note> notes;
        if (!close.empty() && known_.at(close).file)
            notes.push_back(defined_at(known_.at(close), close));
        out.error(name.place, {unknown_, {{"name", name.text}}}, did_you_mean(name.text, names),
                  std::move(notes));
    }
    void require(const std::optional<Name>& name, Diagnostics& out) const {
        if (name) require(*name, out);
    }

   private:
    const char* unknown_;
    std::map<std::string, Place> known_;
    bool is_open_ = false;
};

}  // namespace kammerspiel::scenario
