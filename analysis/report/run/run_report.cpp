#include "kammerspiel/report/run_report.hpp"

#include <algorithm>

#include "analysis/report/run/accounts.hpp"
#include "analysis/report/run/elsewhere.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/houses.hpp"
#include "analysis/report/run/loss_table.hpp"
#include "analysis/report/run/parameter_words.hpp"
#include "analysis/report/run/stage_course.hpp"
#include "analysis/report/run/timeline.hpp"
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
        add_provenance();
        const scenario::Scenario& scenario = plan_.scenario();
        report_.title = text_(scenario.title);
        report_.summary_of_scenario = text_(scenario.summary);
        report_.strategy_title = text_(scenario.strategies[options_.strategy].title);
        report_.attacker_title = text_(scenario.attackers[options_.attacker].title);
        report_.people_one = text_(scenario.people.one);
        report_.people_many = text_(scenario.people.many);
        report_.end = result_.metrics.end;
        report_.hosts = result_.metrics.hosts;
        report_.all_hosts = plan_.federation().hosts();
        add_rows();
        report_.shown_until = shown_until();
        report_.summary = summary_of(report_, text_);
        if (!result_.complete) {
            report_.alarms.push_back(
                text_("report.alarm.incomplete",
                      {{"moment", text_.moment(plan_.calendar().local(report_.end))}}));
        }
        add_drawn();
        add_cautions();
        if (!result_.trace.empty()) {
            report_.timeline = make_timeline(plan_, options_, result_, text_);
            report_.decisions = decisions_of(plan_, options_, result_);
            report_.elsewhere = elsewhere_of(plan_, result_, text_);
            report_.houses = houses_of(plan_, result_, text_);
            report_.stages =
                stage_courses(federation(), result_.trace, report_.by_service, report_.shown_until);
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

    void add_provenance() {
        const scenario::Scenario& scenario = plan_.scenario();
        report_.provenance = {.scenario = scenario.id,
                              .scenario_hash = scenario::hash(scenario),
                              .program_version = std::string(program_version),
                              .seed = options_.world.seed,
                              .world = options_.world.replication,
                              .strategy = scenario.strategies[options_.strategy].name.text,
                              .attacker = scenario.attackers[options_.attacker].name.text,
                              .zone = scenario.starts.zone,
                              .executive = std::string(word_of(options_.executive)),
                              .threads = options_.threads,
                              .events = result_.events,
                              .complete = result_.complete};
    }

    void add_drawn() {
        const scenario::Scenario& scenario = plan_.scenario();
        const TitleOfElement title = titles_in(scenario, text_);
        for (const scenario::Scenario::Overridden& one : scenario.overrides) {
            report_.drawn.push_back(
                {one.path, words_of(one.path, title, text_), one.value, one.written});
        }
    }

    template <class Wanted>
    LossRow row(std::string id, std::string name, Wanted wanted,
                const std::vector<federation::OrganisationId>& organisations = {}) const {
        const auto services = services_where(federation(), wanted);
        LossRow made = loss_of(federation(), result_.metrics, services);
        made.worth = model::worth(plan_, result_.metrics, services, organisations);
        for (const auto service : services) {
            count_aims(made, federation().services[service.index()],
                       result_.metrics.services[service.index()]);
        }
        made.id = std::move(id);
        made.name = std::move(name);
        return made;
    }

    template <class Wanted>
    std::vector<federation::OrganisationId> organisations_where(Wanted wanted) const {
        std::vector<federation::OrganisationId> all;
        for (std::size_t o = 0; o < federation().organisations.size(); ++o) {
            if (wanted(federation().organisations[o])) all.emplace_back(o);
        }
        return all;
    }

    void add_rows() {
        const auto& valuation = plan_.scenario().valuation;
        if (valuation) report_.currency = valuation->currency;
        report_.total = row(
            "total", text_("report.total"), [](const Service&) { return true; },
            organisations_where([](const federation::Organisation&) { return true; }));
        add_services();
        add_regions();
        for (std::size_t o = 0; o < federation().organisations.size(); ++o) {
            const federation::OrganisationId id{o};
            const auto& organisation = federation().organisations[o];
            LossRow made = row(organisation.id, organisation.name,
                               [&](const Service& s) { return s.organisation == id; }, {id});
            made.city = organisation.city;
            if (made.members > 0) report_.by_organisation.push_back(std::move(made));
        }
    }

    void add_services() {
        std::vector<std::pair<std::string, std::string>> services;
        for (const Service& service : federation().services) {
            const bool is_new =
                std::none_of(services.begin(), services.end(),
                             [&](const auto& known) { return known.first == service.local_name; });
            if (service.demand && is_new) {
                services.emplace_back(service.local_name, text_(service.title));
            }
        }
        for (const auto& service : services) {
            report_.by_service.push_back(row(service.first, service.second, [&](const Service& s) {
                return s.local_name == service.first;
            }));
        }
    }

    void add_regions() {
        for (std::size_t r = 0; r < federation().regions.size(); ++r) {
            const federation::RegionId id{r};
            const std::string& code = federation().regions[r].code;
            LossRow made = row(
                code, region_name(code, text_),
                [&](const Service& s) { return federation().of(s.organisation).region == id; },
                organisations_where([&](const auto& one) { return one.region == id; }));
            if (made.members > 0) report_.by_region.push_back(std::move(made));
        }
    }

    /// A little after everything is back for good; the end where it never is.
    SimTime shown_until() const {
        const model::Restored& all = report_.total.all;
        const SimTime start = SimTime::start();
        if (!all.never_below && !all.at) return report_.end;
        const Duration busy = all.at ? *all.at - start : Duration::zero();
        const Duration shown = std::max(busy + busy / 12, spans_of_24h(2));
        return std::min(report_.end, start + shown);
    }

    void add_cautions() {
        auto& out = report_.cautions;
        out.push_back(text_("report.caution.one_world"));
        for (auto& blocked : blocked_starts(plan_, result_, text_))
            out.push_back(std::move(blocked));
        if (report_.hosts.destroyed_before_start > 0) {
            out.push_back(text_(
                "report.caution.destroyed_before",
                {{"count", static_cast<std::int64_t>(report_.hosts.destroyed_before_start)}}));
        }
        if (!plan_.scenario().known_at_start.empty()) {
            out.push_back(
                text_("report.caution.given",
                      {{"count", static_cast<std::int64_t>(report_.hosts.alerts_before_start)}}));
        }
        if (result_.metrics.redrawn > 0) {
            out.push_back(text_("report.caution.redrawn",
                                {{"count", static_cast<std::int64_t>(result_.metrics.redrawn)}}));
        }
        if (!report_.total.all.never_below && !report_.total.all.at) {
            out.push_back(text_("report.caution.horizon"));
        }
    }
};

}  // namespace

RunReport make_run_report(const model::Plan& plan, const model::RunOptions& options,
                          const model::RunResult& result, const Text& text) {
    RunReport report = Maker(plan, options, result, text).make();
    report.accounts = accounts_of(plan, result, text);
    return report;
}

std::vector<ResultFile> files_of_run(const RunReport& report, const model::Plan& plan,
                                     const model::RunOptions& options,
                                     const model::RunResult& result, const Text& text) {
    std::vector<ResultFile> files{{"trace.jsonl", trace_jsonl(plan, options, result)},
                                  {"metrics.csv", metrics_csv(report)},
                                  {"services.csv", services_csv(plan, result)},
                                  {"organisations.csv", organisations_csv(plan, report)},
                                  {"curve.csv", curve_csv(report, plan.calendar())}};
    if (!report.elsewhere.ways.empty()) {
        files.push_back({"elsewhere.csv", elsewhere_csv(report, plan.calendar())});
        files.push_back({"elsewhere_load.csv", elsewhere_load_csv(report, plan.calendar())});
    }
    files.push_back({"report.html", as_html(run_document(report, plan.calendar(), text))});
    files.push_back({"run.json", as_json(report, plan)});
    return files;
}

}  // namespace kammerspiel::report
