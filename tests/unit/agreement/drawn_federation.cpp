#include "tests/unit/agreement/drawn_federation.hpp"

namespace kammerspiel::test {

std::string FederationByLot::write() {
    std::string text = "organisations:\n  also:\n";
    for (std::uint64_t o = 0; o < organisations_; ++o) {
        text += fmt::format("    o{0}: {{template: t{0}, region: {1}, members: 1000, staff: 10}}\n",
                            o, lots_.one_of("DE-BW", "DE-NW"));
    }
    text += "templates:\n";
    for (std::uint64_t o = 0; o < organisations_; ++o) text += template_of(o);
    return text;
}

std::string FederationByLot::template_of(std::uint64_t self) {
    std::string text = fmt::format("  t{}:\n    host_groups:\n", self);
    for (std::uint64_t g = 0; g < 3; ++g) text += host_group(self, g);
    text += fmt::format(
        "      vault: {{kind: backup, zone: vault, realm: own, interval: 1d, reachable_from: "
        "[{}]}}\n",
        lots_.one_of("z0", "z1"));
    text += "    links:\n" + links(self);
    text += "    crews:\n      it: {people: 3, shift: round-the-clock}\n    services:\n";
    for (std::uint64_t s = 0; s < 3; ++s) text += service_of(self, s);
    return text;
}

std::string FederationByLot::host_group(std::uint64_t self, std::uint64_t number) {
    const std::uint64_t count =
        drawn_.most_hosts == 0 ? std::uint64_t{2} << number : lots_.between(1, drawn_.most_hosts);
    std::string text =
        fmt::format("      g{}: {{kind: {}, count: {}, zone: {}, realm: {}", number,
                    lots_.one_of("server", "workstation", "network", "identity"), count,
                    lots_.one_of("z0", "z1"), lots_.one_of("own", "own", "forest"));
    if (lots_.one_in(3)) text += fmt::format(", needs: [{}]", need(self, false));
    return text + "}\n";
}

std::string FederationByLot::links(std::uint64_t self) {
    std::string text = "      out: {to: internet}\n";
    if (organisations_ == 1) return text;
    for (const char* name : {"wan", "vpn"}) {
        text += fmt::format("      {}: {{to: {}{}}}\n", name, other(self),
                            lots_.one_in(2) ? fmt::format(", needs: [{}]", group()) : "");
    }
    return text;
}

std::string FederationByLot::service_of(std::uint64_t self, std::uint64_t number) {
    std::string needs;
    for (std::uint64_t n = lots_.between(1, 3); n > 0; --n) {
        if (!needs.empty()) needs += ", ";
        needs += need(self, true);
    }
    std::string text = fmt::format("      s{}:\n        needs: [{}]\n", number, needs);
    if (drawn_.conditions && lots_.one_in(3)) {
        text += fmt::format("        starts_without: [{}]\n", service());
    }
    if (!lots_.one_in(3)) text += "        demand: {share: 0.1, profile: always}\n";
    return text;
}

std::string FederationByLot::other(std::uint64_t self) {
    return fmt::format("o{}", (self + lots_.between(1, organisations_ - 1)) % organisations_);
}

/// Services more rarely than groups: else nearly all of them are in one circle.
std::string FederationByLot::reference(std::uint64_t self, bool is_service) {
    const std::string local = lots_.one_in(is_service ? 3 : 5) ? service() : group();
    if (organisations_ == 1 || !lots_.one_in(3)) return local;
    return fmt::format("{}/{}", other(self), local);
}

std::string FederationByLot::softened(std::uint64_t self, bool is_service) {
    const std::string of = reference(self, is_service);
    const std::string link = organisations_ == 1 ? "out" : lots_.one_of("out", "wan", "vpn");
    switch (lots_.below(8)) {
        case 0: return fmt::format("{{{}: {{over: {}}}}}", of, link);
        case 1: return fmt::format("{{{}: {{over: {}, floor: 0.3}}}}", of, link);
        case 2: return fmt::format("{{{}: {{floor: 0.4}}}}", of);
        case 3: return drawn_.grace ? fmt::format("{{{}: {{grace: 2h}}}}", of) : of;
        case 4:
            return drawn_.conditions && is_service ? fmt::format("{{{}: {{to_start: true}}}}", of)
                                                   : of;
        case 5: return fmt::format("{{{}: {{enough: 0.5}}}}", group());
        default: return of;
    }
}

std::string FederationByLot::need(std::uint64_t self, bool is_service) {
    const auto part = [&] { return softened(self, is_service); };
    switch (lots_.below(8)) {
        case 0: return fmt::format("{{any_of: [{}, {}]}}", part(), part());
        case 1: return fmt::format("{{at_least: 2, of: [{}, {}, {}]}}", part(), part(), part());
        // Left out: means over services that start without something. What they then lack can take
        // them down to nothing again, step by step, and analysis follows no level down.
        case 2:
            return fmt::format("{{weighted: {{g0: 0.6, {}: 0.4}}}}",
                               drawn_.conditions ? "g1" : service());
        case 3: return fmt::format("{{all_of: [{}, {}]}}", part(), part());
        case 4: return fmt::format("{{share_of: {}}}", group());
        default: return part();
    }
}

std::string FederationByLot::scope() {
    switch (lots_.below(8)) {
        case 0: return "everything";
        case 1: return fmt::format("{{organisation: {}}}", organisation());
        case 2: return fmt::format("{{service: {}}}", service());
        case 3: return fmt::format("{{organisation: {}, service: {}}}", organisation(), service());
        case 4: return fmt::format("{{zone: {}}}", "vault");
        case 5: return fmt::format("{{group: {}}}", group());
        case 6: return fmt::format("{{organisation: {}, group: {}}}", organisation(), group());
        default: return fmt::format("{{service: {}, group: {}}}", service(), group());
    }
}

std::string FederationByLot::selector() {
    switch (lots_.below(5)) {
        case 0: return fmt::format("{{organisation: {}}}", organisation());
        case 1: return fmt::format("{{group: {}}}", group());
        case 2: return "{kind: backup}";
        case 3: return fmt::format("{{organisation: {}, group: {}}}", organisation(), group());
        default: return "{}";
    }
}

}  // namespace kammerspiel::test
