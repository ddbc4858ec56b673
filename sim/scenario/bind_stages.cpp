#include <algorithm>

#include "sim/scenario/bind.hpp"

// Stages of recovery.

namespace kammerspiel::scenario {
namespace {

/// The users of a service, who are nobody's crew.
constexpr std::string_view users = "business";

Hold read_hold(const Node& node, Diagnostics& out) {
    const Fields fields(node, hold_section(), out);
    Hold hold;
    hold.name.place = node.place;
    fields.read("name", hold.name);
    fields.read("key", hold.key);
    if (const Node* scope = fields.node("scope")) hold.scope = read_scope(*scope, out);
    if (hold.scope.kind == Scope::Kind::affected_region ||
        hold.scope.kind == Scope::Kind::affected_organisation) {
        out.error(hold.scope.place, {"scenario.hold.affected"});
        hold.scope.kind = Scope::Kind::everything;
    }
    fields.read("lasts", hold.lasts);
    fields.read("by", hold.by);
    return hold;
}

Accounts read_accounts(const Node& node, Diagnostics& out) {
    const Fields fields(node, accounts_section(), out);
    Accounts accounts;
    fields.read("per_staff", accounts.per_staff);
    fields.read("a_day", accounts.a_day);
    accounts.by = fields.name("by");
    return accounts;
}

Reimage read_reimage(const Node& node, Diagnostics& out) {
    const Fields fields(node, reimage_section(), out);
    Reimage reimage;
    fields.read("kind", reimage.kind);
    const Node* kind = fields.node("kind");
    reimage.name = {std::string(word_of(reimage.kind)), kind == nullptr ? node.place : kind->place};
    fields.read("prepare", reimage.prepare);
    fields.read("side_by_side", reimage.side_by_side);
    fields.read("each", reimage.each);
    reimage.needs = fields.words<HostKind>("needs");
    return reimage;
}

std::optional<Supply> read_supply(const Name& name, const Node& node, Diagnostics& out) {
    const Fields fields(node, supply_section(), out);
    Supply supply;
    supply.name = name;
    fields.read("stock", supply.stock);
    fields.read("lead", supply.lead);
    fields.read("batch", supply.batch);
    const auto kind = value_of<HostKind>(name.text);
    if (!kind) {
        std::vector<std::string> known;
        for (const std::string_view word : Words<HostKind>::list) known.emplace_back(word);
        out.error(name.place, {"scenario.supply.kind", {{"kind", name.text}, {"known", known}}},
                  did_you_mean(name.text, known));
        return std::nullopt;
    }
    supply.kind = *kind;
    return supply;
}

Release read_release(const Name& name, const Node& node, Diagnostics& out) {
    const Fields fields(node, release_section(), out);
    Release release;
    release.name = name;
    release.of = fields.names("of");
    release.every = fields.weekly("every");
    fields.read("at_most", release.at_most);
    fields.read("watch", release.watch);
    const Node* needs = fields.node("needs");
    if (needs == nullptr) return release;
    const Fields conditions(*needs, release_needs_section(), out);
    conditions.read("examined", release.examined);
    conditions.read("credentials_reset", release.credentials_reset);
    release.released = conditions.names("released");
    return release;
}

ApplicationWork read_work(const Node& node, Diagnostics& out) {
    const Fields fields(node, work_section(), out);
    ApplicationWork work;
    fields.read("parts", work.parts);
    fields.read("effort", work.effort);
    work.intact = fields.distribution("intact");
    work.by = fields.name("by");
    fields.read("data", work.data);
    if (const auto rate = fields.rate("rate")) work.rate_per_hour = *rate;
    if (work.data > Bytes{} && !fields.has("rate")) {
        out.error(fields.node("data")->place, {"scenario.work.no_rate"});
    }
    return work;
}

Acceptance read_acceptance(const Node& node, Diagnostics& out) {
    const Fields fields(node, accept_section(), out);
    Acceptance acceptance;
    acceptance.by = fields.name("by");
    if (acceptance.by && acceptance.by->text == users) acceptance.by.reset();
    fields.read("takes", acceptance.takes);
    fields.read("passes", acceptance.passes);
    if (fields.has("passes") && acceptance.passes <= Probability{0.0}) {
        out.error(fields.node("passes")->place, {"scenario.accept.never"});
    }
    return acceptance;
}

Interim read_interim(const Node& node, Diagnostics& out) {
    const Fields fields(node, interim_section(), out);
    Interim interim;
    fields.read("level", interim.level);
    fields.read("work", interim.work);
    interim.by = fields.name("by");
    fields.read("own_ground", interim.own_ground);
    if (fields.has("level") && interim.level <= Share{0.0}) {
        out.error(fields.node("level")->place, {"scenario.interim.nothing"});
    }
    return interim;
}

}  // namespace

std::optional<ServiceRecovery> bind_service_recovery(const Fields& service) {
    const Node* node = service.node("recovery");
    if (node == nullptr) return std::nullopt;
    const Fields fields(*node, service_recovery_section(), service.out());
    ServiceRecovery recovery;
    fields.read("after", recovery.after);
    if (const Node* work = fields.node("work")) recovery.work = read_work(*work, service.out());
    if (const Node* accept = fields.node("accept")) {
        recovery.accept = read_acceptance(*accept, service.out());
    }
    if (const Node* interim = fields.node("interim")) {
        recovery.interim = read_interim(*interim, service.out());
    }
    return recovery;
}

void bind_stages(const Fields& fields, Scenario& scenario) {
    Diagnostics& out = fields.out();
    fields.read("recovery_stages", scenario.recovery_stages);
    for (const Node* node : fields.list("hold")) scenario.holds.push_back(read_hold(*node, out));
    if (const Node* node = fields.node("accounts")) scenario.accounts = read_accounts(*node, out);
    for (const Node* node : fields.list("reimage")) {
        scenario.reimages.push_back(read_reimage(*node, out));
    }
    for (const auto& [name, node] : fields.map("supplies")) {
        if (const auto supply = read_supply(name, *node, out)) scenario.supplies.push_back(*supply);
    }
    for (const auto& [name, node] : fields.map("releases")) {
        scenario.releases.push_back(read_release(name, *node, out));
    }
    if (const Node* node = fields.node("recovery_pace")) {
        const Fields pace(*node, pace_section(), out);
        pace.read("hold", scenario.recovery_pace.hold);
        pace.read("throughput", scenario.recovery_pace.throughput);
        pace.read("acceptance", scenario.recovery_pace.acceptance);
        pace.read("release", scenario.recovery_pace.release);
    }
}

}  // namespace kammerspiel::scenario
