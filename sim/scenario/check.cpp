#include "sim/scenario/check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/holidays.hpp"
#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/base/suggest.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "sim/scenario/check_exercise.hpp"
#include "sim/scenario/check_keys.hpp"
#include "sim/scenario/check_promises.hpp"
#include "sim/scenario/check_stages.hpp"
#include "sim/scenario/check_starts_without.hpp"
#include "sim/scenario/names.hpp"
#include "sim/scenario/selection.hpp"

namespace kammerspiel::scenario {
namespace {

class Checker {
   public:
    Checker(const Scenario& scenario, const std::vector<Organisation>& examples, bool is_complete,
            Diagnostics& out)
        : scenario_(scenario), examples_(examples), is_complete_(is_complete), out_(out) {}

    void check() {
        collect();
        for (const auto* organisations : {&scenario_.organisations, &examples_}) {
            for (const Organisation& o : *organisations) check_organisation(o);
        }
        check_attack();
        check_detection();
        check_people();
        check_order(scenario_.default_repair);
        for (const Strategy& strategy : scenario_.strategies) check_strategy(strategy);
        check_holidays();
        if (scenario_.exercise) check_exercise(scenario_, is_complete_, out_);
        if (is_complete_) check_promises(scenario_, out_);
        for (const Hold& hold : scenario_.holds) check_scope(hold.scope, {});
        if (is_complete_) check_stages(scenario_, out_);
        check_keys(scenario_, out_);
        check_starts_without(scenario_.organisations, examples_, out_);
    }

   private:
    const Scenario& scenario_;
    const std::vector<Organisation>& examples_;
    bool is_complete_;
    Diagnostics& out_;
    Names organisations_{"scenario.organisation.unknown"};
    Names regions_{"scenario.region.unknown"};
    Names zones_{"scenario.zone.unknown"};
    Names groups_{"scenario.group.unknown"};
    Names tags_{"scenario.tag.unknown"};
    Names services_{"scenario.service.unknown"};
    Names pools_{"scenario.pool.unknown"};
    Names links_{"scenario.link.unknown"};
    Names attackers_{"scenario.attacker.unknown"};
    /// Where a link may lead.
    Names link_ends_{"scenario.link.unknown_end"};
    std::set<std::string> wanted_services_;  ///< those with demand
    std::unordered_map<std::string, const Organisation*> by_id_;
    /// Names inside an organisation; those made from one template share them.
    std::map<std::pair<std::string, std::map<std::string, std::string>>,
             std::map<std::string, Place>>
        inside_;
    std::set<std::pair<std::string, std::map<std::string, std::string>>> checked_;

    void collect() {
        for (const Organisation& o : scenario_.organisations) {
            organisations_.add(o.id.text, o.id.place);
            link_ends_.add(o.id.text, o.id.place);
            by_id_.emplace(o.id.text, &o);
            regions_.add(o.region.text, o.region.place);
            refuse_reserved(o.id, {"internet", "affected"});
            if (!define_inside(o)) continue;
            for (const HostGroup& g : o.host_groups) {
                groups_.add(g.name.text, g.name.place);
                zones_.add(g.zone.text, g.zone.place);
                for (const Name& tag : g.tags) tags_.add(tag.text, tag.place);
            }
            for (const Service& s : o.services) {
                services_.add(s.name.text, s.name.place);
                if (s.demand) wanted_services_.insert(s.name.text);
            }
            for (const Link& l : o.links) links_.add(l.name.text, l.name.place);
        }
        for (const Organisation& example : examples_) define_inside(example);
        for (const AttackerProfile& a : scenario_.attackers) {
            attackers_.add(a.name.text, a.name.place);
        }
        if (scenario_.attackers.empty()) attackers_.leave_open();
        if (is_complete_) return;
        for (Names* names : {&organisations_, &regions_, &zones_, &groups_, &tags_, &services_,
                             &links_, &link_ends_}) {
            names->leave_open();
        }
    }

    /// Once for all: of regions outside Germany no holidays are known, which a planner should hear
    /// where people work by the calendar.
    void check_holidays() {
        std::map<std::string, Place> unknown;
        for (const Organisation& o : scenario_.organisations) {
            if (!knows_holidays(o.region.text)) unknown.emplace(o.region.text, o.region.place);
        }
        if (unknown.empty()) return;
        constexpr std::size_t most = 5;
        std::vector<std::string> names;
        for (const auto& [name, place] : unknown) {
            if (names.size() < most) names.push_back(name);
        }
        if (unknown.size() > most) names.emplace_back("…");
        out_.warning(unknown.begin()->second, {"scenario.region.no_holidays", {{"names", names}}});
    }

    /// The names in an organisation, unless one like it was met before.
    bool define_inside(const Organisation& o) {
        const auto [at, is_new] = inside_.try_emplace({o.template_name, o.parameters});
        if (!is_new) return false;
        for (const HostGroup& g : o.host_groups) {
            refuse_reserved(g.name, {"itself"});
            define(at->second, g.name);
        }
        for (const Service& s : o.services) define(at->second, s.name);
        for (const Link& l : o.links) define(at->second, l.name);
        return true;
    }

    /// Words that mean something else where the name would be used.
    void refuse_reserved(const Name& name, std::initializer_list<std::string_view> reserved) {
        if (std::find(reserved.begin(), reserved.end(), name.text) == reserved.end()) return;
        out_.error(name.place, {"scenario.name.reserved", {{"name", name.text}}});
    }

    void define(std::map<std::string, Place>& inside, const Name& name) {
        if (need_section().find(name.text) != nullptr) refuse_reserved(name, {name.text});
        const auto [first, is_new] = inside.try_emplace(name.text, name.place);
        if (is_new) return;
        out_.error(name.place, {"scenario.template.name_twice", {{"name", name.text}}}, {},
                   {{first->second, {"scenario.other"}}});
    }

    const std::map<std::string, Place>& inside(const Organisation& o) const {
        return inside_.at({o.template_name, o.parameters});
    }

    void check_organisation(const Organisation& o) {
        for (const Link& l : o.links) {
            if (l.to && l.to->text == o.id.text) {
                out_.error(l.to->place, {"scenario.link.itself", {{"name", o.id.text}}});
            }
        }
        if (!checked_.insert({o.template_name, o.parameters}).second) return;
        for (const HostGroup& g : o.host_groups) {
            if (g.needs) check_need(o, *g.needs);
            for (const Name& name : g.starts_without) check_reference(o, name);
        }
        for (const Link& l : o.links) {
            link_ends_.require(l.to, out_);
            if (l.needs) check_need(o, *l.needs);
            for (const Name& name : l.starts_without) check_reference(o, name);
        }
        for (const Service& s : o.services) {
            check_need(o, s.needs);
            for (const Name& name : s.starts_without) check_reference(o, name);
            if (s.demand) check_profile(s.demand->profile);
            if (s.elsewhere) check_elsewhere(s);
        }
    }

    void check_elsewhere(const Service& service) {
        organisations_.require(service.elsewhere->to.organisation, out_);
        regions_.require(service.elsewhere->to.region, out_);
        const bool any = std::any_of(
            scenario_.organisations.begin(), scenario_.organisations.end(), [&](const auto& o) {
                return std::any_of(o.services.begin(), o.services.end(), [&](const Service& s) {
                    return s.name == service.name && s.capacity.has_value();
                });
            });
        if (!any) {
            out_.warning(service.elsewhere->to.place,
                         {"scenario.elsewhere.no_capacity", {{"name", service.name.text}}});
        }
    }

    void check_profile(const Name& name) {
        Names profiles{"scenario.demand.unknown"};
        for (const auto& preset : DemandProfile::presets()) profiles.add(preset, {});
        for (const auto& own : scenario_.profiles) profiles.add(own.name.text, own.name.place);
        profiles.require(name, out_);
    }

    // The depth is limited when the file is read.
    // NOLINTNEXTLINE(misc-no-recursion)
    void check_need(const Organisation& o, const Need& need) {
        if (need.op == Need::Op::reference) check_reference(o, need.of);
        if (need.over) {
            const bool is_link = std::any_of(o.links.begin(), o.links.end(),
                                             [&](const Link& l) { return l.name == *need.over; });
            if (!is_link) {
                std::vector<std::string> own;
                for (const Link& l : o.links) own.push_back(l.name.text);
                out_.error(need.over->place,
                           {"scenario.need.over",
                            {{"template", o.template_name}, {"link", need.over->text}}},
                           close_or_known(need.over->text, own));
            }
        }
        if (need.enough && need.op == Need::Op::reference) check_enough(o, need);
        for (const Need& child : need.children) check_need(o, child);
    }

    void check_enough(const Organisation& o, const Need& need) {
        if (*need.enough <= Share{0.0}) {
            out_.error(need.place, {"scenario.need.enough_zero"});
        }
        const std::size_t slash = need.of.text.find('/');
        const auto owner = by_id_.find(need.of.text.substr(0, slash));
        if (slash != std::string::npos && owner == by_id_.end()) return;  // reported as unknown
        const Organisation& its = slash == std::string::npos ? o : *owner->second;
        const std::string local =
            slash == std::string::npos ? need.of.text : need.of.text.substr(slash + 1);
        const bool is_known = inside(its).contains(local);
        const bool is_group = std::any_of(its.host_groups.begin(), its.host_groups.end(),
                                          [&](const HostGroup& g) { return g.name.text == local; });
        if (is_known && !is_group) {
            out_.error(need.place, {"scenario.need.enough", {{"name", need.of.text}}});
        }
    }

    void check_reference(const Organisation& o, const Name& name) {
        const std::size_t slash = name.text.find('/');
        const Organisation* owner = &o;
        std::string local = name.text;
        if (slash != std::string::npos) {
            const Name id{name.text.substr(0, slash), name.place};
            const auto found = by_id_.find(id.text);
            if (found == by_id_.end()) return organisations_.require(id, out_);
            if (found->second->template_name.empty()) return;  // reported there
            owner = found->second;
            local = name.text.substr(slash + 1);
        }
        const auto& known = inside(*owner);
        const auto found = known.find(local);
        if (found != known.end()) {
            const bool is_link = std::any_of(owner->links.begin(), owner->links.end(),
                                             [&](const Link& l) { return l.name.text == local; });
            if (is_link && owner != &o) {
                out_.error(name.place, {"scenario.need.foreign_link"});
            }
            return;
        }
        std::vector<std::string> candidates;
        for (const auto& [candidate, place] : known) candidates.push_back(candidate);
        const std::string close(nearest(local, candidates));
        std::vector<Note> notes;
        if (!close.empty()) notes.push_back(defined_at(known.at(close), close));
        const std::string& where = slash == std::string::npos ? o.template_name : owner->id.text;
        out_.error(name.place, {"scenario.need.unknown", {{"where", where}, {"name", local}}},
                   close_or_known(local, candidates), std::move(notes));
    }

    void check_selector(const Selector& s, const Message& what) {
        const std::size_t errors = out_.errors();
        organisations_.require(s.organisation, out_);
        regions_.require(s.region, out_);
        zones_.require(s.zone, out_);
        groups_.require(s.group, out_);
        tags_.require(s.tag, out_);
        if (is_complete_ && out_.errors() == errors && !finds_hosts(s)) {
            out_.error(s.place, {"scenario.selector.nothing", {{"what", what}}});
        }
    }

    bool finds_hosts(const Selector& s) const {
        if (s.organisation) {
            const auto its = by_id_.find(s.organisation->text);
            return its != by_id_.end() && selects_any(s, *its->second);
        }
        return std::any_of(scenario_.organisations.begin(), scenario_.organisations.end(),
                           [&](const Organisation& o) { return selects_any(s, o); });
    }

    void check_attack() {
        double weights = 0.0;
        for (const AttackerProfile& a : scenario_.attackers) {
            weights += a.weight;
            for (const Route& r : a.routes) {
                check_selector(r.from, {"scenario.selector.route_from", {{"route", r.name.text}}});
                if (!r.to_itself)
                    check_selector(r.to, {"scenario.selector.route_to", {{"route", r.name.text}}});
                if (r.over) links_.require(*r.over, out_);
            }
            for (const Goal& g : a.goals) check_selector(g.what, {"scenario.selector.goal"});
            for (const AttackImpact& i : a.impacts) {
                check_selector(i.on, {"scenario.selector.impact_on", {{"impact", i.name.text}}});
                if (i.through) {
                    check_selector(*i.through,
                                   {"scenario.selector.impact_through", {{"impact", i.name.text}}});
                }
                check_selector(i.trigger,
                               {"scenario.selector.impact_when", {{"impact", i.name.text}}});
            }
        }
        if (!scenario_.attackers.empty() && weights <= 0.0) {
            out_.error(scenario_.attackers.front().name.place, {"scenario.attacker.weights"});
        }
        for (const Entry& e : scenario_.entries) {
            check_selector(e.at, {"scenario.selector.entry"});
            for (const Name& name : e.attackers) attackers_.require(name, out_);
        }
        for (const KnownAtStart& k : scenario_.known_at_start)
            check_selector(k.at, {"scenario.selector.known"});
    }

    void check_detection() {
        for (const Analysts& a : scenario_.detection.analysts) organisations_.require(a.at, out_);
    }

    void check_people() {
        if (scenario_.detection.forensics)
            organisations_.require(scenario_.detection.forensics->at, out_);
        organisations_.require(scenario_.crisis_team_at, out_);
        for (const Name& name : scenario_.slowing_services) services_.require(name, out_);
        for (const Pool& pool : scenario_.pools) pools_.add(pool.name.text, pool.name.place);
        check_twice();
        for (const ImportantDate& date : scenario_.dates) {
            services_.require(date.service, out_);
            organisations_.require(date.organisation, out_);
            if (date.from < SimTime::start() || date.to > SimTime::start() + scenario_.horizon) {
                out_.warning(date.service.place, {"scenario.date.outside"});
            }
        }
        for (const Observed& observed : scenario_.observed) {
            services_.require(observed.service, out_);
        }
        check_money();
        for (const Obligation& duty : scenario_.obligations) {
            organisations_.require(duty.organisation, out_);
            services_.require(duty.service, out_);
            for (const Name& name : duty.uses) services_.require(name, out_);
        }
    }

    /// What is bought is weighed against what is lost.
    void check_money() {
        std::string currency = scenario_.valuation ? scenario_.valuation->currency : "";
        for (const Investment& investment : scenario_.investments) {
            if (currency.empty()) currency = investment.currency;
            if (investment.currency != currency && !investment.currency.empty()) {
                out_.error(investment.name.place, {"scenario.money.currencies"});
            }
        }
    }

    void check_twice() {
        using Date = std::tuple<std::string, std::string, SimTime, SimTime>;
        std::map<Date, Place> dates;
        for (const ImportantDate& date : scenario_.dates) {
            const Date named{date.service.text, date.organisation.value_or(Name{}).text, date.from,
                             date.to};
            const auto [first, is_new] = dates.try_emplace(named, date.service.place);
            if (is_new) continue;
            out_.error(date.service.place, {"scenario.date.twice", {{"name", date.service.text}}},
                       {}, {{first->second, {"scenario.first"}}});
        }
        std::map<std::string, Place> duties;
        for (const Obligation& duty : scenario_.obligations) {
            const auto [first, is_new] = duties.try_emplace(duty.name.text, duty.name.place);
            if (is_new || duty.name.text.empty()) continue;
            out_.error(duty.name.place, {"scenario.obligation.twice", {{"name", duty.name.text}}},
                       {}, {{first->second, {"scenario.first"}}});
        }
    }

    /// What slows people down has to be said once, for all who use it.
    void check_uses(const std::vector<Name>& uses) {
        for (const Name& name : uses) {
            services_.require(name, out_);
            if (services_.has(name.text) && !scenario_.slowed_by.contains(name.text)) {
                out_.warning(name.place, {"scenario.uses.no_factor", {{"name", name.text}}});
            }
        }
    }

    void check_scope(const Scope& scope, const Condition& when) {
        if (scope.kind == Scope::Kind::region) regions_.require(scope.which, out_);
        if (scope.kind == Scope::Kind::organisation) organisations_.require(scope.which, out_);
        if (scope.service) services_.require(*scope.service, out_);
        const Selector& s = scope.hosts;
        if (s.zone || s.group || s.tag || !s.kinds.empty()) {
            check_selector(s, {"scenario.selector.scope"});
        }
        const bool for_regions = counts_by(when, Condition::Within::region) ||
                                 counts_by(when, Condition::Within::organisation);
        if (scope.kind == Scope::Kind::affected_region && !for_regions) {
            out_.warning(scope.place, {"scenario.scope.affected"});
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    static bool counts_by(const Condition& condition, Condition::Within within) {
        return condition.within == within ||
               std::any_of(condition.children.begin(), condition.children.end(),
                           [&](const Condition& c) { return counts_by(c, within); });
    }

    void check_strategy(const Strategy& strategy) {
        Names plays{"scenario.play.unknown"};
        for (const Play& play : strategy.plays) {
            if (plays.has(play.name.text) && !play.name.text.empty()) {
                out_.error(play.name.place, {"scenario.play.twice", {{"name", play.name.text}}}, {},
                           {{plays.place_of(play.name.text), {"scenario.first"}}});
            }
            plays.add(play.name.text, play.name.place);
        }
        bool switches_off = false;
        bool restores = false;
        for (const Play& play : strategy.plays) {
            check_condition(play.when, plays);
            check_uses(play.uses);
            if (!play.uses.empty() && play.by != Decider::organisation &&
                !scenario_.crisis_team_at) {
                out_.warning(play.uses.front().place, {"scenario.uses.no_seat"});
            }
            for (const Action& action : play.actions) {
                check_action(action, play.when, plays);
                if (const Scope* scope = scope_of(action)) check_reach(play, *scope);
                const auto* close = std::get_if<CloseLink>(&action);
                switches_off |=
                    std::holds_alternative<Shutdown>(action) || (close != nullptr && !close->until);
                restores |= std::holds_alternative<Restore>(action) ||
                            std::holds_alternative<OpenLink>(action);
            }
        }
        if (switches_off && !restores) {
            out_.warning(strategy.name.place,
                         {"scenario.strategy.no_restore", {{"strategy", strategy.name.text}}});
        }
    }

    /// A region or an organisation acts on its own hosts only. Whoever decides a play that names
    /// others does nothing, which is hardly meant.
    void check_reach(const Play& play, const Scope& scope) {
        if (play.by == Decider::federation || !is_complete_) return;
        const bool by_region = play.by == Decider::region;
        const auto in_scope = [&](const Organisation& o) {
            if (scope.kind == Scope::Kind::region) return o.region == *scope.which;
            return scope.kind != Scope::Kind::organisation || o.id == *scope.which;
        };
        if (scope.which) {
            const bool reaches_all = std::all_of(
                scenario_.organisations.begin(), scenario_.organisations.end(), [&](const auto& o) {
                    return in_scope(o) || (by_region && shares_region(o, in_scope));
                });
            if (reaches_all) return;
            out_.warning(scope.place, {by_region ? "scenario.scope.beyond_region"
                                                 : "scenario.scope.beyond_organisation",
                                       {{"name", play.name.text}, {"which", scope.which->text}}});
        } else if (scope.kind == Scope::Kind::affected_region && !by_region) {
            out_.warning(scope.place, {"scenario.scope.beyond_own", {{"name", play.name.text}}});
        }
    }

    /// Whether something of the scope lies in the region of this organisation.
    template <class InScope>
    bool shares_region(const Organisation& o, const InScope& in_scope) const {
        return std::any_of(
            scenario_.organisations.begin(), scenario_.organisations.end(),
            [&](const Organisation& other) { return other.region == o.region && in_scope(other); });
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    void check_condition(const Condition& condition, const Names& plays) {
        if (condition.what == Condition::What::play_done) plays.require(condition.play, out_);
        attackers_.require(condition.hypothesis, out_);
        if (condition.what == Condition::What::certainty && !scenario_.detection.forensics) {
            out_.error(condition.place, {"scenario.condition.no_forensics"});
        }
        if (condition.what == Condition::What::clock) {
            const Duration at = condition.at.since_start();
            if (at < Duration::zero()) {
                out_.warning(condition.place, {"scenario.condition.before_start"});
            }
            if (at > scenario_.horizon) {
                out_.warning(condition.place, {"scenario.condition.after_horizon"});
            }
        }
        if (condition.what == Condition::What::restored) {
            check_selector(condition.hosts, {"scenario.selector.restored"});
        }
        for (const Condition& child : condition.children) check_condition(child, plays);
    }

    void check_action(const Action& action, const Condition& when, const Names& plays) {
        if (const Scope* scope = scope_of(action)) check_scope(*scope, when);
        std::visit(Overloaded{
                       [&](const CloseLink& a) {
                           links_.require(a.link, out_);
                           if (a.until) check_condition(*a.until, plays);
                       },
                       [&](const OpenLink& a) { links_.require(a.link, out_); },
                       [&](const Restore& a) { check_order(a); },
                       [&](const CallIn& a) { pools_.require(a.crew, out_); },
                       [&](const ActivateFallback& a) { check_has_fallback(a.service); },
                       [](const Shutdown&) {},
                       [](const ResetCredentials&) {},
                       [](const BlockTechnique&) {},
                       [](const Hunt&) {},
                       [](const Inform&) {},
                   },
                   action);
    }

    void check_has_fallback(const Name& name) {
        services_.require(name, out_);
        if (!services_.has(name.text)) return;
        const bool any = std::any_of(
            scenario_.organisations.begin(), scenario_.organisations.end(), [&](const auto& o) {
                return std::any_of(o.services.begin(), o.services.end(), [&](const Service& s) {
                    return s.name == name && s.fallback.has_value();
                });
            });
        if (!any) out_.error(name.place, {"scenario.fallback.none", {{"name", name.text}}});
    }

    void check_order(const Restore& restore) {
        std::set<std::string> named;
        for (const Name& service : restore.order) {
            services_.require(service, out_);
            if (!named.insert(service.text).second) {
                out_.error(service.place,
                           {"scenario.restore.order_twice", {{"service", service.text}}});
            }
        }
        if (restore.order.empty()) return;
        std::vector<std::string> missing;
        std::set_difference(wanted_services_.begin(), wanted_services_.end(), named.begin(),
                            named.end(), std::back_inserter(missing));
        if (!missing.empty()) {
            out_.warning(restore.order.front().place,
                         {"scenario.restore.order_misses", {{"services", missing}}});
        }
    }
};

}  // namespace

void check(const Scenario& scenario, const std::vector<Organisation>& examples, bool is_complete,
           Diagnostics& out) {
    Checker(scenario, examples, is_complete, out).check();
}

}  // namespace kammerspiel::scenario
