#include "kammerspiel/graph/failure.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "analysis/graph/lasting.hpp"
#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::graph {

using federation::Federation;
using federation::HostGroupId;
using federation::LinkId;
using federation::NeedNode;
using federation::NodeIndex;
using federation::OrganisationId;
using federation::ServiceId;

namespace {

enum Mark : std::uint8_t { touched = 1, queued = 2, failed_itself = 4, among = 8 };

}  // namespace

std::string name_of(const Federation& federation, const Element& element) {
    return std::visit(
        Overloaded{[&](HostGroupId id) { return federation.host_groups[id.index()].name; },
                   [&](LinkId id) { return federation.links[id.index()].name; },
                   [&](OrganisationId id) { return federation.of(id).id; }},
        element);
}

const Place& place_of(const Federation& federation, const Element& element) {
    return std::visit(
        Overloaded{[&](HostGroupId id) -> const Place& {
                       return federation.host_groups[id.index()].place;
                   },
                   [&](LinkId id) -> const Place& { return federation.links[id.index()].place; },
                   [&](OrganisationId id) -> const Place& { return federation.of(id).place; }},
        element);
}

OrganisationId owner_of(const Federation& federation, const Element& element) {
    return std::visit(
        Overloaded{[&](HostGroupId id) { return federation.host_groups[id.index()].organisation; },
                   [&](LinkId id) { return federation.links[id.index()].organisation; },
                   [](OrganisationId id) { return id; }},
        element);
}

FailureStudy::FailureStudy(const NeedGraph& graph)
    : graph_(graph),
      intact_(graph.size(), PartsPerMillion::full().count()),
      mark_(graph.size(), 0),
      seen_(graph.federation().organisations.size(), 0),
      least_(graph.size(), 0) {
    settle_intact();
}

/// Weights can round to a little less than full.
void FailureStudy::settle_intact() {
    level_ = intact_;
    for (std::uint32_t n = 0; n < graph_.size(); ++n) {
        queue_.push_back(NeedNodeId{n});
        mark_[n] |= queued;
    }
    spread(false);
    intact_ = level_;
    for (const NeedNodeId node : touched_) mark_[node.index()] = 0;
    touched_.clear();
}

void FailureStudy::touch(NeedNodeId node, std::int32_t level) {
    level_[node.index()] = level;
    if ((mark_[node.index()] & touched) != 0) return;
    mark_[node.index()] |= touched;
    touched_.push_back(node);
}

void FailureStudy::queue_dependents(NeedNodeId node, bool within_marked) {
    for (const NeedNodeId dependent : graph_.dependents(node)) {
        std::uint8_t& mark = mark_[dependent.index()];
        if ((mark & (queued | failed_itself)) != 0) continue;
        if (within_marked && (mark & among) == 0) continue;
        mark |= queued;
        queue_.push_back(dependent);
    }
}

void FailureStudy::fail(NeedNodeId node, bool within_marked) {
    touch(node, 0);
    mark_[node.index()] |= failed_itself;
    queue_dependents(node, within_marked);
}

void FailureStudy::fail(std::span<const Element> failed, bool within_marked) {
    for (const Element& element : failed) {
        std::visit(Overloaded{[&](HostGroupId id) { fail(graph_.of(id), within_marked); },
                              [&](LinkId id) { fail(graph_.of(id), within_marked); },
                              [&](OrganisationId id) {
                                  const auto nodes = graph_.nodes_of(id);
                                  for (std::uint32_t i = 0; i < nodes.count; ++i) {
                                      fail(nodes[i], within_marked);
                                  }
                              }},
                   element);
    }
    spread(within_marked);
}

/// Levels only fall, so the order decides nothing but the work.
void FailureStudy::spread(bool within_marked) {
    for (std::size_t next = 0; next < queue_.size(); ++next) {
        const NeedNodeId node = queue_[next];
        mark_[node.index()] &= static_cast<std::uint8_t>(~queued);
        if ((mark_[node.index()] & failed_itself) != 0) continue;
        const std::int32_t now = evaluate(node);
        if (now >= level_[node.index()]) continue;
        touch(node, now);
        queue_dependents(node, within_marked);
    }
    queue_.clear();
}

std::int32_t FailureStudy::evaluate(NeedNodeId node) {
    ++evaluations_;
    return lasting_level(graph_, node, level_);
}

void FailureStudy::restore() {
    for (const NeedNodeId node : touched_) {
        level_[node.index()] = intact_[node.index()];
        mark_[node.index()] = 0;
    }
    touched_.clear();
}

/// What is lost from `reference(node)` down to the present levels.
template <class Reference>
Effect FailureStudy::count(Reference reference) {
    Effect effect;
    ++question_;
    const Federation& federation = graph_.federation();
    for (const NeedNodeId node : touched_) {
        const auto id = graph_.service(node);
        if (!id) continue;
        const federation::Service& service = federation.services[id->index()];
        if (!service.demand) continue;
        const std::int32_t before = reference(node);
        const std::int32_t now = level_[node.index()];
        const auto& organisation = federation.of(service.organisation);
        const double lost = std::max(0, before - now) / 1e6;
        effect.per_day = effect.per_day + MemberHours(static_cast<double>(organisation.members) *
                                                      service.demand->share.value() * 24 * lost);
        const std::int32_t up_from = service.up_from.count();
        if (before < up_from || now >= up_from) continue;
        ++effect.services;
        if (seen_[service.organisation.index()] == question_) continue;
        seen_[service.organisation.index()] = question_;
        ++effect.organisations;
        effect.members += organisation.members;
    }
    return effect;
}

Effect FailureStudy::effect(std::span<const Element> failed) {
    fail(failed, false);
    const Effect result = count([&](NeedNodeId node) { return intact_[node.index()]; });
    restore();
    return result;
}

Effect FailureStudy::effect_together(std::span<const Element> failed) {
    std::vector<NeedNodeId> changed;
    for (const Element& one : failed) {
        fail(std::span(&one, 1), false);
        for (const NeedNodeId node : touched_) {
            const std::int32_t lost = intact_[node.index()] - level_[node.index()];
            if (least_[node.index()] == 0) changed.push_back(node);
            least_[node.index()] = std::max(least_[node.index()], lost);
        }
        restore();
    }
    fail(failed, false);
    const Effect result =
        count([&](NeedNodeId node) { return intact_[node.index()] - least_[node.index()]; });
    restore();
    for (const NeedNodeId node : changed) least_[node.index()] = 0;
    return result;
}

std::vector<ServiceId> FailureStudy::services_down(std::span<const Element> failed) {
    fail(failed, false);
    std::vector<ServiceId> down;
    for (const NeedNodeId node : touched_) {
        const auto id = graph_.service(node);
        if (!id) continue;
        const federation::Service& service = graph_.federation().services[id->index()];
        if (service.demand && level_[node.index()] < service.up_from.count()) down.push_back(*id);
    }
    restore();
    std::sort(down.begin(), down.end());
    return down;
}

std::int32_t FailureStudy::level(NeedNodeId wanted, std::span<const Element> failed,
                                 std::span<const NeedNodeId> among_these) {
    for (const NeedNodeId node : among_these) mark_[node.index()] |= among;
    fail(failed, true);
    const std::int32_t result = level_[wanted.index()];
    restore();
    for (const NeedNodeId node : among_these) mark_[node.index()] = 0;
    return result;
}

std::vector<NeedNodeId> all_needed_by(const NeedGraph& graph, NeedNodeId node, std::size_t most) {
    std::vector<NeedNodeId> found{node};
    std::unordered_set<NeedNodeId> seen{node};
    for (std::size_t next = 0; next < found.size() && found.size() <= most; ++next) {
        for (const NeedNodeId need : graph.needs(found[next])) {
            if (seen.insert(need).second) found.push_back(need);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

SingleFailures single_failures(FailureStudy& study, const NeedGraph& graph) {
    const Federation& federation = graph.federation();
    SingleFailures result;
    result.cost_of_group.resize(federation.host_groups.size());
    result.cost_of_link.resize(federation.links.size());
    const std::uint64_t stop = study.evaluations() + most_evaluations;
    const auto effect_of = [&](const Element& element) {
        if (study.evaluations() >= stop) {
            result.is_complete = false;
            return Effect{};
        }
        const Effect effect = study.effect(std::span(&element, 1));
        const bool counts = effect.services > 0 || effect.per_day > MemberHours{};
        if (counts) result.worst_first.push_back({element, effect});
        return effect;
    };
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        effect_of(OrganisationId{o});
    }
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        result.cost_of_link[l] = effect_of(LinkId{l}).per_day;
    }
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        result.cost_of_group[g] = effect_of(HostGroupId{g}).per_day;
    }
    std::stable_sort(result.worst_first.begin(), result.worst_first.end(),
                     [](const SingleFailure& a, const SingleFailure& b) {
                         return std::tie(a.effect.members, a.effect.per_day) >
                                std::tie(b.effect.members, b.effect.per_day);
                     });
    return result;
}

}  // namespace kammerspiel::graph
