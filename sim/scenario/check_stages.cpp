#include "sim/scenario/check_stages.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "sim/scenario/names.hpp"

namespace kammerspiel::scenario {
namespace {

std::vector<std::string> crews_of(const Organisation& organisation, const std::string& before) {
    std::vector<std::string> names;
    for (const Crew& crew : organisation.crews) names.push_back(before + crew.name.text);
    return names;
}

bool has_stages(const Service& service) {
    return service.recovery && (service.recovery->work || service.recovery->accept);
}

class Stages {
   public:
    Stages(const Scenario& scenario, Diagnostics& out) : scenario_(scenario), out_(out) {}

    void check() {
        check_holds();
        check_kinds();
        check_accounts();
        for (const Organisation& organisation : scenario_.organisations) {
            for (const Service& service : organisation.services)
                check_people(organisation, service);
        }
        check_repairers();
        check_boards();
    }

   private:
    const Scenario& scenario_;
    Diagnostics& out_;
    std::set<std::pair<std::string, std::uint32_t>> told_;  ///< places; a template is told once

    /// Whether nothing has been said of this place yet.
    bool is_new(const Place& place) { return told_.emplace(place.name(), place.line).second; }

    void check_holds() {
        std::set<std::string> names;
        for (const Hold& hold : scenario_.holds) {
            if (hold.by == Hold::By::forensics && !scenario_.detection.forensics) {
                out_.error(hold.name.place, {"scenario.hold.no_forensics"});
            }
            if (quantile(hold.lasts, 0.5) >= scenario_.horizon) {
                out_.warning(hold.name.place, {"scenario.hold.without_end"});
            }
            if (!names.insert(hold.name.text).second) {
                out_.error(hold.name.place, {"scenario.hold.twice", {{"name", hold.name.text}}});
            }
        }
    }

    bool any_group(HostKind kind) const {
        return std::any_of(scenario_.organisations.begin(), scenario_.organisations.end(),
                           [&](const Organisation& organisation) {
                               return std::any_of(
                                   organisation.host_groups.begin(), organisation.host_groups.end(),
                                   [&](const HostGroup& group) { return group.kind == kind; });
                           });
    }

    void require_group(HostKind kind, const Name& name) {
        if (any_group(kind)) return;
        out_.error(name.place, {"scenario.stage.no_group", {{"kind", word_of(kind)}}});
    }

    void check_kinds() {
        for (const Supply& supply : scenario_.supplies) require_group(supply.kind, supply.name);
        std::set<HostKind> kinds;
        for (const Reimage& reimage : scenario_.reimages) {
            require_group(reimage.kind, reimage.name);
            for (const HostKind needed : reimage.needs) require_group(needed, reimage.name);
            if (std::find(reimage.needs.begin(), reimage.needs.end(), reimage.kind) !=
                reimage.needs.end()) {
                out_.warning(reimage.name.place,
                             {"scenario.reimage.itself", {{"kind", reimage.name.text}}});
            }
            if (!kinds.insert(reimage.kind).second) {
                out_.error(reimage.name.place,
                           {"scenario.reimage.twice", {{"kind", reimage.name.text}}});
            }
        }
    }

    void check_accounts() {
        const auto& accounts = scenario_.accounts;
        if (!accounts) return;
        const bool any = std::any_of(
            scenario_.organisations.begin(), scenario_.organisations.end(),
            [&](const Organisation& organisation) { return has_crew(organisation, accounts->by); });
        if (accounts->by && !any) out_.error(accounts->by->place, no_crew(*accounts->by));
        if (accounts->by && !resets_credentials()) {
            out_.warning(accounts->by->place, {"scenario.accounts.no_reset"});
        }
    }

    static bool has_crew(const Organisation& organisation, const std::optional<Name>& name) {
        return name && std::any_of(organisation.crews.begin(), organisation.crews.end(),
                                   [&](const Crew& crew) { return crew.name == *name; });
    }

    static Message no_crew(const Name& name) {
        return {"scenario.stage.no_crew", {{"name", name.text}}};
    }

    const Organisation* find(const std::string& id) const {
        const auto& all = scenario_.organisations;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const auto& one) { return one.id.text == id; });
        return found == all.end() ? nullptr : &*found;
    }

    void require_crew(const Organisation& organisation, const std::optional<Name>& by) {
        if (!by) return;
        const std::size_t slash = by->text.find('/');
        const Organisation* owner =
            slash == std::string::npos ? &organisation : find(by->text.substr(0, slash));
        const std::string local =
            slash == std::string::npos ? by->text : by->text.substr(slash + 1);
        const bool is_there =
            owner != nullptr &&
            std::any_of(owner->crews.begin(), owner->crews.end(),
                        [&](const Crew& crew) { return crew.name.text == local; });
        if (!is_there && is_new(by->place)) {
            std::vector<std::string> known = crews_of(organisation, "");
            for (const Organisation& other : scenario_.organisations) {
                if (other.id == organisation.id) continue;
                for (std::string& name : crews_of(other, other.id.text + "/")) {
                    known.push_back(std::move(name));
                }
            }
            out_.error(by->place, no_crew(*by), did_you_mean(by->text, known));
        }
        const bool is_nobody =
            is_there &&
            std::all_of(owner->crews.begin(), owner->crews.end(), [&](const Crew& crew) {
                return crew.name.text != local || crew.people == 0;
            });
        if (is_nobody && is_new(by->place)) {
            out_.error(by->place, {"scenario.stage.nobody", {{"name", by->text}}});
        }
    }

    /// Crews that a `by` names, as organisation and crew: they repair no hosts unless they say
    /// which.
    std::set<std::pair<std::string, std::string>> named_crews() const {
        std::set<std::pair<std::string, std::string>> named;
        const auto add = [&](const Organisation& organisation, const std::optional<Name>& by) {
            if (!by) return;
            const std::size_t slash = by->text.find('/');
            if (slash == std::string::npos) {
                named.emplace(organisation.id.text, by->text);
            } else {
                named.emplace(by->text.substr(0, slash), by->text.substr(slash + 1));
            }
        };
        for (const Organisation& organisation : scenario_.organisations) {
            if (scenario_.accounts) add(organisation, scenario_.accounts->by);
            for (const Service& service : organisation.services) {
                if (!service.recovery) continue;
                if (service.recovery->work) add(organisation, service.recovery->work->by);
                if (service.recovery->accept) add(organisation, service.recovery->accept->by);
                if (service.recovery->interim) add(organisation, service.recovery->interim->by);
            }
        }
        return named;
    }

    /// Whoever names the only crew for something else has nobody left for hosts.
    void check_repairers() {
        const auto named = named_crews();
        for (const Organisation& organisation : scenario_.organisations) {
            if (organisation.host_groups.empty()) continue;
            const Crew* taken = nullptr;
            bool any = false;
            for (const Crew& crew : organisation.crews) {
                if (crew.people == 0) continue;
                const bool is_named = named.contains({organisation.id.text, crew.name.text});
                if (is_named && crew.kinds.empty()) {
                    taken = &crew;
                } else {
                    any = true;
                }
            }
            if (any || taken == nullptr || !is_new(taken->name.place)) continue;
            out_.warning(taken->name.place,
                         {"scenario.stage.nobody_repairs",
                          {{"name", taken->name.text}, {"organisation", organisation.id.text}}});
        }
    }

    void check_people(const Organisation& organisation, const Service& service) {
        if (!service.recovery) return;
        const ServiceRecovery& recovery = *service.recovery;
        if (recovery.work) require_crew(organisation, recovery.work->by);
        if (recovery.interim) require_crew(organisation, recovery.interim->by);
        if (recovery.accept) require_crew(organisation, recovery.accept->by);
        const bool needs_somebody =
            (recovery.work && !recovery.work->by) || (recovery.interim && !recovery.interim->by);
        const bool has_somebody = std::any_of(organisation.crews.begin(), organisation.crews.end(),
                                              [](const Crew& crew) { return crew.people > 0; });
        if (needs_somebody && !has_somebody && is_new(service.name.place)) {
            out_.warning(service.name.place,
                         {"scenario.stage.no_people", {{"service", service.name.text}}});
        }
    }

    bool resets_credentials() const {
        return std::any_of(
            scenario_.strategies.begin(), scenario_.strategies.end(), [](const Strategy& strategy) {
                return std::any_of(
                    strategy.plays.begin(), strategy.plays.end(), [](const Play& play) {
                        return std::any_of(
                            play.actions.begin(), play.actions.end(), [](const Action& action) {
                                return std::holds_alternative<ResetCredentials>(action);
                            });
                    });
            });
    }

    const Release* board(const Name& name) const {
        const auto& all = scenario_.releases;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Release& one) { return one.name == name; });
        return found == all.end() ? nullptr : &*found;
    }

    void check_boards() {
        std::vector<std::string> names;
        for (const Release& release : scenario_.releases) names.push_back(release.name.text);
        for (const Release& release : scenario_.releases) {
            if (release.every.empty()) {
                out_.error(release.name.place,
                           {"scenario.release.never", {{"name", release.name.text}}});
            }
            if (release.credentials_reset && !resets_credentials()) {
                out_.error(release.name.place, {"scenario.release.no_reset"});
            }
            for (const Name& other : release.released) {
                if (board(other) != nullptr) continue;
                out_.error(other.place, {"scenario.release.unknown", {{"name", other.text}}},
                           did_you_mean(other.text, names));
            }
            if (waits_for_itself(release)) {
                out_.error(release.name.place,
                           {"scenario.release.circle", {{"name", release.name.text}}});
            }
            for (const Name& service : release.of) check_item(service);
        }
        check_twice();
    }

    bool waits_for_itself(const Release& release) const {
        std::vector<Name> awaited = release.released;
        for (std::size_t next = 0; next < awaited.size(); ++next) {
            if (awaited[next] == release.name) return true;
            const Release* other = board(awaited[next]);
            if (other == nullptr) continue;
            for (const Name& more : other->released) {
                if (std::find(awaited.begin(), awaited.end(), more) == awaited.end()) {
                    awaited.push_back(more);
                }
            }
        }
        return false;
    }

    static bool is_meant(const Name& item, const Organisation& organisation,
                         const Service& service) {
        return item.text == service.name.text ||
               item.text == organisation.id.text + "/" + service.name.text;
    }

    void check_item(const Name& item) {
        bool is_known = false;
        bool any_stages = false;
        std::set<std::string> known;
        for (const Organisation& organisation : scenario_.organisations) {
            for (const Service& service : organisation.services) {
                known.insert(service.name.text);
                known.insert(organisation.id.text + "/" + service.name.text);
                if (!is_meant(item, organisation, service)) continue;
                is_known = true;
                any_stages = any_stages || has_stages(service);
            }
        }
        if (!is_known) {
            out_.error(item.place, {"scenario.release.no_service", {{"name", item.text}}},
                       did_you_mean(item.text, {known.begin(), known.end()}));
        } else if (!any_stages && scenario_.recovery_stages != RecoveryStages::recorded) {
            out_.warning(item.place, {"scenario.release.nothing", {{"name", item.text}}});
        }
    }

    /// A service is released by one board.
    void check_twice() {
        for (const Organisation& organisation : scenario_.organisations) {
            for (const Service& service : organisation.services) {
                const Release* first = nullptr;
                for (const Release& release : scenario_.releases) {
                    const bool is_its = std::any_of(
                        release.of.begin(), release.of.end(),
                        [&](const Name& item) { return is_meant(item, organisation, service); });
                    if (!is_its) continue;
                    if (first == nullptr) {
                        first = &release;
                    } else if (is_new(release.name.place)) {
                        out_.error(release.name.place,
                                   {"scenario.release.twice", {{"service", service.name.text}}}, {},
                                   {{first->name.place, {"scenario.first"}}});
                    }
                }
            }
        }
    }
};

}  // namespace

void check_stages(const Scenario& scenario, Diagnostics& out) { Stages(scenario, out).check(); }

}  // namespace kammerspiel::scenario
