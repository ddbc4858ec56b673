#include "kammerspiel/graph/contagion.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <numbers>
#include <random>

#include "analysis/graph/spectral.hpp"
#include "catch.hpp"
#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/federation/selector.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel::test {
namespace {

using federation::Federation;
using federation::HostGroupId;
using federation::OrganisationId;
using graph::Countermeasure;
using graph::reproduction;
using scenario::AttackerProfile;
using scenario::AttackImpact;
using scenario::HostKind;
using scenario::Integrity;
using scenario::Route;
using scenario::Selector;

Distribution about(Duration mean) { return Exponential{mean}; }

Selector group(const std::string& name) {
    Selector selector;
    selector.group = named(name);
    return selector;
}

Route route(const std::string& name, Duration every, double success, Integrity yields) {
    Route route;
    route.name = named(name);
    route.technique = "T-" + name;
    route.time = about(every);
    route.success = Probability{success};
    route.requires_integrity = Integrity::controlled;
    route.yields = yields;
    return route;
}

Route rise(Duration every, double success) {
    Route step = route("rise", every, success, Integrity::controlled);
    step.to_itself = true;
    step.requires_integrity = Integrity::foothold;
    return step;
}

AttackImpact wipe(Duration after) {
    AttackImpact impact;
    impact.what = AttackImpact::Do::wipe;
    impact.name = named("wipe");
    impact.after = about(after);
    impact.takes = Fixed{Duration::zero()};
    return impact;
}

AttackerProfile worm(std::vector<Route> routes, std::vector<AttackImpact> impacts = {}) {
    AttackerProfile profile;
    profile.name = named("worm");
    profile.kind = AttackerProfile::Kind::autonomous;
    profile.routes = std::move(routes);
    profile.impacts = std::move(impacts);
    return profile;
}

constexpr Duration year = spans_of_24h(365);

double radius(const std::vector<std::vector<double>>& rows) {
    std::vector<Eigen::Triplet<double>> entries;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows.size(); ++j) {
            if (rows[i][j] > 0) entries.emplace_back(int(i), int(j), rows[i][j]);
        }
    }
    graph::SparseMatrix matrix(int(rows.size()), int(rows.size()));
    matrix.setFromTriplets(entries.begin(), entries.end());
    const auto found = graph::spectral_radius(matrix);
    CHECK(found.at_least <= found.number);
    CHECK(found.number <= found.at_most);
    CHECK(found.at_most - found.at_least <= 1e-6 * found.at_most);
    return found.number;
}

TEST_CASE("the spectral radius of small matrices is the one that can be written down",
          "[graph][contagion]") {
    CHECK(radius({{1, 2}, {3, 4}}) == Approx((5 + std::sqrt(33.0)) / 2).epsilon(1e-6));
    // Carriers and hosts infect only each other (Ross 1911): its two eigenvalues differ in sign.
    CHECK(radius({{0, 2}, {3, 0}}) == Approx(std::sqrt(6.0)).epsilon(1e-6));
    CHECK(radius({{0, 1, 0}, {0, 0, 1}, {8, 0, 0}}) == Approx(2.0).epsilon(1e-6));
    // What leads only onwards: the larger of its parts.
    CHECK(radius({{2, 0}, {5, 3}}) == Approx(3.0).epsilon(1e-6));
    CHECK(radius({{3, 0}, {5, 3}}) == Approx(3.0).epsilon(1e-6));
    CHECK(radius({{0, 7}, {0, 0}}) == 0.0);
    CHECK(radius({{0}}) == 0.0);
    CHECK(radius({}) == 0.0);
    CHECK(radius({{1e-9, 0}, {0, 1e-12}}) == Approx(1e-9).epsilon(1e-6));
}

TEST_CASE("in one large group R is attempts an hour times luck times hours active",
          "[graph][contagion]") {
    Builder built;
    built.organisation("house");
    built.group("hosts", 5000);
    const auto profile =
        worm({route("spread", minutes(20), 0.15, Integrity::controlled)}, {wipe(hours(6))});
    const Federation federation = built.compile();
    CHECK(reproduction(federation, profile, year).number == Approx(3 * 0.15 * 6).epsilon(1e-6));
    // Two ends at constant rates: their rates add up.
    CHECK(reproduction(federation, profile, year, hours(3)).number ==
          Approx(3 * 0.15 * 2).epsilon(2e-3));
}

TEST_CASE("a foothold spreads once it has risen, and passes on what it does as a foothold",
          "[graph][contagion]") {
    Builder built;
    built.organisation("house");
    built.group("hosts", 1000);
    Route as_foothold = route("scan", hours(1), 0.25, Integrity::foothold);
    as_foothold.requires_integrity = Integrity::foothold;
    const auto profile = worm({as_foothold, rise(hours(2), 0.5)}, {wipe(hours(10))});
    // 4 h a foothold, then 10 h controlled; attempts all the time.
    CHECK(reproduction(built.compile(), profile, year).number == Approx(0.25 * 14).epsilon(1e-6));
    const auto quiet =
        worm({route("scan", hours(1), 0.25, Integrity::foothold), rise(hours(2), 0.5)},
             {wipe(hours(10))});
    CHECK(reproduction(built.compile(), quiet, year).number == Approx(0.25 * 10).epsilon(1e-6));
    // Found after 4 h on average, half of the footholds never rise.
    CHECK(reproduction(built.compile(), quiet, year, hours(4)).number ==
          Approx(0.5 * 0.25 / (1 / 10.0 + 1 / 4.0)).epsilon(2e-3));
}

TEST_CASE("attempts are shared out among all hosts in reach", "[graph][contagion]") {
    Builder built;
    built.organisation("house");
    built.group("desks", 300, HostKind::workstation);
    built.group("servers", 100, HostKind::server);
    // Only servers spread, and a quarter of the attempts hit one.
    Route spread = route("spread", hours(1), 1, Integrity::controlled);
    spread.from = group("servers");
    CHECK(reproduction(built.compile(), worm({spread}, {wipe(hours(8))}), year).number ==
          Approx(2.0).epsilon(1e-6));
}

scenario::Scenario two_houses() {
    Builder built;
    built.organisation("a");
    built.group("hosts", 1000);
    built.link("wan", "b");
    built.organisation("b");
    built.group("hosts", 1000);
    built.scenario.horizon = year;
    Route within = route("within", hours(1), 0.2, Integrity::controlled);
    Route across = route("across", hours(1), 0.1, Integrity::controlled);
    across.over = named("wan");
    built.scenario.attackers = {worm({within, across}, {wipe(hours(10))})};
    return built.scenario;
}

double under(const std::vector<graph::Contained>& all, Countermeasure::Kind kind,
             const std::string& name) {
    for (const auto& one : all) {
        if (one.by.kind == kind && one.by.name == name) return one.reproduction.number;
    }
    FAIL("there is no countermeasure " << name);
    return 0;
}

TEST_CASE("each countermeasure takes its own routes", "[graph][contagion]") {
    auto scenario = two_houses();
    scenario.strategies.resize(3);
    scenario.strategies[0].name = named("cut");
    scenario.strategies[0].plays.resize(1);
    scenario.strategies[0].plays[0].actions = {scenario::CloseLink{{}, named("wan")}};
    scenario.strategies[1].name = named("unplug-a");
    scenario.strategies[1].plays.resize(1);
    scenario::Shutdown shutdown;
    shutdown.scope.kind = scenario::Scope::Kind::organisation;
    shutdown.scope.which = named("a");
    scenario.strategies[1].plays[0].actions = {shutdown, scenario::BlockTechnique{"T-across", {}}};
    scenario.strategies[2].name = named("nothing");
    const auto found = graph::contagion(federation::compile(scenario), scenario);
    REQUIRE(found.autonomous.size() == 1);
    const graph::Spread& spread = found.autonomous[0];
    // K = [[2, 1], [1, 2]]
    CHECK(spread.unchecked.number == Approx(3.0).epsilon(1e-6));
    CHECK_FALSE(spread.until_horizon);
    const auto& by = spread.contained;
    REQUIRE(by.size() == 6);
    CHECK(under(by, Countermeasure::Kind::technique, "T-within") == Approx(1.0).epsilon(1e-6));
    CHECK(under(by, Countermeasure::Kind::technique, "T-across") == Approx(2.0).epsilon(1e-6));
    CHECK(under(by, Countermeasure::Kind::link, "wan") == Approx(2.0).epsilon(1e-6));
    CHECK(under(by, Countermeasure::Kind::strategy, "cut") == Approx(2.0).epsilon(1e-6));
    CHECK(under(by, Countermeasure::Kind::strategy, "unplug-a") == Approx(2.0).epsilon(1e-6));
    CHECK(under(by, Countermeasure::Kind::strategy, "nothing") == Approx(3.0).epsilon(1e-6));
}

TEST_CASE("an outbreak dies out if hosts are found within the critical time",
          "[graph][contagion]") {
    const auto scenario = two_houses();
    const Federation federation = federation::compile(scenario);
    const auto found = graph::contagion(federation, scenario);
    const graph::Spread& spread = found.autonomous[0];
    REQUIRE(spread.dies_out_within);
    // 0.3 an hour and host: 1/D + 1/10 = 0.3.
    CHECK(spread.dies_out_within->in_hours() == Approx(5.0).epsilon(5e-3));
    CHECK(spread.doubles_in->in_hours() == Approx(5.0 * std::numbers::ln2).epsilon(5e-3));
    CHECK(reproduction(federation, scenario.attackers[0], year, *spread.dies_out_within).number <=
          1.0);
    double before = 0;
    for (const auto& at : spread.by_removal) {
        CHECK(at.reproduction.number > before);
        before = at.reproduction.number;
    }
    CHECK(before < spread.unchecked.number);
}

TEST_CASE("where nothing ends a host it counts as active until the horizon", "[graph][contagion]") {
    auto scenario = two_houses();
    scenario.attackers[0].impacts.clear();
    scenario.horizon = hours(100);
    const auto found = graph::contagion(federation::compile(scenario), scenario);
    CHECK(found.autonomous[0].until_horizon);
    CHECK(found.autonomous[0].unchecked.number == Approx(30.0).epsilon(1e-6));
}

TEST_CASE("routes that need credentials count once these can be taken, and until they are reset",
          "[graph][contagion]") {
    Builder built;
    built.scenario.horizon = year;
    built.organisation("house");
    built.group("hosts", 1000).realm = named("own");
    Route with = route("move", hours(1), 0.5, Integrity::controlled);
    with.needs_credentials = true;
    Route steal = rise(hours(1), 1);
    steal.yields.reset();
    steal.yields_credentials = true;
    const Federation federation = built.compile();
    CHECK(reproduction(federation, worm({with}, {wipe(hours(4))}), year).number == 0.0);
    built.scenario.attackers = {worm({with, steal}, {wipe(hours(4))})};
    const auto found = graph::contagion(federation, built.scenario);
    CHECK(found.autonomous[0].unchecked.number == Approx(2.0).epsilon(1e-6));
    CHECK(under(found.autonomous[0].contained, Countermeasure::Kind::credentials, "") == 0.0);
}

TEST_CASE("a backup group that few zones reach spreads only from them", "[graph][contagion]") {
    Builder built;
    built.organisation("house");
    built.group("desks", 300, HostKind::workstation, "office");
    built.group("vault", 100, HostKind::backup, "vault").reachable_from = {named("core")};
    built.group("servers", 100, HostKind::server, "core");
    Route spread = route("spread", hours(1), 1, Integrity::controlled);
    spread.from = group("vault");
    // A fifth of the vault's attempts hit the vault itself, which it reaches.
    CHECK(reproduction(built.compile(), worm({spread}, {wipe(hours(10))}), year).number ==
          Approx(2.0).epsilon(1e-6));
    Route in = route("in", hours(1), 1, Integrity::controlled);
    in.from = group("desks");
    in.to = group("vault");
    Route out = route("out", hours(1), 1, Integrity::controlled);
    out.from = group("vault");
    out.to = group("desks");
    const auto over_desks = worm({in, out}, {wipe(hours(10))});
    CHECK(reproduction(built.compile(), over_desks, year).number == 0.0);
    in.from = group("servers");
    out.to = group("servers");
    const auto over_servers = worm({in, out}, {wipe(hours(10))});
    CHECK(reproduction(built.compile(), over_servers, year).number == Approx(10.0).epsilon(1e-6));
}

TEST_CASE("hands win as many hosts a day as their quickest open route lets them",
          "[graph][contagion]") {
    auto scenario = two_houses();
    AttackerProfile& crew = scenario.attackers[0];
    crew.kind = AttackerProfile::Kind::operated;
    crew.hands = 3;
    const auto found = graph::contagion(federation::compile(scenario), scenario);
    CHECK(found.autonomous.empty());
    REQUIRE(found.operated.size() == 1);
    const graph::Pace& pace = found.operated[0];
    CHECK(pace.compromises_a_day == Approx(3 * 0.2 * 24));
    CHECK(pace.route == std::size_t{0});
    REQUIRE(pace.slowed.size() == 3);
    CHECK(pace.slowed[0].by.name == "T-within");
    CHECK(pace.slowed[0].compromises_a_day == Approx(3 * 0.1 * 24));
    CHECK(pace.slowed[2].by.name == "wan");
    CHECK(pace.slowed[2].compromises_a_day == Approx(3 * 0.2 * 24));
}

/// K by its definition, one entry for each pair of (group, foothold or controlled).
Eigen::MatrixXd next_generation(const Federation& federation, const AttackerProfile& profile,
                                double hours_active) {
    const auto groups = federation.host_groups.size();
    const auto size = static_cast<Eigen::Index>(2 * groups);
    Eigen::MatrixXd infections = Eigen::MatrixXd::Zero(size, size);   // F
    Eigen::MatrixXd transitions = Eigen::MatrixXd::Zero(size, size);  // V
    for (Eigen::Index i = 0; i < size; ++i) transitions(i, i) = 1 / hours_active;
    const auto place = [](HostGroupId g, Integrity integrity) {
        return static_cast<Eigen::Index>(2 * g.index() + (integrity == Integrity::controlled));
    };
    for (const Route& route : profile.routes) {
        const double rate = route.success.value() / mean(route.time).in_hours();
        const auto targets = federation::resolve(federation, route, 0).targets;
        for (const HostGroupId from : federation::select(federation, route.from)) {
            if (route.to_itself) {
                transitions(place(from, Integrity::foothold), place(from, Integrity::foothold)) +=
                    rate;
                transitions(place(from, Integrity::controlled), place(from, Integrity::foothold)) -=
                    rate;
                continue;
            }
            const auto house = federation.host_groups[from.index()].organisation;
            const auto& reached = targets[house.index()];
            for (const HostGroupId to : reached.groups) {
                if (!federation::is_reachable(federation, to, from)) continue;
                const double share =
                    federation.host_groups[to.index()].count / static_cast<double>(reached.hosts());
                for (const Integrity has : {Integrity::foothold, Integrity::controlled}) {
                    if (has < route.requires_integrity) continue;
                    infections(place(to, *route.yields), place(from, has)) += rate * share;
                }
            }
        }
    }
    return infections * transitions.inverse();
}

AttackerProfile random_worm(std::mt19937& random) {
    std::vector<Route> routes;
    const std::size_t count = 1 + random() % 4;
    const auto kinds = [&]() -> std::vector<HostKind> {
        if (random() % 2 == 0) return {};
        return {static_cast<HostKind>(random() % 3), HostKind::backup};
    };
    for (std::size_t r = 0; r < count; ++r) {
        Route one = route(fmt::format("r{}", r), minutes(10 + std::int64_t(random() % 100)),
                          0.01 * static_cast<double>(1 + random() % 99),
                          random() % 2 == 0 ? Integrity::foothold : Integrity::controlled);
        one.from.kinds = kinds();
        one.to.kinds = kinds();
        if (random() % 2 == 0) one.requires_integrity = Integrity::foothold;
        if (random() % 3 == 0) one.over = named("wan");
        routes.push_back(one);
    }
    if (random() % 2 == 0) routes.push_back(rise(minutes(10 + std::int64_t(random() % 100)), 0.5));
    return worm(routes);
}

TEST_CASE("the matrix over channels has the radius of the whole one", "[graph][contagion]") {
    std::mt19937 random(5);
    int spreading = 0;
    for (int round = 0; round < 150; ++round) {
        Builder built;
        const std::size_t organisations = 1 + random() % 4;
        for (std::size_t o = 0; o < organisations; ++o) {
            built.organisation(fmt::format("o{}", o));
            const std::size_t groups = 1 + random() % 4;
            for (std::size_t g = 0; g < groups; ++g) {
                auto& one = built.group(
                    fmt::format("g{}", g), static_cast<std::uint32_t>(random() % 30),
                    static_cast<HostKind>(random() % 3), fmt::format("z{}", random() % 2));
                if (random() % 5 == 0) {
                    one.kind = HostKind::backup;
                    one.reachable_from = {named("z1")};
                }
            }
            if (o > 0 && random() % 4 != 0) built.link("wan", fmt::format("o{}", random() % o));
        }
        const Federation federation = built.compile();
        const AttackerProfile profile = random_worm(random);
        // A horizon so far that the mean of what an exponential end leaves is all of it.
        const double found = reproduction(federation, profile, year, hours(5)).number;
        const Eigen::MatrixXd whole = next_generation(federation, profile, 5);
        const double expected =
            Eigen::EigenSolver<Eigen::MatrixXd>(whole, false).eigenvalues().cwiseAbs().maxCoeff();
        // The solver finds the zeros of a nilpotent matrix only to the root of its precision.
        CHECK(found == Approx(expected).epsilon(1e-5).margin(1e-4));
        if (found > 0.1) ++spreading;
    }
    CHECK(spreading > 50);
}

}  // namespace
}  // namespace kammerspiel::test
