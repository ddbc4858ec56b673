#include "analysis/graph/entry_paths.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "analysis/graph/critical_assets.hpp"
#include "analysis/graph/path_steps.hpp"

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::OrganisationId;
using federation::ServiceId;

BestWays::BestWays(const AttackGraph& graph, const std::vector<double>& weight, std::uint32_t entry)
    : tree(shortest_tree(graph.network(), weight, entry)) {
    const std::size_t groups = graph.rules().federation->host_groups.size();
    cost.assign(groups, ShortestTree::out_of_reach);
    state.assign(groups, 0);
    for (std::size_t g = 0; g < groups; ++g) {
        for (const VertexNumber node : graph.controlling(HostGroupId{g})) {
            if (tree.distance[node] >= cost[g]) continue;
            cost[g] = tree.distance[node];
            state[g] = node;
        }
    }
}

PathsFromEntry::PathsFromEntry(const AttackGraph& graph, std::uint32_t entry, PathSampler& sampler,
                               const PathOptions& options)
    : graph_(graph),
      rules_(graph.rules()),
      federation_(*rules_.federation),
      entry_(entry),
      sampler_(sampler),
      options_(options),
      by_time_(graph, graph.hours(), entry),
      by_chance_(graph, graph.toll(), entry),
      members_behind_(members_behind(federation_)),
      is_entry_(federation_.host_groups.size(), false) {
    number_names();
    for (const HostGroupId group : rules_.entries[entry].groups) is_entry_[group.index()] = true;
}

void PathsFromEntry::number_names() {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (const auto& group : federation_.host_groups) {
        const auto next = static_cast<std::uint32_t>(numbers.size());
        name_number_.push_back(numbers.try_emplace(group.local_name, next).first->second);
    }
}

EntryPaths PathsFromEntry::analyse() {
    result_.entry = rules_.entries[entry_].number;
    for (const Asset& asset : assets()) {
        if (asset.soonest) {
            add(asset);
        } else {
            add_out_of_reach(asset);
        }
    }
    finish_lines();
    find_choke_points();
    return std::move(result_);
}

std::vector<PathsFromEntry::Asset> PathsFromEntry::assets() const {
    const Reach reach = reach_of(rules_, std::vector<std::size_t>{entry_});
    const auto falls = [](double cost, HostGroupId group) {
        return std::isfinite(cost) ? std::optional(group) : std::nullopt;
    };
    std::vector<Asset> all;
    std::vector<double> in_the_end(federation_.host_groups.size());
    for (std::size_t g = 0; g < in_the_end.size(); ++g) {
        const HostGroupId id{g};
        in_the_end[g] = reach.controls(id) ? 0 : ShortestTree::out_of_reach;
        const auto& group = federation_.host_groups[g];
        const auto kind = asset_kind(group);
        if (!kind) continue;
        all.push_back({*kind, &group.local_name, group.organisation, std::nullopt,
                       falls(by_time_.cost[g], id), falls(by_chance_.cost[g], id),
                       reach.controls(id), reach.level[g] == Integrity::foothold});
    }
    const auto soonest = weakest_below(federation_, by_time_.cost);
    const auto likeliest = weakest_below(federation_, by_chance_.cost);
    const auto otherwise = weakest_below(federation_, in_the_end);
    for (std::size_t s = 0; s < federation_.services.size(); ++s) {
        const auto& service = federation_.services[s];
        if (!service.demand) continue;
        all.push_back({AssetKind::service, &service.local_name, service.organisation, ServiceId{s},
                       soonest[s], likeliest[s], otherwise[s].has_value()});
    }
    return all;
}

PathsFromEntry::Steps PathsFromEntry::steps_to(const BestWays& ways, HostGroupId group) const {
    return steps_of(graph_, ways.tree.walk_to(ways.state[group.index()]));
}

PathsFromEntry::Signature PathsFromEntry::signature(const Asset& asset, const Steps& fastest,
                                                    const Steps& likeliest) const {
    Signature signature{static_cast<std::uint32_t>(asset.kind)};
    for (const char c : *asset.local_name) signature.push_back(static_cast<unsigned char>(c));
    const auto add_group = [&](HostGroupId group) {
        const auto organisation = federation_.host_groups[group.index()].organisation;
        signature.push_back(organisation == asset.organisation ? AttackNode::none
                                                               : organisation.value);
        signature.push_back(name_number_[group.index()]);
    };
    for (const Steps* steps : {&fastest, &likeliest}) {
        signature.push_back(AttackNode::none);
        for (const AttackStep& step : *steps) {
            signature.push_back(step.route);
            signature.push_back(static_cast<std::uint32_t>(step.holds));
            add_group(step.from);
            add_group(step.to);
        }
    }
    add_group(*asset.soonest);
    return signature;
}

void PathsFromEntry::add(const Asset& asset) {
    Steps fastest = steps_to(by_time_, *asset.soonest);
    Steps likeliest = steps_to(by_chance_, *asset.likeliest);
    note_passage(asset, fastest);
    if (!asset.service) asset_groups_.push_back(*asset.soonest);
    const auto [line, is_new] =
        line_of_.try_emplace(signature(asset, fastest, likeliest), result_.assets.size());
    if (is_new) {
        AssetPaths& added = result_.assets.emplace_back();
        added.kind = asset.kind;
        added.local_name = *asset.local_name;
        added.falls = *asset.soonest;
        added.service = asset.service;
        added.fastest.steps = std::move(fastest);
        added.likeliest.steps = std::move(likeliest);
    }
    auto& organisations = result_.assets[line->second].organisations;
    if (organisations.empty() || organisations.back() != asset.organisation) {
        organisations.push_back(asset.organisation);
    }
}

void PathsFromEntry::note_passage(const Asset& asset, const Steps& steps) {
    const std::size_t organisation = asset.organisation.index();
    const auto members =
        static_cast<double>(asset.service ? federation_.organisations[organisation].members
                                          : members_behind_[organisation]);
    const auto count = [&](Weight& weight) {
        weight.members += members;
        weight.assets += 1;
    };
    count(all_);
    std::vector<HostGroupId> groups;
    std::vector<federation::RealmId> realms;
    for (const AttackStep& step : steps) {
        for (const HostGroupId group : {step.from, step.to}) {
            if (!is_entry_[group.index()] && group != *asset.soonest) groups.push_back(group);
        }
        if (step.uses) realms.push_back(*step.uses);
    }
    for (auto g = groups.begin(); g != groups.end(); ++g) {
        if (std::find(groups.begin(), g, *g) == g) count(through_group_[*g]);
    }
    for (auto r = realms.begin(); r != realms.end(); ++r) {
        if (std::find(realms.begin(), r, *r) == r) count(through_realm_[*r]);
    }
}

void PathsFromEntry::add_out_of_reach(const Asset& asset) {
    auto& all = result_.out_of_reach;
    auto same = std::find_if(all.begin(), all.end(), [&](const OutOfReach& other) {
        return other.kind == asset.kind && other.local_name == *asset.local_name;
    });
    if (same == all.end()) {
        if (all.size() >= options_.most_lines) return;
        same = all.insert(all.end(), {asset.kind, *asset.local_name, 0, 0, 0});
    }
    ++same->organisations;
    same->reachable_otherwise += asset.falls_otherwise ? 1U : 0U;
    same->as_foothold += asset.is_foothold ? 1U : 0U;
}

void PathsFromEntry::finish_lines() {
    auto& lines = result_.assets;
    for (AssetPaths& line : lines) line.members = members_of(line);
    const auto hours = [&](const AssetPaths& line) { return by_time_.cost[line.falls.index()]; };
    std::stable_sort(lines.begin(), lines.end(), [&](const AssetPaths& a, const AssetPaths& b) {
        return std::tuple(b.members, a.kind, hours(a)) < std::tuple(a.members, b.kind, hours(b));
    });
    if (lines.size() > options_.most_lines) {
        result_.assets_left_out = static_cast<std::uint32_t>(lines.size() - options_.most_lines);
        lines.resize(options_.most_lines);
    }
    for (AssetPaths& line : lines) {
        sampler_.fill_in(line.fastest);
        sampler_.fill_in(line.likeliest);
    }
    for (std::size_t l = 0; l < std::min<std::size_t>(lines.size(), options_.most_valuable); ++l) {
        add_further(lines[l]);
    }
}

void PathsFromEntry::add_further(AssetPaths& line) {
    KShortest paths(graph_.network(), graph_.hours(), entry_, graph_.controlling(line.falls));
    // Paths that differ only in what is carried besides are the same to the planner.
    const std::uint32_t tries = 4 * options_.k;
    std::vector<Steps> seen{line.fastest.steps};
    for (std::uint32_t t = 0; t < tries && line.further.size() + 1 < options_.k; ++t) {
        const auto walk = paths.next();
        if (!walk) return;
        Steps steps = steps_of(graph_, *walk);
        if (std::find(seen.begin(), seen.end(), steps) != seen.end()) continue;
        seen.push_back(steps);
        AttackPath& path = line.further.emplace_back();
        path.steps = std::move(steps);
        sampler_.fill_in(path);
    }
}

std::uint64_t PathsFromEntry::members_of(const AssetPaths& line) const {
    std::vector<OrganisationId> concerned = line.organisations;
    if (line.kind != AssetKind::service) {
        for (const OrganisationId organisation : line.organisations) {
            for (const auto& subscriber : federation_.subscribers_of(organisation)) {
                concerned.push_back(subscriber.organisation);
            }
        }
        std::sort(concerned.begin(), concerned.end());
        concerned.erase(std::unique(concerned.begin(), concerned.end()), concerned.end());
    }
    std::uint64_t members = 0;
    for (const OrganisationId organisation : concerned) {
        members += federation_.of(organisation).members;
    }
    return members;
}

}  // namespace kammerspiel::graph
