#include "kammerspiel/report/run_report.hpp"

#include <algorithm>
#include <map>

#include "analysis/report/loss_table.hpp"
#include "analysis/report/timeline.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

using federation::Service;

class Maker {
   public:
    Maker(const model::Plan& plan, const model::RunOptions& options, const model::RunResult& result,
          const Text& text)
        : plan_(plan), options_(options), result_(result), text_(text) {}

    RunReport make() {
        const scenario::Scenario& scenario = plan_.scenario();
        const auto& strategy = scenario.strategies[options_.strategy];
        const auto& attacker = scenario.attackers[options_.attacker];
        report_.provenance = {.scenario = scenario.id,
                              .scenario_hash = scenario::hash(scenario),
                              .program_version = std::string(program_version),
                              .seed = options_.world.seed,
                              .world = options_.world.replication,
                              .strategy = strategy.name.text,
                              .attacker = attacker.name.text};
        report_.title = words(scenario.title);
        report_.summary_of_scenario = words(scenario.summary);
        report_.strategy_title = words(strategy.title);
        report_.attacker_title = words(attacker.title);
        report_.people_many =
            text_.language() == Language::de ? scenario.people.de_many : scenario.people.en_many;
        report_.end = result_.metrics.end;
        report_.hosts = result_.metrics.hosts;
        report_.all_hosts = plan_.federation().hosts();
        add_rows();
        add_summary();
        add_cautions();
        if (!result_.trace.empty()) {
            report_.timeline = make_timeline(plan_, options_, result_, text_);
        }
        return std::move(report_);
    }

   private:
    const model::Plan& plan_;
    const model::RunOptions& options_;
    const model::RunResult& result_;
    const Text& text_;
    RunReport report_;

    const federation::Federation& federation() const { return plan_.federation(); }
    std::string words(const scenario::Localised& both) const {
        return text_.language() == Language::de ? both.de : both.en;
    }

    template <class Wanted>
    LossRow row(std::string name, Wanted wanted) const {
        LossRow made = loss_of(federation(), result_.metrics, services_where(federation(), wanted));
        made.name = std::move(name);
        return made;
    }

    void add_rows() {
        report_.total = row(text_("report.total"), [](const Service&) { return true; });
        std::vector<std::pair<std::string, std::string>> services;
        for (const Service& service : federation().services) {
            const bool is_new =
                std::none_of(services.begin(), services.end(),
                             [&](const auto& known) { return known.first == service.local_name; });
            if (service.demand && is_new) {
                services.emplace_back(service.local_name, words(service.title));
            }
        }
        for (const auto& [name, title] : services) {
            report_.by_service.push_back(
                row(title, [&](const Service& s) { return s.local_name == name; }));
        }
        for (std::size_t r = 0; r < federation().regions.size(); ++r) {
            const federation::RegionId id{r};
            LossRow made = row(federation().regions[r].code, [&](const Service& s) {
                return federation().of(s.organisation).region == id;
            });
            if (made.members > 0) report_.by_region.push_back(std::move(made));
        }
        for (std::size_t o = 0; o < federation().organisations.size(); ++o) {
            const federation::OrganisationId id{o};
            const auto& organisation = federation().organisations[o];
            LossRow made =
                row(organisation.name, [&](const Service& s) { return s.organisation == id; });
            made.city = organisation.city;
            if (made.members > 0) report_.by_organisation.push_back(std::move(made));
        }
    }

    std::string in_days(const model::Restored& restored) const {
        if (restored.never_below) return text_("report.never_lost");
        if (!restored.at) {
            return text_("report.not_within",
                         {{"span", text_.span(report_.end - SimTime::start())}});
        }
        return text_.span(*restored.at - SimTime::start());
    }

    void add_summary() {
        const CauseShares& lost = report_.total.lost;
        auto& out = report_.summary;
        out.push_back(text_("report.summary.world",
                            {{"strategy", report_.strategy_title},
                             {"attacker", report_.attacker_title},
                             {"world", static_cast<std::int64_t>(options_.world.replication)}}));
        if (lost.sum() <= 0.0) {
            out.push_back(text_("report.summary.nothing_lost"));
            return;
        }
        out.push_back(text_("report.summary.lost",
                            {{"hours", text_.rough(lost.sum())}, {"people", report_.people_many}}));
        const auto share = [&](double part) { return text_.percent(part / lost.sum()); };
        out.push_back(text_("report.summary.causes", {{"attack", share(lost.attack)},
                                                      {"precaution", share(lost.precaution)},
                                                      {"testing", share(lost.testing)},
                                                      {"rebuild", share(lost.rebuild)},
                                                      {"other", share(lost.other)}}));
        if (lost.through_dependency > 0.0) {
            out.push_back(
                text_("report.summary.dependency", {{"share", share(lost.through_dependency)}}));
        }
        out.push_back(text_("report.summary.restored", {{"half", in_days(report_.total.half)},
                                                        {"most", in_days(report_.total.most)},
                                                        {"all", in_days(report_.total.all)}}));
        out.push_back(text_("report.summary.hosts",
                            {{"compromised", text_.whole(number(report_.hosts.compromised))},
                             {"destroyed", text_.whole(number(report_.hosts.destroyed))},
                             {"all", text_.whole(number(report_.all_hosts))},
                             {"off", text_.whole(number(report_.hosts.switched_off))}}));
    }

    static std::int64_t number(std::uint64_t n) { return static_cast<std::int64_t>(n); }

    void add_cautions() {
        auto& out = report_.cautions;
        if (!result_.complete) {
            out.push_back(text_("report.caution.incomplete",
                                {{"moment", text_.moment(plan_.calendar().local(report_.end))}}));
        }
        out.push_back(text_("report.caution.one_world"));
        if (!plan_.scenario().known_at_start.empty()) {
            out.push_back(text_("report.caution.given",
                                {{"count", number(report_.hosts.alerts_before_start)}}));
        }
        if (!report_.total.all.never_below && !report_.total.all.at) {
            out.push_back(text_("report.caution.horizon"));
        }
    }
};

}  // namespace

RunReport make_run_report(const model::Plan& plan, const model::RunOptions& options,
                          const model::RunResult& result, const Text& text) {
    return Maker(plan, options, result, text).make();
}

void write_run(const std::filesystem::path& folder, const RunReport& report,
               const model::Plan& plan, const model::RunOptions& options,
               const model::RunResult& result, const Text& text) {
    make_folder(folder);
    write_file(folder / "trace.jsonl", trace_jsonl(plan, options, result));
    write_file(folder / "metrics.csv", metrics_csv(report));
    write_file(folder / "services.csv", services_csv(plan, result));
    write_file(folder / "report.html", as_html(report, plan, text));
    write_file(folder / "run.json", as_json(report, plan));
}

}  // namespace kammerspiel::report
