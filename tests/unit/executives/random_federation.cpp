#include "tests/unit/executives/random_federation.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <random>
#include <vector>

namespace kammerspiel::test {
namespace {

/// The standard fixes this generator's numbers, though not those of its distributions.
class Chance {
   public:
    explicit Chance(std::uint64_t number) : generator_(number) {}
    std::uint64_t below(std::uint64_t n) { return generator_() % n; }
    std::uint64_t between(std::uint64_t a, std::uint64_t b) { return a + below(b - a + 1); }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    template <class... Words>
    std::string one_of(Words... words) {
        const std::array<std::string, sizeof...(words)> all{words...};
        return all[below(all.size())];
    }

   private:
    std::mt19937_64 generator_;
};

class Writer {
   public:
    explicit Writer(std::uint64_t number)
        : chance_(number), organisations_(chance_.between(2, 7)) {}

    ScenarioText write() {
        std::string scenario = what_happens();
        std::string federation = who_is_there();
        return {scenario, federation, operated(), autonomous()};
    }

   private:
    Chance chance_;
    std::uint64_t organisations_;

    std::string duration() { return chance_.one_of("2min", "10min", "45min", "3h", "1d"); }
    std::string span() {
        switch (chance_.below(5)) {
            case 0: return duration();
            case 1: return "exponential mean " + duration();
            case 2: return "lognormal median 30min p90 5h";
            case 3: return "uniform 5min to 4h";
            default: return "pert 10min 1h 6h";
        }
    }
    /// Of an attempt. Slow enough that a worm's host makes dozens, not thousands.
    std::string pace() {
        return chance_.one_of("2h", "exponential mean 5h", "uniform 1h to 9h",
                              "exponential mean 1d");
    }
    std::string share() { return chance_.one_of("0.1", "0.35", "0.5", "0.8", "1.0"); }
    std::string other(std::uint64_t self) {
        return fmt::format("o{}", (self + chance_.between(1, organisations_ - 1)) % organisations_);
    }
    std::string shift() { return chance_.one_of("business-hours", "extended", "round-the-clock"); }

    // The federation: a template for each organisation, so that no two are alike.

    std::string who_is_there() {
        std::string text = "organisations:\n  also:\n";
        for (std::uint64_t o = 0; o < organisations_; ++o) {
            text += fmt::format(
                "    o{0}: {{name: O{0}, template: t{0}, city: Ulm, region: {1}, members: {2}, "
                "staff: {3}}}\n",
                o, chance_.one_of("DE-BW", "DE-NW"), chance_.between(0, 9000),
                chance_.between(3, 25));
        }
        text += "templates:\n";
        for (std::uint64_t o = 0; o < organisations_; ++o) text += one_template(o);
        return text;
    }
    std::string one_template(std::uint64_t self) {
        std::string text = fmt::format("  t{}:\n    host_groups:\n", self);
        text +=
            "      workstations: {kind: workstation, per_staff: 1.0, zone: office, realm: own, "
            "needs: [directory]}\n"
            "      directory: {kind: identity, count: 2, zone: servers, realm: own}\n";
        text +=
            fmt::format("      servers: {{kind: server, count: {}, zone: servers, realm: own}}\n",
                        chance_.between(1, 6));
        text += fmt::format("      phones: {{kind: telephony, count: {}, zone: voice}}\n",
                            chance_.between(0, 2));
        text +=
            fmt::format("      vault: {{kind: backup, zone: vault, interval: {}}}\n", duration());
        text += "    links:\n      uplink: {to: internet}\n";
        text += fmt::format("      wan: {{to: {}{}}}\n", other(self),
                            chance_.one_in(3) ? ", needs: [servers]" : "");
        text += fmt::format("    crews:\n      it: {{people: {}, shift: {}, uses: [s0]}}\n",
                            chance_.between(1, 3), shift());
        text += "    services:\n";
        for (std::uint64_t s = 0; s < 3; ++s) text += service(self, s);
        return text;
    }
    std::string service(std::uint64_t self, std::uint64_t number) {
        std::string needs;
        for (std::uint64_t n = chance_.between(1, 3); n > 0; --n) {
            needs += (needs.empty() ? "" : ", ") + need(self);
        }
        std::string text = fmt::format("      s{}:\n        needs: [{}]\n", number, needs);
        if (number == 0 || !chance_.one_in(4)) {  // who turns to others wanted something
            text += fmt::format("        demand: {{share: 0.01, profile: {}, kind: {}}}\n",
                                chance_.one_of("always", "office-hours", "daytime"),
                                chance_.one_of("immediate", "deferrable, patience: 2h",
                                               "deferrable, patience: 3d"));
        }
        if (chance_.one_in(2)) text += "        start_time: " + duration() + "\n";
        if (number == 0) return text + when_down(self);
        return text;
    }
    std::string when_down(std::uint64_t self) {
        return fmt::format(
            "        fallback: {{capacity: {}, after: {}, at_most: {}, automatic: {}}}\n"
            "        capacity: {}\n        elsewhere: {{to: {{organisation: {}}}, share: {}, "
            "after: "
            "{}}}\n",
            share(), duration(), duration(), chance_.one_of("true", "false"),
            chance_.between(10, 500), other(self), share(), duration());
    }
    std::string need(std::uint64_t self) {
        switch (chance_.below(6)) {
            case 0: return "servers";
            case 1: return fmt::format("workstations: {{enough: {}}}", share());
            case 2: return fmt::format("any_of: [phones, {}/s0]", other(self));
            case 3:
                return fmt::format("{}/s{}: {{over: wan, floor: 0.2}}", other(self),
                                   chance_.below(3));
            case 4:
                return fmt::format("{}/s{}: {{grace: {}}}", other(self), chance_.below(3),
                                   duration());
            default: return fmt::format("{}/servers", other(self));
        }
    }

    // What happens there.

    std::string what_happens() {
        std::string text = fmt::format(
            "kammerspiel: 1\ntitle: random\nstarts: 2026-03-0{}T{:02}:00 Europe/Berlin\n"
            "horizon: 8d\ncoordination_latency: {}\nfederation: federation.yaml\n",
            chance_.between(1, 9), chance_.below(24), chance_.one_of("1min", "90s", "2min"));
        text += "attackers:\n  crew: {use: crew.yaml}\n  worm: {use: worm.yaml}\n";
        text += fmt::format(
            "entry:\n  - {{at: o0/workstations, when: uniform -2d to {}, yields: {}}}\n",
            chance_.one_of("-1h", "6h"), chance_.one_of("foothold", "controlled"));
        if (chance_.one_in(2)) {
            text += "known_at_start:\n  - {at: o1/servers, hosts: 1, what: suspected, text: odd}\n";
        }
        return text + detection() + recovery() + duties() + strategies();
    }
    std::string duties() {
        return fmt::format(
            "pools: {{aid: {{people: {}, shift: {}, arrives_after: {}}}}}\nslowed_by: {{s0: 2}}\n"
            "obligations:\n  - {{name: report, when: {{confirmed_hosts: 1}}, takes: {}, within: "
            "{}, uses: [s0, s1]}}\n  - {{name: notice, when: {{service: s0, for: {}}}, within: "
            "1d}}\n",
            chance_.between(1, 4), shift(), span(), duration(), duration(), duration());
    }
    std::string route(const char* name, const char* to, const std::string& rest) {
        return fmt::format(
            "  - {{name: {}, technique: T1210, from: {{}}, to: {}, time: {}, success: {}, "
            "evidence: {}, {}}}\n",
            name, to, pace(), chance_.one_of("0.2", "0.6", "1.0"), share(), rest);
    }
    std::string impact() {
        return fmt::format(
            "impact:\n  - {{name: hit, do: {}, on: {{kind: [workstation, server]}}, "
            "when: {{holding: {{kind: {}}}}}, after: {}, takes: {}, when_noticed: 0.5}}\n",
            chance_.one_of("encrypt", "wipe"), chance_.one_of("server", "identity"), span(),
            span());
    }
    std::string persistence() {
        return fmt::format("persistence: {}\nreturns_after: {}\n", share(), span());
    }
    std::string operated() {
        std::string text =
            fmt::format("title: crew\nkind: operated\nhands: {}\n", chance_.between(1, 4));
        text += persistence() + "routes:\n";
        text += route("rise", "itself", "yields: controlled");
        text += route("loot", "itself", "requires: controlled, yields_credentials: true");
        text += route("move", "{}", "requires: controlled, yields: foothold");
        text += route("cross", "{}", "over: wan, requires: controlled, yields: foothold");
        text += "goals: [{kind: identity}, {kind: server, in_each_organisation: true}]\n";
        return text + impact();
    }
    std::string autonomous() {
        std::string text = "title: worm\nkind: autonomous\n" + persistence() + "routes:\n";
        text += route("rise", "itself", "yields: controlled");
        text += route("spread", "{}", "requires: controlled, yields: controlled");
        text += route("cross", "{}", "over: wan, requires: controlled, yields: controlled");
        return text + impact();
    }
    std::string detection() {
        return fmt::format(
            "detection:\n  sensors: {{workstation: {}, server: {}}}\n  alert_delay: {}\n"
            "  analysts:\n    - {{at: {}, people: {}, shift: {}, time_per_alert: {}}}\n"
            "  forensics: {{at: o1, time_per_host: {}, accuracy: {}, slower_after_shutdown: 2, "
            "evidence_after_shutdown: {}}}\n"
            "  false_alarms: exponential mean {}\n  users_notice: {}\nreporting_delay: {}\n",
            share(), share(), span(), chance_.one_of("o0", "o1"), chance_.between(1, 2), shift(),
            span(), span(), share(), share(), chance_.one_of("6h", "2d"), span(), duration());
    }
    std::string recovery() {
        return fmt::format(
            "recovery:\n  default: {{inspect: {}, clean: {}, rebuild: {}, test: {}, switch_on: "
            "{}}}\n",
            span(), span(), span(), span(), duration());
    }
    std::string condition() {
        if (chance_.one_in(6)) return "{certainty: {at_least: 0.7}}";
        return fmt::format(
            "{{{}: {}, within: {}}}",
            chance_.one_of("suspected_hosts", "confirmed_hosts", "alerts", "destroyed_hosts"),
            chance_.between(1, 3), chance_.one_of("federation", "region", "organisation"));
    }
    std::string scope() {
        return chance_.one_of("everything", "{region: affected}", "{organisation: affected}",
                              "{kind: [workstation]}", "{zone: servers}");
    }
    std::string restore() {
        return fmt::format(
            "          - restore: {{scope: {}, order: [s1, s0], gate: {}, into: {}, thoroughness: "
            "{}, begins_after: {}}}\n",
            scope(), chance_.one_of("tested", "inspected", "none"),
            chance_.one_of("same", "clean_zone"), share(), span());
    }
    std::string play(const char* name, bool restores) {
        std::string text =
            fmt::format("      - name: {}\n        by: {}\n        when: {}\n", name,
                        chance_.one_of("federation", "region", "organisation"), condition());
        text += fmt::format("        after: {}\n        do:\n", span());
        text += fmt::format("          - close_link: {{link: {}, scope: {}}}\n",
                            chance_.one_of("wan", "uplink"), scope());
        if (chance_.one_in(3)) text += "          - call_in: {crew: aid, people: 2}\n";
        if (chance_.one_in(3)) text += "          - activate_fallback: {service: s0}\n";
        if (chance_.one_in(3)) {
            text +=
                fmt::format("          - reset_credentials: {{takes: {}, people: 1}}\n", span());
        }
        if (chance_.one_in(2)) {
            text += fmt::format("          - hunt: {{scope: {}, thoroughness: {}, takes: {}}}\n",
                                scope(), share(), span());
        }
        if (chance_.one_in(3)) text += "          - block_technique: {technique: T1210}\n";
        text += fmt::format("          - shutdown: {{scope: {}, isolate: {}, takes: {}}}\n",
                            scope(), chance_.one_of("true", "false"), span());
        return restores ? text + restore() : text;
    }
    std::string strategies() {
        return "strategies:\n  one:\n    plays:\n" + play("off", true) + "  two:\n    plays:\n" +
               play("first", false) + play("second", true) + "  nothing: {plays: []}\n";
    }
};

}  // namespace

ScenarioText random_scenario(std::uint64_t number) { return Writer{number}.write(); }

void write(const ScenarioText& text, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "scenario.yaml"} << text.scenario;
    std::ofstream{folder / "federation.yaml"} << text.federation;
    std::ofstream{folder / "crew.yaml"} << text.crew;
    std::ofstream{folder / "worm.yaml"} << text.worm;
}

}  // namespace kammerspiel::test
