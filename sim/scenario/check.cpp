#include "sim/scenario/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>

#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::scenario {
namespace {

/// Names of one kind, each with where it is first defined.
class Names {
   public:
    explicit Names(std::string what) : what_(std::move(what)) {}
    void add(const std::string& name, const Place& place) { known_.try_emplace(name, place); }
    [[nodiscard]] bool has(const std::string& name) const { return known_.contains(name); }
    [[nodiscard]] std::vector<std::string> all() const {
        std::vector<std::string> names;
        for (const auto& [name, place] : known_) names.push_back(name);
        return names;
    }
    /// Reports a name that nothing has, with the nearest that something has and its place.
    void require(const Name& name, Diagnostics& out, std::string mend = {}) const {
        if (has(name.text)) return;
        const std::vector<std::string> names = all();
        const std::string close(nearest(name.text, names));
        std::vector<Note> notes;
        if (!close.empty()) {
            mend = fmt::format("did you mean '{}'?", close);
            const Place& place = known_.at(close);
            if (place.file) notes.push_back({place, fmt::format("'{}' is defined here", close)});
        }
        out.error(name.place, fmt::format("unknown {} '{}'", what_, name.text), mend,
                  std::move(notes));
    }
    void require(const std::optional<Name>& name, Diagnostics& out) const {
        if (name) require(*name, out);
    }

   private:
    std::string what_;
    std::map<std::string, Place> known_;
};

class Checker {
   public:
    Checker(const Scenario& scenario, Diagnostics& out) : scenario_(scenario), out_(out) {}

    void check() {
        collect();
        for (const Organisation& organisation : scenario_.organisations) {
            check_organisation(organisation);
        }
        check_attack();
        check_detection();
        for (const Strategy& strategy : scenario_.strategies) check_strategy(strategy);
        if (!out_.has_errors()) warn_of_black_start();
    }

   private:
    const Scenario& scenario_;
    Diagnostics& out_;
    Names organisations_{"organisation"}, regions_{"region"}, zones_{"zone"}, groups_{"host group"},
        tags_{"tag"}, services_{"service"}, links_{"link"}, attackers_{"attacker"};
    std::unordered_map<std::string, const Organisation*> by_id_;
    /// Names inside an organisation; those made from one template share them.
    std::map<std::pair<std::string, std::map<std::string, std::string>>,
             std::map<std::string, Place>>
        inside_;
    std::set<std::pair<std::string, std::map<std::string, std::string>>> checked_;

    void collect() {
        for (const Organisation& o : scenario_.organisations) {
            organisations_.add(o.id.text, o.id.place);
            by_id_.emplace(o.id.text, &o);
            regions_.add(o.region.text, o.region.place);
            const auto key = std::make_pair(o.template_name, o.parameters);
            if (inside_.contains(key)) continue;
            auto& inside = inside_[key];
            for (const HostGroup& g : o.host_groups) {
                groups_.add(g.name.text, g.name.place);
                zones_.add(g.zone.text, g.zone.place);
                for (const Name& tag : g.tags) tags_.add(tag.text, tag.place);
                define(inside, g.name);
            }
            for (const Service& s : o.services) {
                services_.add(s.name.text, s.name.place);
                define(inside, s.name);
            }
            for (const Link& l : o.links) {
                links_.add(l.name.text, l.name.place);
                define(inside, l.name);
            }
        }
        for (const AttackerProfile& a : scenario_.attackers) {
            attackers_.add(a.name.text, a.name.place);
        }
    }

    void define(std::map<std::string, Place>& inside, const Name& name) {
        const auto [first, is_new] = inside.try_emplace(name.text, name.place);
        if (is_new) return;
        out_.error(name.place, fmt::format("'{}' is the name of two things", name.text),
                   "needs could not tell them apart", {{first->second, "the other one is here"}});
    }

    const std::map<std::string, Place>& inside(const Organisation& o) const {
        return inside_.at({o.template_name, o.parameters});
    }

    void check_organisation(const Organisation& o) {
        if (!checked_.insert({o.template_name, o.parameters}).second) return;
        for (const HostGroup& g : o.host_groups) {
            if (g.needs) check_need(o, *g.needs);
        }
        for (const Link& l : o.links) {
            if (l.to) organisations_.require(*l.to, out_, "or 'internet'");
            if (l.to && l.to->text == o.id.text) {
                out_.error(l.to->place, "a link leads to another organisation, not to itself");
            }
            if (l.needs) check_need(o, *l.needs);
        }
        for (const Service& s : o.services) {
            check_need(o, s.needs);
            for (const Name& name : s.starts_without) check_reference(o, name);
            if (s.demand) check_profile(s.demand->profile);
        }
    }

    void check_profile(const Name& name) {
        Names profiles{"demand profile"};
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
                           fmt::format("'{}' has no link '{}'", o.template_name, need.over->text),
                           did_you_mean(need.over->text, own));
            }
        }
        if (need.enough && need.op == Need::Op::reference) check_enough(o, need);
        for (const Need& child : need.children) check_need(o, child);
    }

    void check_enough(const Organisation& o, const Need& need) {
        if (*need.enough <= Share{0.0}) {
            out_.error(need.place, "'enough: 0' would need nothing", "leave the need out instead");
        }
        const bool is_group = std::any_of(o.host_groups.begin(), o.host_groups.end(),
                                          [&](const HostGroup& g) { return g.name == need.of; });
        const bool is_elsewhere = need.of.text.find('/') != std::string::npos;
        if (!is_group && !is_elsewhere) {
            out_.error(need.place, fmt::format("'enough' belongs to a host group, and '{}' is none",
                                               need.of.text));
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
            owner = found->second;
            local = name.text.substr(slash + 1);
        }
        const auto& known = inside(*owner);
        const auto found = known.find(local);
        if (found != known.end()) {
            const bool is_link = std::any_of(owner->links.begin(), owner->links.end(),
                                             [&](const Link& l) { return l.name.text == local; });
            if (is_link && owner != &o) {
                out_.error(name.place, "a link of another organisation cannot be needed",
                           "name the service or host group behind it, with 'over' an own link");
            }
            return;
        }
        std::vector<std::string> candidates;
        for (const auto& [candidate, place] : known) candidates.push_back(candidate);
        const std::string close(nearest(local, candidates));
        std::vector<Note> notes;
        if (!close.empty())
            notes.push_back({known.at(close), fmt::format("'{}' is defined here", close)});
        out_.error(
            name.place,
            fmt::format("'{}' has neither a host group nor a service '{}'",
                        slash == std::string::npos ? o.template_name : owner->id.text, local),
            close.empty() ? "" : fmt::format("did you mean '{}'?", close), std::move(notes));
    }

    void check_selector(const Selector& s, std::string_view what) {
        const std::size_t errors = out_.errors();
        organisations_.require(s.organisation, out_);
        regions_.require(s.region, out_);
        zones_.require(s.zone, out_);
        groups_.require(s.group, out_);
        tags_.require(s.tag, out_);
        if (out_.errors() == errors && !finds_hosts(s)) {
            out_.error(s.place, fmt::format("{}: no host matches", what),
                       "each part exists, but no host has all of them");
        }
    }

    bool finds_hosts(const Selector& s) const {
        const auto agrees = [](const std::optional<Name>& wanted, const std::string& is) {
            return !wanted || wanted->text == is;
        };
        return std::any_of(
            scenario_.organisations.begin(), scenario_.organisations.end(), [&](const auto& o) {
                if (!agrees(s.organisation, o.id.text) || !agrees(s.region, o.region.text)) {
                    return false;
                }
                return std::any_of(o.host_groups.begin(), o.host_groups.end(), [&](const auto& g) {
                    const bool tagged =
                        !s.tag || std::find(g.tags.begin(), g.tags.end(), *s.tag) != g.tags.end();
                    const bool of_kind =
                        s.kinds.empty() ||
                        std::find(s.kinds.begin(), s.kinds.end(), g.kind) != s.kinds.end();
                    return g.count > 0 && agrees(s.group, g.name.text) &&
                           agrees(s.zone, g.zone.text) && tagged && of_kind;
                });
            });
    }

    void check_attack() {
        double weights = 0.0;
        for (const AttackerProfile& a : scenario_.attackers) {
            weights += a.weight;
            for (const Route& r : a.routes) {
                check_selector(r.from, fmt::format("route '{}', from", r.name.text));
                if (!r.to_itself) check_selector(r.to, fmt::format("route '{}', to", r.name.text));
                if (r.over) links_.require(*r.over, out_);
            }
            for (const Goal& g : a.goals) check_selector(g.what, "goal");
            for (const AttackImpact& i : a.impacts) {
                check_selector(i.on, fmt::format("impact '{}', on", i.name.text));
                check_selector(i.trigger, fmt::format("impact '{}', when", i.name.text));
                check_reach(a, i);
            }
        }
        if (!scenario_.attackers.empty() && weights <= 0.0) {
            out_.error(scenario_.attackers.front().name.place, "all attackers have the weight 0");
        }
        for (const Entry& e : scenario_.entries) {
            check_selector(e.at, "entry");
            for (const Name& name : e.attackers) attackers_.require(name, out_);
        }
        for (const KnownAtStart& k : scenario_.known_at_start)
            check_selector(k.at, "known_at_start");
    }

    /// Something must be able to bring the control that arms an impact.
    void check_reach(const AttackerProfile& a, const AttackImpact& impact) {
        const bool by_route = std::any_of(a.routes.begin(), a.routes.end(), [](const Route& r) {
            return r.yields == Integrity::controlled;
        });
        const bool by_entry =
            std::any_of(scenario_.entries.begin(), scenario_.entries.end(),
                        [](const Entry& e) { return e.yields == Integrity::controlled; });
        if (!by_route && !by_entry) {
            out_.warning(impact.name.place,
                         fmt::format("the impact '{}' can never happen: no route of '{}' yields "
                                     "control of a host",
                                     impact.name.text, a.name.text),
                         "give a route 'yields: controlled'");
        }
    }

    void check_detection() {
        for (const Analysts& a : scenario_.detection.analysts) organisations_.require(a.at, out_);
        if (scenario_.detection.false_alarms_every && scenario_.detection.analysts.empty()) {
            out_.warning({}, "'false_alarms' has no effect: there are no analysts");
        }
    }

    void check_scope(const Scope& scope, const Condition& when) {
        if (scope.kind == Scope::Kind::region) regions_.require(scope.which, out_);
        if (scope.kind == Scope::Kind::organisation) organisations_.require(scope.which, out_);
        if (scope.service) services_.require(*scope.service, out_);
        const Selector& s = scope.hosts;
        if (s.zone || s.group || s.tag || !s.kinds.empty()) {
            check_selector(s, "scope");
        }
        const bool for_regions = counts_by(when, Condition::Within::region) ||
                                 counts_by(when, Condition::Within::organisation);
        if (scope.kind == Scope::Kind::affected_region && !for_regions) {
            out_.warning(scope.place,
                         "'affected' without 'within' in the condition means every region with a "
                         "suspected host at that moment",
                         "write 'within: region' in the condition to decide region by region");
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    static bool counts_by(const Condition& condition, Condition::Within within) {
        return condition.within == within ||
               std::any_of(condition.children.begin(), condition.children.end(),
                           [&](const Condition& c) { return counts_by(c, within); });
    }

    void check_strategy(const Strategy& strategy) {
        Names plays{"play"};
        for (const Play& play : strategy.plays) {
            if (plays.has(play.name.text)) {
                out_.error(play.name.place,
                           fmt::format("the play '{}' is there twice", play.name.text),
                           "plays of one strategy need names of their own");
            }
            plays.add(play.name.text, play.name.place);
        }
        bool switches_off = false;
        bool restores = false;
        for (const Play& play : strategy.plays) {
            check_condition(play.when, plays);
            for (const Action& action : play.actions) {
                check_action(action, play.when);
                switches_off |= std::holds_alternative<Shutdown>(action) ||
                                std::holds_alternative<CloseLink>(action);
                restores |= std::holds_alternative<Restore>(action);
            }
        }
        if (switches_off && !restores) {
            out_.warning(strategy.name.place,
                         fmt::format("the strategy '{}' switches off and never brings back",
                                     strategy.name.text),
                         "add a play with 'restore'");
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    void check_condition(const Condition& condition, const Names& plays) {
        if (condition.what == Condition::What::play_done) plays.require(condition.play, out_);
        for (const Condition& child : condition.children) check_condition(child, plays);
    }

    void check_action(const Action& action, const Condition& when) {
        std::visit(
            [&](const auto& a) {
                if constexpr (requires { a.scope; }) check_scope(a.scope, when);
                if constexpr (requires { a.link; }) links_.require(a.link, out_);
                if constexpr (requires { a.order; }) check_order(a);
            },
            action);
    }

    void check_order(const Restore& restore) {
        std::set<std::string> named;
        for (const Name& service : restore.order) {
            services_.require(service, out_);
            if (!named.insert(service.text).second) {
                out_.error(service.place, fmt::format("'{}' is in the order twice", service.text));
            }
        }
        if (restore.order.empty()) return;
        std::vector<std::string> missing;
        for (const Organisation& o : scenario_.organisations) {
            for (const Service& s : o.services) {
                if (s.demand && named.insert(s.name.text).second) missing.push_back(s.name.text);
            }
        }
        if (!missing.empty()) {
            out_.warning(
                restore.order.front().place,
                fmt::format("the order of the restore misses: {}", fmt::join(missing, ", ")),
                "they come last");
        }
    }

    // ---- black start: services that need each other to start, and no way to begin
    // ------------------

    /// A service as a node of the graph of start needs, within one organisation or across.
    using Key = std::pair<const Organisation*, std::string>;

    void warn_of_black_start() {
        std::map<Key, int> state;
        std::vector<Key> path;
        std::set<std::string> told;
        const std::function<void(const Key&)> visit = [&](const Key& key) {
            int& mark = state[key];
            if (mark == 2) return;
            if (mark == 1) return tell_circle(path, key, told);
            mark = 1;
            path.push_back(key);
            for (const Key& next : start_needs(key)) visit(next);
            path.pop_back();
            state[key] = 2;
        };
        // One organisation of each template shows every circle; the others are like it.
        std::set<std::pair<std::string, std::map<std::string, std::string>>> seen;
        for (const Organisation& o : scenario_.organisations) {
            if (!seen.insert({o.template_name, o.parameters}).second) continue;
            for (const Service& s : o.services) visit({&o, s.name.text});
        }
    }

    std::vector<Key> start_needs(const Key& key) const {
        std::vector<Key> needs;
        const auto& services = key.first->services;
        const auto service = std::find_if(services.begin(), services.end(), [&](const Service& s) {
            return s.name.text == key.second;
        });
        if (service == services.end()) return needs;
        collect_needs(*key.first, *service, service->needs, needs);
        return needs;
    }

    /// Only what cannot be done without: one of several alternatives is no obstacle.
    // NOLINTNEXTLINE(misc-no-recursion)
    void collect_needs(const Organisation& o, const Service& service, const Need& need,
                       std::vector<Key>& needs) const {
        if (need.floor && *need.floor > Share{0.0}) return;
        switch (need.op) {
            case Need::Op::reference: {
                const auto& without = service.starts_without;
                if (std::find(without.begin(), without.end(), need.of) != without.end()) return;
                const std::size_t slash = need.of.text.find('/');
                if (slash == std::string::npos) {
                    needs.emplace_back(&o, need.of.text);
                } else {
                    needs.emplace_back(by_id_.at(need.of.text.substr(0, slash)),
                                       need.of.text.substr(slash + 1));
                }
                return;
            }
            case Need::Op::all_of:
                for (const Need& child : need.children) collect_needs(o, service, child, needs);
                return;
            case Need::Op::any_of:
            case Need::Op::at_least:
            case Need::Op::weighted: return;
        }
    }

    void tell_circle(const std::vector<Key>& path, const Key& key, std::set<std::string>& told) {
        const auto from = std::find(path.begin(), path.end(), key);
        std::vector<std::string> names;
        for (auto it = from; it != path.end(); ++it) names.push_back(it->second);
        std::vector<std::string> sorted = names;
        std::sort(sorted.begin(), sorted.end());
        if (!told.insert(fmt::format("{}", fmt::join(sorted, "/"))).second) return;
        names.push_back(key.second);
        const auto& services = key.first->services;
        const auto service = std::find_if(services.begin(), services.end(), [&](const Service& s) {
            return s.name.text == key.second;
        });
        out_.warning(service->name.place,
                     fmt::format("cannot start again after a full shutdown: {}",
                                 fmt::join(names, " needs ")),
                     "give one of them 'starts_without'");
    }
};

}  // namespace

void check(const Scenario& scenario, Diagnostics& out) { Checker(scenario, out).check(); }

}  // namespace kammerspiel::scenario
