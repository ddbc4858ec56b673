#include "cluster/partition.hpp"

#include <algorithm>

#include "kammerspiel/federation/compile.hpp"
#include "tests/catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::cluster {
namespace {

/// Groups of ten organisations that need each other's services, and little of other groups'.
federation::Federation groups_of_ten(std::size_t groups) {
    test::Builder built;
    for (std::size_t o = 0; o < 10 * groups; ++o) {
        const std::size_t group = o % groups;  // neighbours by number are of different groups
        const auto service_of = [&](std::size_t other) {
            return test::need(fmt::format("o{}/base", other));
        };
        built.organisation(fmt::format("o{}", o));
        built.group("hosts", 5);
        built.service("base", test::need("hosts"));
        std::vector<scenario::Need> needs;
        for (std::size_t other = group; other < 10 * groups; other += groups) {
            if (other != o) needs.push_back(service_of(other));
        }
        if (o < groups) needs.push_back(service_of((o + 1) % groups));
        built.service("work", test::all_of(needs));
    }
    return built.compile();
}

TEST_CASE("a partition cuts what little there is between groups, not the groups",
          "[cluster][partition]") {
    const federation::Federation federation = groups_of_ten(12);
    for (const std::size_t ranks : {2U, 3U, 4U}) {
        const auto rank_of = partition(federation, ranks);
        // Twelve groups are dealt out whole: at most the ring between them is cut.
        CHECK(views_cut(federation, rank_of) <= 12);
        for (std::size_t rank = 0; rank < ranks; ++rank) {
            const auto here = std::count(rank_of.begin(), rank_of.end(), rank);
            CHECK(here >= static_cast<std::ptrdiff_t>(120 / ranks - 10));
            CHECK(here <= static_cast<std::ptrdiff_t>(120 / ranks + 10));
        }
        CHECK(partition(federation, ranks) == rank_of);
    }
    // By number, as it comes, would cut many.
    std::vector<std::uint16_t> halves(120);
    for (std::size_t o = 0; o < halves.size(); ++o) halves[o] = o < 60 ? 0 : 1;
    CHECK(views_cut(federation, halves) > federation.views.size() / 3);
}

TEST_CASE("one rank has everything, and too many ranks have an organisation each",
          "[cluster][partition]") {
    const federation::Federation federation = groups_of_ten(1);
    CHECK(partition(federation, 1) == std::vector<std::uint16_t>(10, 0));
    CHECK(views_cut(federation, partition(federation, 1)) == 0);
    const auto rank_of = partition(federation, 40);
    for (std::uint16_t o = 0; o < 10; ++o) CHECK(rank_of[o] == o);
}

}  // namespace
}  // namespace kammerspiel::cluster
