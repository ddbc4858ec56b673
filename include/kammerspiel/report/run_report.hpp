#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/model/figures.hpp"
#include "kammerspiel/model/flows.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/report/document.hpp"

// One world as people read it: headline figures, a timeline, tables; and its writers. No figure is
// computed here that the model's metrics do not already hold: only sums, shares and words.

namespace kammerspiel::report {

/// Whose knowledge a line of the timeline is: what is so, what staff know, what they do, what
/// members notice.
enum class Side { truth, knowledge, response, service };
constexpr auto vocabulary(Side) {
    using enum Side;
    return std::array{Word{truth, "truth"}, Word{knowledge, "knowledge"},
                      Word{response, "response"}, Word{service, "service"}};
}

struct TimelineRow {
    SimTime at;
    std::string when;
    Side side = Side::truth;
    std::string what;
};

/// Where lost member-hours went, in member-hours.
struct CauseShares {
    double attack = 0, precaution = 0, rebuild = 0, testing = 0, other = 0;
    double through_dependency = 0;   ///< part of the sum whose cause lies in another organisation
    double also_without_attack = 0;  ///< part of `attack` that would have been lost anyway
    [[nodiscard]] double sum() const { return attack + precaution + rebuild + testing + other; }
};

/// How often outages were longer than what the services' operators had set as their aim.
struct Overrun {
    std::size_t over = 0;  ///< services of one organisation each whose longest outage is longer
    std::size_t of = 0;    ///< services for which the aim is set
};

/// A line of a table: a region, a service, an organisation, or all.
struct LossRow {
    std::string id;    ///< the same in every language: DE-BW, certificates, ihk-ulm, total
    std::string name;  ///< as people read it
    std::string city;  ///< of an organisation
    std::uint64_t members = 0;
    double outage_hours = 0;   ///< SAIDI: interruptions of more than 3 minutes, mean per member
    double longest_hours = 0;  ///< the longest single outage in it
    CauseShares lost;
    double requests_lost = 0;  ///< deferrable demand that lost patience, member-hours
    double requests_delayed = 0;
    double requests_waiting = 0;          ///< deferrable demand that still waits at the end
    model::Restored half, most, all;      ///< 50, 90, 100 % of the members have it back
    double interruptions_per_member = 0;  ///< SAIFI, of more than 3 minutes
    std::optional<double> hours_per_interruption;  ///< CAIDI; absent without any
    double served_elsewhere_hours = 0;             ///< person-hours
    Overrun rto;                                   ///< recovery time objective (WAZ)
    Overrun mtpd;                                  ///< maximum tolerable period of disruption (MTA)
    /// With a valuation: its lost hours and, where it is of whole organisations, their hosts
    /// destroyed and their crews' work, which belong to no single service.
    std::optional<model::Worth> worth;
    std::vector<model::CurvePoint> curve;  ///< from the start on, in order
    /// By Stage: hours in which services waited for it on their way back, mean per member and
    /// service; all 0 in a scenario without stages of recovery.
    std::array<double, model::stage_count> waited_hours{};
    [[nodiscard]] double waited_in_all() const;
};

/// What the people of a service wait for on its way back, over time.
struct StageCourse {
    /// By Stage: the share of them whose service waits for that; `none`: for nothing.
    using Shares = std::array<double, model::stage_count>;
    /// At as many moments as a picture can show; places on its axis are square roots of time, the
    /// first is the start, the last `RunReport::shown_until`.
    std::vector<Shares> moments;
};

/// People of one organisation who turned to another for a service of theirs that was down.
struct Way {
    std::string service, service_title;  ///< local name, and as people read it
    std::string from, from_name;         ///< id and name
    std::string to, to_name;
    std::vector<model::Flow::Hour> hours;
    double wanted = 0, served = 0;  ///< person-hours, sums of the hours
};

/// A service that people of others turned to.
struct Receiver {
    std::string service, service_title;
    std::string organisation, name;  ///< id and name
    std::vector<model::Load::Hour> hours;
    double wanted = 0, served = 0;  ///< by and to others, person-hours
    std::size_t fullest = 0;  ///< into hours: most were turned away or, if nobody was, most came
};

/// From whom to whom people turned, and what that meant there.
struct Elsewhere {
    std::vector<Way> ways;            ///< most wanted first
    std::vector<Receiver> receivers;  ///< those that had to turn away most first
};

/// What befell one organisation over time, for a map.
struct House {
    std::string id, name, city;
    std::optional<double> latitude, longitude;
    std::uint64_t members = 0;
    std::size_t services = 0;  ///< that people want
    struct Outage {
        std::string service;  ///< its title
        SimTime from;
        std::optional<SimTime> to;  ///< absent: not by the end
    };
    std::vector<Outage> outages;  ///< ascending
    /// Hosts from a moment on, each counted once and for good.
    struct Hosts {
        SimTime at;
        std::uint64_t suspected = 0;
        std::uint64_t attacked = 0;  ///< truth: held by the attacker; known: confirmed
        std::uint64_t broken = 0;    ///< truth: destroyed; known: as users noticed
    };
    std::vector<Hosts> truth, known;  ///< ascending; nothing before the first
};

/// Enough to compute the same result again.
struct Provenance {
    std::string scenario;  ///< id
    std::string scenario_hash;
    std::string program_version;
    std::uint64_t seed = 0;
    std::uint64_t world = 0;
    std::string strategy;  ///< name
    std::string attacker;
    std::string zone;       ///< of the calendar, IANA name
    std::string executive;  ///< as asked for: automatic, sequential, parallel
    unsigned threads = 0;   ///< as asked for; 0: as many as the machine has
    std::uint64_t events = 0;
    bool complete = true;  ///< false: stopped by the user before the horizon
};

/// A decision, to be marked in a chart.
struct Marker {
    SimTime at;
    std::string label;
};

/// What came of aims and duties: one sentence for people, and its figures for programs.
struct Account {
    std::string kind;  ///< date, obligation, data, elsewhere, money
    std::string sentence;
    std::vector<std::pair<std::string, double>> figures;  ///< name with unit, value
};

/// A figure of the scenario that has another value in this world.
struct DrawnFigure {
    std::string path;
    std::string words;    ///< what it is
    std::string value;    ///< in this world
    std::string written;  ///< in the scenario; empty where it says nothing
};

struct RunReport {
    Provenance provenance;
    std::string title;
    std::string strategy_title;
    std::string attacker_title;
    std::string summary_of_scenario;
    std::vector<std::string> alarms;    ///< what must be read before any figure
    std::vector<std::string> summary;   ///< sentences
    std::vector<std::string> cautions;  ///< what to know before believing a figure
    std::vector<DrawnFigure> drawn;     ///< by study, where figures are uncertain
    std::vector<TimelineRow> timeline;
    std::vector<Marker> decisions;
    LossRow total;
    std::vector<LossRow> by_service;
    std::vector<StageCourse> stages;  ///< as by_service; empty without stages of recovery
    std::vector<LossRow> by_region;
    std::vector<LossRow> by_organisation;
    std::vector<Account> accounts;
    std::vector<House> houses;  ///< by organisation with people; empty without a trace
    Elsewhere elsewhere;        ///< empty where nobody turned to others, or without a trace
    SimTime end;                ///< of the simulation
    SimTime shown_until;  ///< end of the charts: shortly after the last change, if that is earlier
    std::string people_one;   ///< member, patient …
    std::string people_many;  ///< members, patients …
    model::HostFigures hosts;
    std::uint64_t all_hosts = 0;
    std::string currency;  ///< of the scenario's valuation; empty without one
};

[[nodiscard]] RunReport make_run_report(const model::Plan& plan, const model::RunOptions& options,
                                        const model::RunResult& result, const Text& text);

/// `calendar`: of the world's plan.
[[nodiscard]] Document run_document(const RunReport& report, const Calendar& calendar,
                                    const Text& text);
[[nodiscard]] std::string as_json(const RunReport& report, const model::Plan& plan);
/// metrics.csv: one line per figure; services.csv: one line per organisation and service;
/// organisations.csv: one line per organisation; curve.csv: the share of people who have their
/// services, a line for each change. The same in every language.
[[nodiscard]] std::string metrics_csv(const RunReport& report);
[[nodiscard]] std::string organisations_csv(const model::Plan& plan, const RunReport& report);
[[nodiscard]] std::string curve_csv(const RunReport& report, const Calendar& calendar);
[[nodiscard]] std::string services_csv(const model::Plan& plan, const model::RunResult& result);
/// trace.jsonl: one JSON object per event, with its cause.
[[nodiscard]] std::string trace_jsonl(const model::Plan& plan, const model::RunOptions& options,
                                      const model::RunResult& result);

/// A file of a result: its name and its whole text.
struct ResultFile {
    std::string name;
    std::string text;
};

/// All files of a run: trace.jsonl, metrics.csv, services.csv, organisations.csv, curve.csv;
/// elsewhere.csv and elsewhere_load.csv
/// where people turned to others; report.html and, last, run.json.
[[nodiscard]] std::vector<ResultFile> files_of_run(const RunReport& report, const model::Plan& plan,
                                                   const model::RunOptions& options,
                                                   const model::RunResult& result,
                                                   const Text& text);

}  // namespace kammerspiel::report
