#include "analysis/graph/shortest_paths.hpp"

#include <algorithm>
#include <random>

#include "catch.hpp"

namespace kammerspiel::test {
namespace {

using graph::AttackNetwork;
using graph::KShortest;
using graph::Walk;

struct Drawn {
    AttackNetwork network;
    std::vector<double> weight;
};

struct Arc {
    std::uint32_t from, to;
    double weight;
};

Drawn network_of(std::size_t vertices, std::vector<Arc> arcs) {
    std::stable_sort(arcs.begin(), arcs.end(),
                     [](const Arc& a, const Arc& b) { return a.from < b.from; });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    Drawn drawn;
    for (const Arc& arc : arcs) {
        ends.emplace_back(arc.from, arc.to);
        drawn.weight.push_back(arc.weight);
    }
    drawn.network = AttackNetwork(boost::edges_are_sorted, ends.begin(), ends.end(),
                                  static_cast<std::uint32_t>(vertices));
    return drawn;
}

/// Every loopless path that ends at the first target it comes to, by trying them all.
class AllPaths {
   public:
    AllPaths(const Drawn& drawn, std::vector<std::uint32_t> targets)
        : drawn_(drawn), targets_(std::move(targets)) {}

    std::vector<double> lengths_from(std::uint32_t from) {
        visit({from}, 0);
        std::sort(lengths_.begin(), lengths_.end());
        return lengths_;
    }

   private:
    const Drawn& drawn_;
    std::vector<std::uint32_t> targets_;
    std::vector<double> lengths_;

    // NOLINTNEXTLINE(misc-no-recursion): a handful of vertices
    void visit(std::vector<std::uint32_t> path, double length) {
        const std::uint32_t at = path.back();
        if (std::find(targets_.begin(), targets_.end(), at) != targets_.end()) {
            lengths_.push_back(length);
            return;
        }
        for (auto [e, end] = boost::out_edges(at, drawn_.network); e != end; ++e) {
            const std::uint32_t next = boost::target(*e, drawn_.network);
            if (std::find(path.begin(), path.end(), next) != path.end()) continue;
            auto longer = path;
            longer.push_back(next);
            const auto number = boost::get(boost::edge_index, drawn_.network, *e);
            visit(longer, length + drawn_.weight[number]);
        }
    }
};

TEST_CASE("Yen's textbook network gives the three shortest ways that are known", "[graph]") {
    enum : std::uint32_t { C, D, E, F, G, H };
    const Drawn drawn = network_of(6, {{C, D, 3},
                                       {C, E, 2},
                                       {D, F, 4},
                                       {E, D, 1},
                                       {E, F, 2},
                                       {E, G, 3},
                                       {F, G, 2},
                                       {F, H, 1},
                                       {G, H, 2}});
    KShortest paths(drawn.network, drawn.weight, C, {H});
    const auto first = paths.next();
    const auto second = paths.next();
    const auto third = paths.next();
    REQUIRE(third);
    CHECK(first->vertices == std::vector<std::uint32_t>{C, E, F, H});
    CHECK(first->length == 5);
    CHECK(second->vertices == std::vector<std::uint32_t>{C, E, G, H});
    CHECK(second->length == 7);
    CHECK(third->length == 8);
    std::size_t all = 3;
    while (paths.next()) ++all;
    CHECK(all == 7);
}

TEST_CASE("a target that is out of reach has no shortest way", "[graph]") {
    const Drawn drawn = network_of(3, {{0, 1, 1}});
    KShortest paths(drawn.network, drawn.weight, 0, {2});
    CHECK_FALSE(paths.next());
    CHECK_FALSE(paths.next());
    const auto tree = graph::shortest_tree(drawn.network, drawn.weight, 0);
    CHECK(tree.reaches(1));
    CHECK_FALSE(tree.reaches(2));
}

TEST_CASE("the k shortest ways of random networks are those that trying all finds", "[graph]") {
    std::mt19937 random(11);
    for (int round = 0; round < 150; ++round) {
        const auto vertices = static_cast<std::uint32_t>(3 + random() % 5);
        const std::size_t size = 2 + random() % 16;
        std::vector<Arc> arcs;
        while (arcs.size() < size) {
            // Parallel arcs and whole numbers, so that many ways are equally long.
            arcs.push_back({static_cast<std::uint32_t>(random() % vertices),
                            static_cast<std::uint32_t>(random() % vertices),
                            static_cast<double>(random() % 6)});
        }
        std::erase_if(arcs, [](const Arc& arc) { return arc.from == arc.to; });
        const Drawn drawn = network_of(vertices, arcs);
        std::vector<std::uint32_t> targets{vertices - 1};
        if (random() % 2 == 0) targets.push_back(vertices - 2);
        KShortest paths(drawn.network, drawn.weight, 0, targets);
        std::vector<double> found;
        std::vector<std::vector<std::uint32_t>> edges;
        while (const auto walk = paths.next()) {
            found.push_back(walk->length);
            edges.push_back(walk->edges);
        }
        CHECK(std::is_sorted(found.begin(), found.end()));
        CHECK(found == AllPaths(drawn, targets).lengths_from(0));
        std::sort(edges.begin(), edges.end());
        CHECK(std::adjacent_find(edges.begin(), edges.end()) == edges.end());
    }
}

}  // namespace
}  // namespace kammerspiel::test
