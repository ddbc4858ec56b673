#include "sim/scenario/bind.hpp"

// People whom organisations share, days and duties that count, and what things are worth.

namespace kammerspiel::scenario {
namespace {

Pool read_pool(const Name& name, const Node& node, Diagnostics& out) {
    const Fields fields(node, pool_section(), out);
    Pool pool;
    pool.name = name;
    fields.read("key", pool.key);
    fields.read("people", pool.people);
    fields.read("shift", pool.shift);
    pool.kinds = fields.words<HostKind>("kinds");
    fields.read("arrives_after", pool.arrives_after);
    pool.stays = fields.duration("stays");
    return pool;
}

ImportantDate read_date(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, date_section(), out);
    ImportantDate date;
    fields.read("service", date.service);
    date.organisation = fields.name("organisation");
    if (const auto on = fields.moments("on", calendar)) {
        date.from = on->first;
        date.to = on->second;
    }
    fields.read("people", date.people);
    date.if_missed = fields.localised("if_missed");
    return date;
}

Obligation read_obligation(const Node& node, Diagnostics& out) {
    const Fields fields(node, obligation_section(), out);
    Obligation duty;
    fields.read("name", duty.name);
    duty.title = fields.localised("title");
    if (duty.title == Localised{}) duty.title = {duty.name.text, duty.name.text};
    duty.organisation = fields.name("organisation");
    fields.read("takes", duty.takes);
    const auto within = fields.duration("within");
    if (within) duty.within = *within;
    duty.uses = fields.names("uses");
    const Node* when = fields.node("when");
    if (when == nullptr) return duty;
    const Fields condition(*when, obligation_when_section(), out);
    condition.read("confirmed_hosts", duty.confirmed_hosts);
    duty.service = condition.name("service");
    condition.read("below", duty.below);
    condition.read("for", duty.lasting);
    if (condition.has("confirmed_hosts") == condition.has("service")) {
        out.error(when->place, {"scenario.obligation.when"});
    }
    if (within && duty.takes > *within) {
        out.warning(fields.node("takes")->place, {"scenario.obligation.takes"});
    }
    return duty;
}

Valuation read_valuation(const Node& node, Diagnostics& out) {
    const Fields fields(node, valuation_section(), out);
    Valuation valuation;
    valuation.currency.clear();
    const auto read = [&](std::string_view key) {
        const auto money = fields.money(key);
        if (!money) return 0.0;
        if (valuation.currency.empty()) valuation.currency = money->currency;
        if (valuation.currency != money->currency) {
            out.error(fields.node(key)->place, {"scenario.money.currencies"});
        }
        return money->sum;
    };
    valuation.member_hour = read("member_hour");
    valuation.host_destroyed = read("host_destroyed");
    valuation.crew_hour = read("crew_hour");
    return valuation;
}

Investment read_investment(const Name& name, const Node& node, Diagnostics& out) {
    const Fields fields(node, investment_section(), out);
    Investment investment;
    investment.name = name;
    investment.title = fields.localised("title");
    if (const auto cost = fields.money("cost")) {
        investment.cost = cost->sum;
        investment.currency = cost->currency;
    }
    for (const Node* change : fields.list("changes")) {
        const Fields keys(*change, change_section(), out);
        Investment::Change read;
        if (const Node* key = keys.scalar("set")) read.key = {key->text, key->place};
        read.value = keys.text("to");
        investment.changes.push_back(std::move(read));
    }
    return investment;
}

Observed read_observed(const Node& node, Diagnostics& out) {
    const Fields fields(node, observed_section(), out);
    Observed observed;
    observed.service = fields.name("service");
    fields.read("what", observed.what);
    fields.read("share", observed.share);
    fields.read("after", observed.after);
    fields.read("confidence", observed.confidence);
    observed.source = fields.text("source");
    observed.text = fields.localised("text");
    return observed;
}

}  // namespace

void bind_people(const Fields& fields, const Calendar* calendar, Scenario& scenario) {
    Diagnostics& out = fields.out();
    scenario.crisis_team_at = fields.name("crisis_team_at");
    for (const auto& [name, factor] : fields.factors("slowed_by")) {
        scenario.slowed_by[name.text] = factor;
        scenario.slowing_services.push_back(name);
    }
    for (const auto& [name, node] : fields.map("pools")) {
        scenario.pools.push_back(read_pool(name, *node, out));
    }
    for (const Node* node : fields.list("dates")) {
        scenario.dates.push_back(read_date(*node, calendar, out));
    }
    for (const Node* node : fields.list("obligations")) {
        scenario.obligations.push_back(read_obligation(*node, out));
    }
    for (const Node* node : fields.list("observed")) {
        scenario.observed.push_back(read_observed(*node, out));
    }
    if (const Node* node = fields.node("valuation")) {
        scenario.valuation = read_valuation(*node, out);
    }
    for (const auto& [name, node] : fields.map("investments")) {
        scenario.investments.push_back(read_investment(name, *node, out));
    }
}

std::optional<Forensics> bind_forensics(const Fields& fields) {
    const Node* node = fields.node("forensics");
    if (node == nullptr) return std::nullopt;
    const Fields team(*node, forensics_section(), fields.out());
    Forensics forensics;
    team.read("at", forensics.at);
    team.read("people", forensics.people);
    team.read("shift", forensics.shift);
    team.read("time_per_host", forensics.time_per_host);
    team.read("accuracy", forensics.accuracy);
    team.read("slower_after_shutdown", forensics.slower_after_shutdown);
    team.read("evidence_after_shutdown", forensics.evidence_after_shutdown);
    return forensics;
}

}  // namespace kammerspiel::scenario
