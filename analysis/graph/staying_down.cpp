#include "analysis/graph/staying_down.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/federation/link_use.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NeedGraph;
using federation::Scope;

/// By HostGroupId or LinkId, how far it is sure whom an action concerns: what everyone does also
/// comes to those who are affected, but not the other way round.
class Things {
   public:
    void add(Scope::Only only, const std::vector<bool>& chosen) {
        std::vector<bool>& all = by_only_[static_cast<std::size_t>(only)];
        all.resize(chosen.size(), false);
        for (std::size_t i = 0; i < chosen.size(); ++i) all[i] = all[i] || chosen[i];
    }
    /// Whether it is here and not, for as many or more, in the others.
    [[nodiscard]] bool beyond(const Things& others, std::size_t thing) const {
        bool is_covered = false;
        for (std::size_t only = 0; only < by_only_.size(); ++only) {
            is_covered = is_covered || others.has(only, thing);
            if (has(only, thing) && !is_covered) return true;
        }
        return false;
    }

   private:
    std::array<std::vector<bool>, 3> by_only_;
    [[nodiscard]] bool has(std::size_t only, std::size_t thing) const {
        return !by_only_[only].empty() && by_only_[only][thing];
    }
};

struct Balance {
    Things groups_down, groups_back, links_closed, links_opened;
};

template <class Written>
std::vector<bool> links_named(const Federation& federation, const Written& written) {
    const Scope scope = federation::resolve(federation, written.scope);
    return federation::links_of(federation, scope.organisations, written.link.text);
}

void add(const NeedGraph& graph, const scenario::Action& action, Balance& balance) {
    const Federation& federation = graph.federation();
    const scenario::Scope* written = scenario::scope_of(action);
    if (written == nullptr) return;
    const Scope scope = federation::resolve(federation, *written);
    std::visit(Overloaded{
                   [&](const scenario::Shutdown&) {
                       balance.groups_down.add(scope.only, scope.host_groups);
                   },
                   [&](const scenario::Restore& restore) {
                       balance.groups_back.add(scope.only, scope.host_groups);
                       balance.links_opened.add(scope.only,
                                                federation::links_in(graph, restore.scope));
                   },
                   [&](const scenario::CloseLink& close) {
                       if (close.until) return;
                       balance.links_closed.add(scope.only, links_named(federation, close));
                   },
                   [&](const scenario::OpenLink& open) {
                       balance.links_opened.add(scope.only, links_named(federation, open));
                   },
                   [](const scenario::ResetCredentials&) {},
                   [](const scenario::BlockTechnique&) {},
                   [](const scenario::Hunt&) {},
                   [](const scenario::CallIn&) {},
                   [](const scenario::ActivateFallback&) {},
                   [](const scenario::Inform&) {},
               },
               action);
}

template <class All>
void name_those(const All& all, const Things& gone, const Things& back,
                std::set<std::string>& names) {
    std::map<std::string, std::size_t> of_this_name;
    std::map<std::string, std::vector<std::string>> staying;
    for (std::size_t i = 0; i < all.size(); ++i) {
        ++of_this_name[all[i].local_name];
        if (gone.beyond(back, i)) staying[all[i].local_name].push_back(all[i].name);
    }
    for (const auto& [local_name, full] : staying) {
        if (full.size() == of_this_name[local_name]) {
            names.insert(local_name);
        } else {
            names.insert(full.begin(), full.end());
        }
    }
}

}  // namespace

std::vector<std::string> staying_down(const NeedGraph& graph, const scenario::Strategy& strategy) {
    Balance balance;
    for (const scenario::Play& play : strategy.plays) {
        for (const scenario::Action& action : play.actions) add(graph, action, balance);
    }
    std::set<std::string> names;
    const Federation& federation = graph.federation();
    name_those(federation.host_groups, balance.groups_down, balance.groups_back, names);
    name_those(federation.links, balance.links_closed, balance.links_opened, names);
    return {names.begin(), names.end()};
}

}  // namespace kammerspiel::graph
