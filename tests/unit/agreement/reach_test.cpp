#include <fmt/format.h>

#include <algorithm>

#include "analysis/graph/attack_reach.hpp"
#include "kammerspiel/graph/findings.hpp"
#include "tests/unit/agreement/drawn_federation.hpp"
#include "tests/unit/agreement/seen.hpp"

namespace kammerspiel::test {
namespace {

using model::TraceKind;

class AttackByLot {
   public:
    AttackByLot(Lots& lots, FederationByLot& federation, bool has_links)
        : lots_(lots), federation_(federation), has_links_(has_links) {}

    /// Hands try everything, as long as they have a goal: one that no route leads to. Left out:
    /// routes without success, which they try for ever if these come first.
    std::string operated() {
        std::string text = "kind: operated\nhands: 2\nroutes:\n";
        for (std::uint64_t r = lots_.between(2, 6); r > 0; --r) text += route(r, true);
        return text + "goals: [{tag: out-of-reach}]\n" + impact(federation_.selector());
    }

    // Left out: credentials. In a run a worm's stay in the organisation where it took them, while
    // analysis carries them over links: which of the two is right is not settled.
    std::string autonomous() {
        std::string text = "kind: autonomous\nroutes:\n";
        for (std::uint64_t r = lots_.between(2, 5); r > 0; --r) text += route(r, false);
        // What a worm's impact is for has to be held by the very host that it strikes.
        return text + impact("{}");
    }

   private:
    Lots& lots_;
    FederationByLot& federation_;
    bool has_links_;

    std::string route(std::uint64_t number, bool is_operated) {
        const bool to_itself = lots_.one_in(4);
        std::string text = fmt::format(
            "  - {{name: r{}, from: {}, to: {}, time: 1h, success: {}, requires: {}", number,
            federation_.selector(), to_itself ? "itself" : federation_.selector(),
            !is_operated && lots_.one_in(4) ? 0 : 1,
            lots_.one_of("foothold", "foothold", "controlled"));
        if (!to_itself && has_links_ && lots_.one_in(2)) {
            text += fmt::format(", over: {}", lots_.one_of("wan", "vpn"));
        }
        const bool takes = is_operated && lots_.one_in(3);
        if (takes) text += ", yields_credentials: true";
        if (is_operated && lots_.one_in(4)) text += ", needs_credentials: true";
        if (!takes || lots_.one_in(2)) {
            text += fmt::format(", yields: {}",
                                to_itself || lots_.one_in(2) ? "controlled" : "foothold");
        }
        return text + "}\n";
    }

    std::string impact(const std::string& on) {
        return fmt::format(
            "impact:\n  - {{name: leak, do: exfiltrate, on: {}, when: {{holding: {}}}, volume: "
            "1GB}}\n",
            on, federation_.selector());
    }
};

/// The organisation that nothing leads to, so that there is always something left to want.
std::string with_a_treasure(std::string federation) {
    const std::string organisations = "templates:\n";
    federation.insert(federation.find(organisations),
                      "    island: {template: island, region: DE-NW}\n");
    return federation +
           "  island:\n    host_groups:\n      treasure: {kind: appliance, zone: z9, tags: "
           "[out-of-reach]}\n";
}

struct Attacked {
    std::string federation, attacker, scenario;
};

Attacked drawn(std::uint64_t number, bool is_operated) {
    Lots lots(number);
    FederationByLot by_lot(lots, {.most_hosts = 2});
    Attacked all;
    all.federation = by_lot.write();
    AttackByLot attack(lots, by_lot, all.federation.find("wan: {to") != std::string::npos);
    all.attacker = is_operated ? attack.operated() : attack.autonomous();
    if (is_operated) all.federation = with_a_treasure(all.federation);
    all.scenario = fmt::format("horizon: {}\nentry: [{{at: {}/{}, when: 1h, yields: {}}}]\n",
                               is_operated ? "30d" : "15d", by_lot.organisation(), by_lot.group(),
                               lots.one_of("foothold", "controlled"));
    return all;
}

bool says_never(const model::Plan& plan) {
    Diagnostics warnings;
    graph::warn_of_structure(plan.scenario(), plan.federation(), warnings);
    const auto all = warnings.sorted();
    return std::any_of(all.begin(), all.end(), [](const Diagnostic& one) {
        return one.message.key == "structure.warning.impact_never";
    });
}

TEST_CASE("hands get what analysis says they can reach, and strike where it is armed",
          "[agreement]") {
    std::size_t far = 0;
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        const Attacked all = drawn(number, true);
        CAPTURE(number, all.federation, all.attacker, all.scenario);
        const auto plan = plan_of({all.scenario, all.federation, all.attacker});
        const auto claimed =
            graph::reach_of(graph::attack_rules(plan.scenario(), plan.federation(), 0));
        const auto run = model::run(plan, {});
        REQUIRE(held(plan, run) == claimed.level);
        REQUIRE(realms_taken(plan, run) == claimed.realm_taken);
        const bool leaks = std::any_of(run.trace.begin(), run.trace.end(), [](const auto& record) {
            return record.what == TraceKind::struck;
        });
        REQUIRE(leaks == !says_never(plan));
        const auto clean =
            std::count(claimed.level.begin(), claimed.level.end(), graph::Integrity::clean);
        if (clean + 2 < std::ssize(claimed.level)) ++far;
    }
    CHECK(far > drawn_federations / 4);
}

TEST_CASE("a worm gets what analysis says it can reach, and strikes where it is armed",
          "[agreement]") {
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        const Attacked all = drawn(number, false);
        CAPTURE(number, all.federation, all.attacker, all.scenario);
        const auto plan = plan_of({all.scenario, all.federation, all.attacker});
        const auto claimed =
            graph::reach_of(graph::attack_rules(plan.scenario(), plan.federation(), 0));
        const auto run = model::run(plan, {});
        REQUIRE(held(plan, run) == claimed.level);
        const bool leaks = std::any_of(run.trace.begin(), run.trace.end(), [](const auto& record) {
            return record.what == TraceKind::exfiltrated;
        });
        REQUIRE(leaks == !says_never(plan));
    }
}

}  // namespace
}  // namespace kammerspiel::test
