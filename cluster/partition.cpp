#include "cluster/partition.hpp"

#include <metis.h>

#include <algorithm>
#include <map>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

using federation::Federation;
using federation::OrganisationId;

/// Organisations and who needs what of whom, as METIS wants it: each edge stands at both ends.
struct Graph {
    std::vector<idx_t> first{0}, neighbours, edge_weights, weights;

    explicit Graph(const Federation& federation) {
        std::vector<std::map<idx_t, idx_t>> weight_to(federation.organisations.size());
        for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
            for (const federation::View& view : federation.views_of(OrganisationId{o})) {
                const std::size_t other = view.organisation.index();
                if (other == o) continue;
                ++weight_to[o][static_cast<idx_t>(other)];
                ++weight_to[other][static_cast<idx_t>(o)];
            }
        }
        for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
            for (const auto& [other, weight] : weight_to[o]) {
                neighbours.push_back(other);
                edge_weights.push_back(weight);
            }
            first.push_back(static_cast<idx_t>(neighbours.size()));
            weights.push_back(1 + static_cast<idx_t>(federation.organisations[o].nodes()));
        }
    }
};

}  // namespace

std::vector<std::uint16_t> partition(const Federation& federation, std::size_t ranks) {
    const std::size_t count = federation.organisations.size();
    std::vector<std::uint16_t> rank_of(count, 0);
    if (ranks == 1) return rank_of;
    if (count <= ranks) {
        for (std::size_t o = 0; o < count; ++o) rank_of[o] = static_cast<std::uint16_t>(o);
        return rank_of;
    }
    Graph graph(federation);
    auto vertices = static_cast<idx_t>(count);
    idx_t constraints = 1;
    auto parts = static_cast<idx_t>(ranks);
    idx_t cut = 0;
    std::vector<idx_t> options(METIS_NOPTIONS);
    METIS_SetDefaultOptions(options.data());
    options[METIS_OPTION_SEED] = 1;
    std::vector<idx_t> part(count);
    const int status =
        METIS_PartGraphKway(&vertices, &constraints, graph.first.data(), graph.neighbours.data(),
                            graph.weights.data(), nullptr, graph.edge_weights.data(), &parts,
                            nullptr, nullptr, options.data(), &cut, part.data());
    ensure(status == METIS_OK, "METIS could not cut the federation into {} parts (status {})",
           ranks, status);
    std::transform(part.begin(), part.end(), rank_of.begin(),
                   [](idx_t one) { return static_cast<std::uint16_t>(one); });
    return rank_of;
}

std::size_t views_cut(const Federation& federation, const std::vector<std::uint16_t>& rank_of) {
    std::size_t cut = 0;
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        const auto views = federation.views_of(OrganisationId{o});
        cut += static_cast<std::size_t>(
            std::count_if(views.begin(), views.end(), [&](const federation::View& view) {
                return rank_of[view.organisation.index()] != rank_of[o];
            }));
    }
    return cut;
}

}  // namespace kammerspiel::cluster
