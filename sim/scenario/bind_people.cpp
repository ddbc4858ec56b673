#include "sim/scenario/bind.hpp"

// People whom organisations share, days and duties that count, and what things are worth.

namespace kammerspiel::scenario {
namespace {

Name shift_of(const Fields& fields, const Section& section) {
    Name shift{"business-hours", {}};
    if (const auto word = fields.word("shift")) {
        shift.text = std::string(section.find("shift")->words[*word]);
    }
    return shift;
}

Pool read_pool(const Name& name, const Node& node, Diagnostics& out) {
    const Fields fields(node, pool_section(), out);
    Pool pool;
    pool.name = name;
    pool.people = static_cast<std::uint32_t>(fields.whole("people").value_or(1));
    pool.shift = shift_of(fields, pool_section());
    pool.kinds = host_kinds_of(fields.words("kinds"));
    pool.arrives_after = fields.distribution("arrives_after").value_or(Distribution{});
    return pool;
}

ImportantDate read_date(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, date_section(), out);
    ImportantDate date;
    date.service = fields.name("service").value_or(Name{});
    date.organisation = fields.name("organisation");
    if (const auto on = fields.moments("on", calendar)) {
        date.from = on->first;
        date.to = on->second;
    }
    date.people = fields.whole("people").value_or(0);
    date.if_missed = fields.localised("if_missed");
    return date;
}

Obligation read_obligation(const Node& node, Diagnostics& out) {
    const Fields fields(node, obligation_section(), out);
    Obligation duty;
    duty.name = fields.name("name").value_or(Name{});
    duty.title = fields.localised("title");
    if (duty.title == Localised{}) duty.title = {duty.name.text, duty.name.text};
    duty.organisation = fields.name("organisation");
    duty.takes = fields.duration("takes").value_or(Duration::zero());
    duty.within = fields.duration("within").value_or(hours(72));
    duty.uses = fields.names("uses");
    const Node* when = fields.node("when");
    if (when == nullptr) return duty;
    const Fields condition(*when, obligation_when_section(), out);
    duty.confirmed_hosts =
        static_cast<std::uint32_t>(condition.whole("confirmed_hosts").value_or(0));
    duty.service = condition.name("service");
    duty.below = condition.share("below").value_or(Share{0.5});
    duty.lasting = condition.duration("for").value_or(Duration::zero());
    if (condition.has("confirmed_hosts") == condition.has("service")) {
        out.error(when->place, {"scenario.obligation.when"});
    }
    if (duty.takes > duty.within) {
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

Observed read_observed(const Node& node, Diagnostics& out) {
    const Fields fields(node, observed_section(), out);
    Observed observed;
    observed.service = fields.name("service");
    if (const auto share = fields.share("share")) observed.share = *share;
    observed.after = fields.duration("after").value_or(Duration::zero());
    observed.confidence = static_cast<Observed::Confidence>(fields.word("confidence").value_or(0));
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
}

std::optional<Forensics> bind_forensics(const Fields& fields) {
    const Node* node = fields.node("forensics");
    if (node == nullptr) return std::nullopt;
    const Fields read(*node, forensics_section(), fields.out());
    Forensics forensics;
    forensics.at = read.name("at").value_or(Name{});
    forensics.people = static_cast<std::uint32_t>(read.whole("people").value_or(1));
    forensics.shift = shift_of(read, forensics_section());
    forensics.time_per_host = read.distribution("time_per_host").value_or(Distribution{});
    if (const auto accuracy = read.probability("accuracy")) forensics.accuracy = *accuracy;
    if (const auto factor = read.number("slower_after_shutdown")) {
        forensics.slower_after_shutdown = *factor;
    }
    if (const auto share = read.share("evidence_after_shutdown")) {
        forensics.evidence_after_shutdown = *share;
    }
    return forensics;
}

}  // namespace kammerspiel::scenario
