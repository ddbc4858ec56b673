#pragma once

#include <set>

#include "sim/import/ends.hpp"
#include "sim/import/remarks.hpp"

namespace kammerspiel::inventories {

/// Links: those that rows describe, and those that edges make.
class LinkBuilder {
   public:
    LinkBuilder(Registry& registry, const EndFinder& ends, Remarks& remarks, Diagnostics& out);

    /// Finds where rows say that their links lead; gives the number of those that are left out as
    /// they lead nowhere. To be called before edges are added.
    std::size_t read_rows();
    /// An edge of type link; false if it is left out.
    bool add(const Record& row);
    /// To be called when all edges are added: gives the number of rows of links of which neither
    /// they nor an edge say where they lead, and which are therefore left out.
    std::size_t complete();
    /// The link that the organisation calls so; says so if it has none.
    [[nodiscard]] std::optional<Name> called(const Cell& cell, std::size_t owner) const;
    /// Takes those out that lead nowhere; positions of links change.
    void remove_dropped();

   private:
    Registry& registry_;
    const EndFinder& ends_;
    Remarks& remarks_;
    Diagnostics& out_;
    std::set<std::size_t> have_end_;                                     ///< nodes
    std::map<std::pair<std::size_t, std::string>, Place> made_;          ///< by owner and where to
    std::map<std::pair<std::size_t, std::string>, std::string> called_;  ///< by owner and word
    std::set<std::pair<std::size_t, std::string>> dropped_;

    void drop(std::size_t node);
    bool set_end(std::size_t node, const End& to, const Place& place);
    bool make(const Record& row, const End& from, const End& to);
    bool leads_out(const End& from, const End& to, const Cell& cell) const;
    void report_ignored(const Record& row) const;
    [[nodiscard]] std::optional<Name> name_of_end(const End& to, const Place& place) const;
};

}  // namespace kammerspiel::inventories
