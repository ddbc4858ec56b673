#include "sim/scenario/black_start.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace kammerspiel::scenario {
namespace {

/// A service, host group or link of one organisation, in the graph of what is needed to start.
using Node = std::pair<const Organisation*, std::string>;

/// A node on the way of the search, with what it needs and how much of that was looked at.
struct Step {
    Node node;
    std::vector<Node> needs;
    std::size_t looked_at = 0;
};

class Search {
   public:
    Search(const Scenario& scenario, Diagnostics& out) : scenario_(scenario), out_(out) {
        for (const Organisation& o : scenario.organisations) by_id_.emplace(o.id.text, &o);
    }

    void warn() {
        // One organisation of each template shows every circle; the others are like it.
        std::set<std::pair<std::string, std::map<std::string, std::string>>> seen;
        for (const Organisation& o : scenario_.organisations) {
            if (!seen.insert({o.template_name, o.parameters}).second) continue;
            for (const Service& s : o.services) search({&o, s.name.text});
            for (const HostGroup& g : o.host_groups) search({&o, g.name.text});
            for (const Link& l : o.links) search({&o, l.name.text});
        }
    }

   private:
    /// What something needs; a service may start without some of it.
    struct Thing {
        const Name* name = nullptr;
        const Need* needs = nullptr;
        const std::vector<Name>* starts_without = nullptr;
    };
    using Things = std::unordered_map<std::string, Thing>;

    const Scenario& scenario_;
    Diagnostics& out_;
    std::unordered_map<std::string, const Organisation*> by_id_;
    std::unordered_map<const Organisation*, Things> things_;  ///< of those that were looked at
    std::map<Node, bool> is_done_;  ///< absent: not met; false: on the way
    std::set<std::string> told_;

    /// Depth first with a stack of its own: a file can hold a chain of a hundred thousand services.
    void search(const Node& from) {
        std::vector<Step> way;
        const auto enter = [&](const Node& node) {
            if (is_done_.try_emplace(node, false).second) way.push_back({node, needs_of(node)});
        };
        enter(from);
        while (!way.empty()) {
            Step& last = way.back();
            if (last.looked_at == last.needs.size()) {
                is_done_[last.node] = true;
                way.pop_back();
                continue;
            }
            const Node next = last.needs[last.looked_at++];
            const auto met = is_done_.find(next);
            if (met == is_done_.end()) {
                enter(next);
            } else if (!met->second) {
                tell(way, next);
            }
        }
    }

    const Thing* thing_at(const Node& node) {
        const auto [at, is_new] = things_.try_emplace(node.first);
        if (is_new) {
            Things& things = at->second;
            for (const Service& s : node.first->services) {
                things[s.name.text] = {&s.name, &s.needs, &s.starts_without};
            }
            for (const HostGroup& g : node.first->host_groups) {
                things[g.name.text] = {&g.name, g.needs ? &*g.needs : nullptr, nullptr};
            }
            for (const Link& l : node.first->links) {
                things[l.name.text] = {&l.name, l.needs ? &*l.needs : nullptr, nullptr};
            }
        }
        const auto found = at->second.find(node.second);
        return found == at->second.end() ? nullptr : &found->second;
    }

    std::vector<Node> needs_of(const Node& node) {
        std::vector<Node> needs;
        const Thing* thing = thing_at(node);
        if (thing != nullptr && thing->needs != nullptr) {
            collect(*node.first, *thing, *thing->needs, needs);
        }
        return needs;
    }

    /// Only what cannot be done without: one of several alternatives is no obstacle.
    // NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
    void collect(const Organisation& o, const Thing& thing, const Need& need,
                 std::vector<Node>& needs) const {
        if (need.floor && *need.floor > Share{0.0}) return;
        if (need.over) needs.emplace_back(&o, need.over->text);
        if (need.op == Need::Op::reference) {
            add_reference(o, thing, need.of, needs);
        } else if (need.op == Need::Op::all_of) {
            for (const Need& child : need.children) collect(o, thing, child, needs);
        }
    }

    void add_reference(const Organisation& o, const Thing& thing, const Name& of,
                       std::vector<Node>& needs) const {
        const auto* without = thing.starts_without;
        if (without != nullptr && std::find(without->begin(), without->end(), of) != without->end())
            return;
        const std::size_t slash = of.text.find('/');
        if (slash == std::string::npos) {
            needs.emplace_back(&o, of.text);
            return;
        }
        const auto owner = by_id_.find(of.text.substr(0, slash));
        if (owner != by_id_.end()) needs.emplace_back(owner->second, of.text.substr(slash + 1));
    }

    void tell(const std::vector<Step>& way, const Node& node) {
        // An inventory can be one tangle of a hundred thousand hosts: its circles are as many as
        // its edges, each as long as the way, and nobody reads more than the first.
        if (told_.size() >= Diagnostics::most) return;
        const auto from = std::find_if(way.begin(), way.end(),
                                       [&](const Step& step) { return step.node == node; });
        const bool is_within_one = std::all_of(
            from, way.end(), [&](const Step& step) { return step.node.first == node.first; });
        const auto name_of = [&](const Node& n) {
            return is_within_one ? n.second : n.first->id.text + "/" + n.second;
        };
        std::vector<std::string> names;
        for (auto step = from; step != way.end(); ++step) names.push_back(name_of(step->node));
        std::vector<std::string> sorted = names;
        std::sort(sorted.begin(), sorted.end());
        if (!told_.insert(fmt::format("{}", fmt::join(sorted, " "))).second) return;
        names.push_back(name_of(node));
        out_.warning(thing_at(node)->name->place,
                     {"scenario.service.black_start",
                      {{"circle", fmt::format("{}", fmt::join(names, " → "))}}});
    }
};

}  // namespace

void warn_of_black_start(const Scenario& scenario, Diagnostics& out) {
    Search(scenario, out).warn();
}

}  // namespace kammerspiel::scenario
