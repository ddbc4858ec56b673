#include "sim/scenario/check_promises.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace kammerspiel::scenario {
namespace {

bool has_service(const Organisation& organisation, const Name& name) {
    return std::any_of(organisation.services.begin(), organisation.services.end(),
                       [&](const Service& service) { return service.name == name; });
}

class Promises {
   public:
    Promises(const Scenario& scenario, Diagnostics& out) : scenario_(scenario), out_(out) {}

    void check() {
        for (const ImportantDate& date : scenario_.dates) require(date.organisation, date.service);
        for (const Obligation& duty : scenario_.obligations) check_duty(duty);
        for (const Strategy& strategy : scenario_.strategies) check_plays(strategy);
        check_demand();
    }

   private:
    const Scenario& scenario_;
    Diagnostics& out_;

    bool is_known(const Name& service) const {
        return std::any_of(scenario_.organisations.begin(), scenario_.organisations.end(),
                           [&](const Organisation& one) { return has_service(one, service); });
    }

    const Organisation* find(const std::optional<Name>& id) const {
        if (!id) return nullptr;
        const auto found =
            std::find_if(scenario_.organisations.begin(), scenario_.organisations.end(),
                         [&](const Organisation& one) { return one.id.text == id->text; });
        return found == scenario_.organisations.end() ? nullptr : &*found;
    }

    /// A name that no organisation has is told elsewhere.
    void require(const std::optional<Name>& id, const std::optional<Name>& service) {
        const Organisation* organisation = find(id);
        if (organisation == nullptr || !service || !is_known(*service)) return;
        if (has_service(*organisation, *service)) return;
        out_.error(service->place, {"scenario.service.not_there",
                                    {{"organisation", id->text}, {"service", service->text}}});
    }

    void check_duty(const Obligation& duty) {
        require(duty.organisation, duty.service);
        for (const Name& channel : duty.uses) require(duty.organisation, channel);
        if (duty.organisation || duty.uses.empty()) return;
        const auto can_send = [&](const Organisation& one) {
            return std::any_of(duty.uses.begin(), duty.uses.end(),
                               [&](const Name& channel) { return has_service(one, channel); });
        };
        for (const Organisation& one : scenario_.organisations) {
            const bool is_concerned = !duty.service || has_service(one, *duty.service);
            if (!is_concerned || can_send(one)) continue;
            out_.warning(duty.uses.front().place,
                         {"scenario.obligation.no_channel", {{"organisation", one.id.text}}});
            return;  // one is enough to see
        }
    }

    void check_demand() {
        std::set<std::string> told;
        for (const Organisation& organisation : scenario_.organisations) {
            for (const Service& service : organisation.services) {
                const bool is_unwanted = service.demand && service.demand->share <= Share{0.0};
                if (!is_unwanted || !told.insert(service.name.text).second) continue;
                out_.warning(service.name.place,
                             {"scenario.demand.nobody", {{"service", service.name.text}}});
            }
        }
    }

    /// Plays without which the condition cannot hold.
    // NOLINTNEXTLINE(misc-no-recursion)
    static void collect(const Condition& condition, std::vector<Name>& plays) {
        if (condition.what == Condition::What::play_done) plays.push_back(condition.play);
        const bool needs_all =
            condition.what == Condition::What::all_of || condition.children.size() == 1;
        if (!needs_all) return;
        for (const Condition& child : condition.children) collect(child, plays);
    }

    void check_plays(const Strategy& strategy) {
        for (const Play& play : strategy.plays) {
            std::vector<Name> awaited;
            collect(play.when, awaited);
            const std::vector<Name> own = awaited;
            const auto holds = [&](const Name& name) {
                return std::find(awaited.begin(), awaited.end(), name) != awaited.end();
            };
            for (std::size_t next = 0; next < awaited.size(); ++next) {
                const Name name = awaited[next];
                for (const Play& other : strategy.plays) {
                    std::vector<Name> more;
                    if (other.name == name) collect(other.when, more);
                    for (const Name& one : more) {
                        if (!holds(one)) awaited.push_back(one);
                    }
                }
            }
            if (!holds(play.name)) continue;
            out_.error(own.front().place,
                       {"scenario.condition.waits_for_itself", {{"play", play.name.text}}});
        }
    }
};

}  // namespace

void check_promises(const Scenario& scenario, Diagnostics& out) { Promises(scenario, out).check(); }

}  // namespace kammerspiel::scenario
