#include <fmt/format.h>

#include <cmath>

#include "kammerspiel/ensemble/study.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "tests/support/some_plan.hpp"

// Studies that keep figures of places for every run.

namespace kammerspiel::test {
namespace {

using ensemble::PlaceFigures;
using ensemble::Store;

namespace fs = std::filesystem;

constexpr std::uint64_t worlds = 6;

fs::path study_with_places(const Folder& folder, unsigned threads, bool places = true) {
    const fs::path path = folder / fmt::format("study-{}.sqlite", threads);
    ensemble::About about = about_of(some_plan());
    about.definition.places = places;
    Store store = Store::create(path, about, ensemble::sites(some_plan().federation()));
    ensemble::ThreadRunner runner(threads);
    ensemble::Study study(some_plan(), store, runner);
    study.advance(worlds, std::chrono::steady_clock::time_point::max(), {}, {});
    store.finish();
    return path;
}

TEST_CASE("figures of places in every run add up to the sums over worlds", "[store][places]") {
    const Folder folder;
    const Store store = Store::open(study_with_places(folder, 1));
    const auto sums = store.sums();
    const std::size_t attackers = store.about().attackers.size();
    const std::size_t kept = ensemble::kept_places(store.sites());
    REQUIRE(kept == 2);  // house/work and house
    bool is_any_lost = false;
    for (std::size_t cell = 0; cell < sums.size(); ++cell) {
        std::vector<ensemble::SiteSum> added(kept);
        for (std::uint64_t world = 0; world < worlds; ++world) {
            const auto places = store.places_of(world, cell / attackers, cell % attackers);
            REQUIRE(places.size() == kept);
            for (std::size_t i = 0; i < kept; ++i) {
                const PlaceFigures& place = places[i];
                added[i] += {.lost = place.lost,
                             .lost_squared = ensemble::Wide::square_of(model::Int128{place.lost}),
                             .outage = place.outage,
                             .outage_squared = model::Int128{place.outage} * place.outage,
                             .longest = place.longest,
                             .worlds_hit = place.longest > 0 ? 1U : 0U,
                             .worlds_down = place.back ? 0U : 1U};
                is_any_lost = is_any_lost || place.lost > 0;
            }
        }
        for (std::size_t i = 0; i < kept; ++i) CHECK(added[i] == sums[cell].sites[i]);
    }
    CHECK(is_any_lost);
}

TEST_CASE("a place is back for good when the whole house is", "[store][places]") {
    const Folder folder;
    const Store store = Store::open(study_with_places(folder, 1));
    const std::vector<ensemble::Metric> back{ensemble::Metric::hours_to_all};
    const auto hours = store.columns(back, worlds).front();
    const std::size_t attackers = store.about().attackers.size();
    for (std::uint64_t world = 0; world < worlds; ++world) {
        for (std::size_t s = 0; s < store.about().definition.strategies.size(); ++s) {
            for (std::size_t a = 0; a < attackers; ++a) {
                const double whole = hours[(s * worlds + world) * attackers + a];
                const PlaceFigures house = store.places_of(world, s, a)[1];
                CHECK(house.back.has_value() == std::isfinite(whole));
                constexpr double second = 1.0 / 3600;
                if (house.back) {
                    CHECK(static_cast<double>(*house.back) / 3600 == Approx(whole).margin(second));
                }
            }
        }
    }
}

TEST_CASE("places change nothing else of a study, on however many threads", "[store][places]") {
    const Folder folder;
    const Store one = Store::open(study_with_places(folder, 1));
    const Store three = Store::open(study_with_places(folder, 3));
    const Store without = Store::open(study_with_places(folder, 2, false));
    CHECK(one.digest() == three.digest());
    CHECK(one.digest() != without.digest());
    CHECK(one.sums() == without.sums());
    CHECK(without.places_of(0, 0, 0).empty());
    CHECK(ensemble::mismatch(one.about().definition, without.about().definition)->what ==
          ensemble::Mismatch::What::places);
}

TEST_CASE("a study that lacks a place of a run is damaged", "[store][places]") {
    const Folder folder;
    const fs::path path = study_with_places(folder, 1);
    ensemble::Database(path, ensemble::Database::Access::write)
        .execute("DELETE FROM place_run WHERE world = 1 AND place = 1");
    CHECK_THROWS_AS(Store::open(path), ensemble::StoreError);
}

TEST_CASE("a study knows its organisations and where places lie", "[store][places]") {
    const Folder folder;
    const fs::path path = study_with_places(folder, 1);
    const Store store = Store::open(path);
    REQUIRE(store.about().organisations.size() == 1);
    CHECK(store.about().organisations[0].name == "house");
    CHECK(store.about().organisations[0].region == "DE-NW");
    CHECK(store.about().organisations[0].members == 100);
    CHECK_FALSE(store.about().organisations[0].latitude);
    CHECK(store.sites()[0].parent == "house");
    CHECK(store.sites()[1].parent == "DE-NW");
    CHECK(store.sites()[2].parent.empty());
    const ensemble::Database database(path, ensemble::Database::Access::read);
    ensemble::Statement row(database,
                            "SELECT count(*), sum(p.member_hours_lost), sum(r.member_hours_lost) "
                            "FROM place_runs p JOIN runs r USING (world, strategy, attacker) "
                            "WHERE p.name = 'house'");
    REQUIRE(row.step());
    CHECK(row.integer(0) == 24);
    CHECK(row.real(1) == Approx(row.real(2)).epsilon(1e-6));
}

}  // namespace
}  // namespace kammerspiel::test
