#include <Eigen/SparseCore>
#include <algorithm>
#include <map>

#include "analysis/graph/lasting.hpp"
#include "kammerspiel/federation/components.hpp"
#include "kammerspiel/graph/criticality.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;

/// Circles of needs; what needs something comes after it.
federation::StrongComponents circles(const NeedGraph& graph) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    edges.reserve(graph.edges());
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        for (const NeedNodeId need : graph.needs(NeedNodeId{n})) edges.emplace_back(n, need.value);
    }
    return federation::strong_components(graph.size(), edges);
}

/// Member-hours a day that people want of a node.
double wanted(const NeedGraph& graph, NeedNodeId node) {
    const auto id = graph.service(node);
    if (!id) return 0;
    const auto& service = graph.federation().services[id->index()];
    if (!service.demand) return 0;
    return static_cast<double>(graph.federation().of(service.organisation).members) *
           service.demand->share.value() * 24;
}

}  // namespace

std::vector<MemberHours> inoperability(const NeedGraph& graph) {
    const auto [circle, count] = circles(graph);
    const std::vector<std::int32_t> full(graph.size(), PartsPerMillion::full().count());
    // Between two circles the strongest of their ties counts.
    std::map<std::pair<std::size_t, std::size_t>, double> ties;
    Eigen::VectorXd demand = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(count));
    for (std::uint32_t n = 0; n < graph.size(); ++n) {
        const NeedNodeId node{n};
        demand[static_cast<Eigen::Index>(circle[n])] += wanted(graph, node);
        for (const NeedNodeId need : graph.needs(node)) {
            if (circle[n] == circle[need.index()]) continue;
            const double lost = 1 - lasting_level(graph, node, full, need) / 1e6;
            if (lost <= 0) continue;
            double& tie = ties[{circle[need.index()], circle[n]}];
            tie = std::max(tie, lost);
        }
    }
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(ties.size());
    for (const auto& [ends, lost] : ties) {
        entries.emplace_back(static_cast<int>(ends.first), static_cast<int>(ends.second), -lost);
    }
    const auto size = static_cast<Eigen::Index>(count);
    Eigen::SparseMatrix<double, Eigen::RowMajor> system(size, size);
    system.setFromTriplets(entries.begin(), entries.end());
    // (I − Aᵀ) y = w: what needs something comes later, so the matrix is triangular.
    const Eigen::VectorXd cost = system.triangularView<Eigen::UnitUpper>().solve(demand);
    std::vector<MemberHours> result;
    result.reserve(graph.size());
    for (std::size_t n = 0; n < graph.size(); ++n) {
        result.emplace_back(cost[static_cast<Eigen::Index>(circle[n])]);
    }
    return result;
}

}  // namespace kammerspiel::graph
