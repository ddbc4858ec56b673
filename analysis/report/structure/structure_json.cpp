#include <fmt/format.h>

#include "analysis/report/document/results_json.hpp"
#include "analysis/report/structure/structure_attack.hpp"
#include "analysis/report/structure/structure_contagion.hpp"
#include "analysis/report/structure/structure_cut.hpp"
#include "analysis/report/structure/structure_words.hpp"
#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/report/structure_report.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

class Data {
   public:
    explicit Data(const graph::NeedAnalysis& needs)
        : needs_(needs), federation_(needs.graph.federation()) {}

    Json failures() const {
        Json all = Json::array();
        for (const graph::SingleFailure& single : needs_.singles.worst_first) {
            Json one = element(single.element);
            one.update(of(single.effect));
            all.push_back(std::move(one));
        }
        return all;
    }

    Json pairs() const {
        Json all = Json::array();
        for (const graph::PairFailure& pair : needs_.pairs.worst_first) {
            all.push_back({{"first", element(pair.first)},
                           {"second", element(pair.second)},
                           {"together", of(pair.together)},
                           {"beyond", of(pair.beyond)}});
        }
        return all;
    }

    Json services() const {
        Json all = Json::array();
        for (const graph::Dependence& one : needs_.dependences.services) {
            Json singles = Json::array();
            for (const graph::Element& single : one.singles) {
                singles.push_back(graph::name_of(federation_, single));
            }
            all.push_back({{"service", federation_.services[one.service.index()].name},
                           {"organisations_alike", one.alike},
                           {"single_points_of_failure", std::move(singles)}});
        }
        return all;
    }

    Json separations() const {
        Json all = Json::array();
        for (const graph::Separation& one : needs_.separations) {
            Json entry = element(one.organisation ? graph::Element(*one.organisation)
                                                  : graph::Element(*one.link));
            entry["organisations_cut_off"] = one.organisations_cut_off;
            entry["members_cut_off"] = one.members_cut_off;
            entry["from_internet"] = one.from_internet;
            all.push_back(std::move(entry));
        }
        return all;
    }

    Json black_start(const graph::Bootstrap& start) const {
        Json order = Json::array();
        for (const auto& back : start.order) order.push_back(of(back));
        Json path = Json::array();
        for (const auto& back : start.critical_path) path.push_back(of(back));
        Json deadlocks = Json::array();
        for (const auto& deadlock : start.deadlocks) deadlocks.push_back(of(deadlock));
        Json all{{"order", std::move(order)},
                 {"critical_path", std::move(path)},
                 {"deadlocks", std::move(deadlocks)},
                 {"least_hours_by_hands", start.least_by_hands.in_hours()}};
        if (start.busiest) all["busiest"] = federation_.of(*start.busiest).id;
        return all;
    }

    Json criticality() const {
        Json all = Json::array();
        for (std::uint32_t n = 0; n < needs_.graph.size(); ++n) {
            const graph::NeedNodeId node{n};
            Json one{{"name", needs_.graph.name(node)},
                     {"place", StructureWords::place(needs_.graph.place(node))},
                     {"betweenness", needs_.betweenness.of_node[n]},
                     {"inoperability_member_hours_per_day", needs_.inoperability[n].count()}};
            if (!needs_.members_in_reach.empty()) {
                one["members_in_reach"] = needs_.members_in_reach[n];
            }
            all.push_back(std::move(one));
        }
        return all;
    }

   private:
    const graph::NeedAnalysis& needs_;
    const federation::Federation& federation_;

    Json element(const graph::Element& element) const {
        const std::string_view kind =
            std::visit(Overloaded{[](federation::HostGroupId) { return "host_group"; },
                                  [](federation::LinkId) { return "link"; },
                                  [](federation::OrganisationId) { return "organisation"; }},
                       element);
        return {{"kind", kind},
                {"name", graph::name_of(federation_, element)},
                {"place", StructureWords::place(graph::place_of(federation_, element))}};
    }

    static Json of(const graph::Effect& effect) {
        return {{"services_hit", effect.services},
                {"organisations_hit", effect.organisations},
                {"members_hit", effect.members},
                {"member_hours_per_day", effect.per_day.count()}};
    }

    Json of(const graph::Comeback& back) const {
        Json one{{"name", needs_.graph.name(back.node)}, {"after_hours", back.after.in_hours()}};
        if (back.waited_for) one["waited_for"] = needs_.graph.name(*back.waited_for);
        return one;
    }

    Json of(const graph::Deadlock& deadlock) const {
        Json nodes = Json::array();
        for (const auto node : deadlock.nodes) nodes.push_back(needs_.graph.name(node));
        Json ways = Json::array();
        for (const auto& way : deadlock.ways) {
            ways.push_back({{"service", federation_.services[way.service.index()].name},
                            {"starts_without", needs_.graph.name(way.need)}});
        }
        return {{"nodes", std::move(nodes)},
                {"lacks_crew", deadlock.lacks_crew},
                {"ways", std::move(ways)},
                {"organisations_alike", deadlock.alike},
                {"services_held", deadlock.services_held},
                {"members", deadlock.members}};
    }
};

}  // namespace

std::string structure_as_json(const StructureFindings& findings, const Text& text) {
    const scenario::Scenario& scenario = findings.scenario;
    const Data data(findings.needs);
    const StructureWords words(scenario, findings.needs.graph.federation(), text);
    Json all = provenance({.scenario = scenario.id,
                           .scenario_hash = scenario::hash(scenario),
                           .seed = std::nullopt,
                           .program_version = {}});
    all.update(Json{{"failures", data.failures()},
                    {"pairs", data.pairs()},
                    {"services", data.services()},
                    {"separations", data.separations()},
                    {"black_start",
                     {{"hosts_found_clean", data.black_start(findings.needs.tested)},
                      {"all_rebuilt", data.black_start(findings.needs.rebuilt)}}},
                    {"paths", attack_data(findings.attacks.paths, words)},
                    {"cuts", cut_data(findings.attacks.cuts, findings.trials, words)},
                    {"contagion", contagion_json(findings.attacks.contagion, scenario)},
                    {"criticality", data.criticality()}});
    return all.dump(2) + "\n";
}

}  // namespace kammerspiel::report
