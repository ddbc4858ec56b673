#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/common.hpp"

namespace kammerspiel::scenario {

[[nodiscard]] Note defined_at(const Place& place, const std::string& name);

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
    [[nodiscard]] std::vector<std::string> all() const;
    /// Reports a name that nothing has, with the nearest that something has and its place.
    void require(const Name& name, Diagnostics& out) const;
    void require(const std::optional<Name>& name, Diagnostics& out) const {
        if (name) require(*name, out);
    }

   private:
    const char* unknown_;
    std::map<std::string, Place> known_;
    bool is_open_ = false;
};

}  // namespace kammerspiel::scenario
