#pragma once

#include <map>

#include "sim/import/registry.hpp"

namespace kammerspiel::inventories {

/// What an end of an edge names.
struct End {
    enum class Kind { organisation, part, internet } kind = Kind::part;
    std::size_t organisation = 0;  ///< which, or whose
    std::size_t node = 0;          ///< of a part
};

/// Finds what the ends of edges name.
class EndFinder {
   public:
    EndFinder(const Registry& registry, Diagnostics& out) : registry_(registry), out_(out) {}
    /// Says of what is named and not there, or was left out, how often that is.
    void report();

    /// `cell` names a node by its id, or as `organisation/id` where organisations share ids; an
    /// organisation; or the internet. Where several have the id: first what `wants_organisation`
    /// says, then what is in `near`. Says so where nothing has it, or where that was left out.
    [[nodiscard]] std::optional<End> find(const Cell& cell, bool wants_organisation,
                                          std::optional<std::size_t> near) const;

   private:
    const Registry& registry_;
    Diagnostics& out_;
    /// What follows from one fault is said once, at the first edge.
    struct Follow {
        Place place;
        std::size_t count = 0;
        std::optional<Place> cause;  ///< the row that was left out
    };
    mutable std::map<std::string, Follow> follows_;  ///< by what edges name

    void follow(const Cell& cell, std::optional<Place> cause) const;
    [[nodiscard]] std::vector<std::size_t> candidates(const std::string& text,
                                                      bool wants_organisation,
                                                      std::optional<std::size_t> near) const;
    [[nodiscard]] std::vector<std::size_t> in_named_organisation(const std::string& text) const;
    [[nodiscard]] End end_at(std::size_t node) const;
};

}  // namespace kammerspiel::inventories
