#include "sim/scenario/check_starts_without.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace kammerspiel::scenario {
namespace {

// The depth of a need is limited by the loader's limit on nesting.
// NOLINTNEXTLINE(misc-no-recursion)
bool is_needed(const Need& need, const Name& name) {
    if (need.op == Need::Op::reference && need.of == name) return true;
    return std::any_of(need.children.begin(), need.children.end(),
                       [&](const Need& child) { return is_needed(child, name); });
}

// NOLINTNEXTLINE(misc-no-recursion)
bool is_way(const Need& need, const Name& name) {
    if (need.over && *need.over == name) return true;
    return std::any_of(need.children.begin(), need.children.end(),
                       [&](const Need& child) { return is_way(child, name); });
}

class Excuses {
   public:
    void add(const std::optional<Need>& needs, const std::vector<Name>& starts_without) {
        for (const Name& name : starts_without) {
            if (name.text.empty()) continue;  // reported as wrong
            Found& found = all_[{name.place.name(), name.place.line, name.place.column}];
            found.name = name;
            found.is_needed = found.is_needed || (needs && is_needed(*needs, name));
            found.is_way = found.is_way || (needs && is_way(*needs, name));
        }
    }

    void tell(Diagnostics& out) const {
        for (const auto& [place, found] : all_) {
            if (found.is_needed) continue;
            const char* key =
                found.is_way ? "scenario.starts_without.way" : "scenario.starts_without.not_needed";
            out.warning(found.name.place, {key, {{"name", found.name.text}}});
        }
    }

   private:
    struct Found {
        Name name;
        bool is_needed = false;
        bool is_way = false;  ///< a link over which something is needed
    };
    std::map<std::tuple<std::string, unsigned, unsigned>, Found> all_;
};

}  // namespace

void check_starts_without(const std::vector<Organisation>& organisations,
                          const std::vector<Organisation>& examples, Diagnostics& out) {
    Excuses excuses;
    for (const auto* some : {&organisations, &examples}) {
        for (const Organisation& one : *some) {
            for (const HostGroup& g : one.host_groups) excuses.add(g.needs, g.starts_without);
            for (const Link& l : one.links) excuses.add(l.needs, l.starts_without);
            for (const Service& s : one.services) excuses.add(s.needs, s.starts_without);
        }
    }
    excuses.tell(out);
}

}  // namespace kammerspiel::scenario
