#include <algorithm>
#include <array>
#include <tuple>

#include "kammerspiel/graph/alike.hpp"
#include "kammerspiel/graph/failure.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using federation::NeedNode;
using federation::OrganisationId;
using scenario::Need;

/// Host groups and links among nodes; what a pair is made of.
std::vector<Element> parts_of(const NeedGraph& graph, std::span<const NeedNodeId> nodes) {
    std::vector<Element> parts;
    for (const NeedNodeId node : nodes) {
        if (const auto group = graph.group(node)) parts.push_back(*group);
        if (const auto link = graph.link(node)) parts.push_back(*link);
    }
    return parts;
}

NeedNodeId node_of(const NeedGraph& graph, const Element& part) {
    if (const auto* group = std::get_if<federation::HostGroupId>(&part)) return graph.of(*group);
    return graph.of(std::get<federation::LinkId>(part));
}

/// Whether something can stand in for something else there.
bool has_alternatives(const NeedGraph& graph, NeedNodeId node) {
    const Federation& federation = graph.federation();
    const auto needs =
        federation.need(federation.needs_of(graph.organisation(node), graph.local(node)));
    return std::any_of(needs.begin(), needs.end(), [](const NeedNode& need) {
        return need.op == Need::Op::any_of || need.op == Need::Op::weighted ||
               (need.op == Need::Op::at_least && need.at_least < need.children);
    });
}

/// From this many parts on, the pairs of one need are too many to try.
constexpr std::size_t most_parts = 64;
/// From this many nodes on, what one node needs is too much to try each of them.
constexpr std::size_t most_needed = 2'000;

class PairSearch {
   public:
    PairSearch(FailureStudy& study, const NeedGraph& graph) : study_(study), graph_(graph) {}

    PairFailures find() {
        const std::uint64_t stop = study_.evaluations() + most_evaluations;
        for (std::uint32_t n = 0; n < graph_.size(); ++n) {
            const NeedNodeId node{n};
            if (!has_alternatives(graph_, node)) continue;
            if (study_.evaluations() >= stop) {
                result_.is_complete = false;
                break;
            }
            look_at(node);
        }
        std::sort(found_.begin(), found_.end());
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
        for (const auto& [a, b] : found_) add(a, b, stop);
        sort();
        return std::move(result_);
    }

   private:
    FailureStudy& study_;
    const NeedGraph& graph_;
    PairFailures result_;
    std::vector<std::pair<Element, Element>> found_;

    void look_at(NeedNodeId node) {
        const auto needed = all_needed_by(graph_, node, most_needed);
        if (needed.size() > most_needed) {
            result_.is_complete = false;
            return;
        }
        std::vector<Element> parts;
        std::vector<std::int32_t> lost;
        for (const Element& part : parts_of(graph_, needed)) {
            if (node_of(graph_, part) == node) continue;
            const std::int32_t left = study_.level(node, std::span(&part, 1), needed);
            if (left == 0) continue;  // by itself it takes all
            parts.push_back(part);
            lost.push_back(study_.intact(node) - left);
        }
        if (parts.size() > most_parts) {
            result_.is_complete = false;
            return;
        }
        for (std::size_t a = 0; a < parts.size(); ++a) {
            for (std::size_t b = a + 1; b < parts.size(); ++b) {
                const std::array<Element, 2> both{parts[a], parts[b]};
                const std::int32_t left = study_.level(node, both, needed);
                // Whether a service falls by it only shows when all is worked out.
                if (study_.intact(node) - left > std::max(lost[a], lost[b])) {
                    found_.emplace_back(parts[a], parts[b]);
                }
            }
        }
    }

    void add(const Element& a, const Element& b, std::uint64_t stop) {
        if (study_.evaluations() >= stop) {
            result_.is_complete = false;
            return;
        }
        const std::array<Element, 2> both{a, b};
        const Effect beyond = study_.effect_together(both);
        if (beyond.services == 0) return;
        result_.worst_first.push_back({a, b, study_.effect(both), beyond});
    }

    void sort() {
        std::stable_sort(result_.worst_first.begin(), result_.worst_first.end(),
                         [](const PairFailure& a, const PairFailure& b) {
                             return std::tie(a.beyond.members, a.beyond.per_day) >
                                    std::tie(b.beyond.members, b.beyond.per_day);
                         });
    }
};

std::vector<Element> singles_of(FailureStudy& study, const NeedGraph& graph, NeedNodeId node,
                                std::int32_t up_from, std::span<const NeedNodeId> needed) {
    std::vector<Element> candidates = parts_of(graph, needed);
    std::vector<OrganisationId> owners;
    for (const NeedNodeId n : needed) owners.push_back(graph.organisation(n));
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    for (const OrganisationId owner : owners) {
        if (owner != graph.organisation(node)) candidates.push_back(owner);
    }
    std::vector<Element> singles;
    for (const Element& candidate : candidates) {
        if (study.level(node, std::span(&candidate, 1), needed) < up_from) {
            singles.push_back(candidate);
        }
    }
    return singles;
}

}  // namespace

PairFailures pair_failures(FailureStudy& study, const NeedGraph& graph) {
    return PairSearch(study, graph).find();
}

Dependences dependences(FailureStudy& study, const NeedGraph& graph) {
    const Federation& federation = graph.federation();
    const Alike alike = alike_organisations(federation);
    Dependences all;
    for (std::size_t c = 0; c < alike.first_of.size(); ++c) {
        const auto services = federation.of(alike.first_of[c]).services;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            const auto& service = federation.services[services[s].index()];
            if (!service.demand) continue;
            const NeedNodeId node = graph.of(services[s]);
            const auto needed = all_needed_by(graph, node, most_needed);
            if (needed.size() > most_needed) {
                all.is_complete = false;
                continue;
            }
            all.services.push_back(
                {.service = services[s],
                 .alike = alike.members_of[c],
                 .singles = singles_of(study, graph, node, service.up_from.count(), needed)});
        }
    }
    return all;
}

}  // namespace kammerspiel::graph
