#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/run.hpp"

// One world as people read it: headline figures, a timeline, tables; and its writers. No figure is
// computed here that the model's metrics do not already hold: only sums, shares and words.

namespace kammerspiel::report {

/// Whose knowledge a line of the timeline is: what is so, what staff know, what they do, what
/// members notice.
enum class Side { truth, knowledge, response, service };

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

/// A line of a table: a region, a service, an organisation, or all.
struct LossRow {
    std::string name;
    std::string city;  ///< of an organisation
    std::uint64_t members = 0;
    double outage_hours = 0;   ///< below the level that counts as up, mean per member
    double longest_hours = 0;  ///< the longest single outage in it
    CauseShares lost;
    double requests_lost = 0;  ///< deferrable demand that lost patience, member-hours
    double requests_delayed = 0;
    model::Restored half, most, all;  ///< 50, 90, 100 % of the members have it back
    std::vector<model::CurvePoint> curve;
};

struct Provenance {
    std::string scenario;  ///< id
    std::string scenario_hash;
    std::string program_version;
    std::uint64_t seed = 0;
    std::uint64_t world = 0;
    std::string strategy;  ///< name
    std::string attacker;
};

struct RunReport {
    Provenance provenance;
    std::string title;
    std::string strategy_title;
    std::string attacker_title;
    std::string summary_of_scenario;
    std::vector<std::string> summary;   ///< sentences
    std::vector<std::string> cautions;  ///< what to know before believing a figure
    std::vector<TimelineRow> timeline;
    LossRow total;
    std::vector<LossRow> by_service;
    std::vector<LossRow> by_region;
    std::vector<LossRow> by_organisation;
    SimTime end;
    std::string people_many;  ///< members, patients …
    model::HostFigures hosts;
    std::uint64_t all_hosts = 0;
};

[[nodiscard]] RunReport make_run_report(const model::Plan& plan, const model::RunOptions& options,
                                        const model::RunResult& result, const Text& text);

/// For a terminal `width` columns wide.
[[nodiscard]] std::string as_text(const RunReport& report, const model::Plan& plan,
                                  const Text& text, bool colour);
/// One self-contained page: no script from elsewhere, no network access.
[[nodiscard]] std::string as_html(const RunReport& report, const model::Plan& plan,
                                  const Text& text);
[[nodiscard]] std::string as_json(const RunReport& report, const model::Plan& plan);
/// metrics.csv: one line per figure; services.csv: one line per organisation and service.
[[nodiscard]] std::string metrics_csv(const RunReport& report);
[[nodiscard]] std::string services_csv(const model::Plan& plan, const model::RunResult& result);
/// trace.jsonl: one JSON object per event, with its cause.
[[nodiscard]] std::string trace_jsonl(const model::Plan& plan, const model::RunOptions& options,
                                      const model::RunResult& result);

/// Writes trace.jsonl, metrics.csv, services.csv, report.html and, last, run.json into `folder`:
/// a folder with run.json is complete. Throws FileError.
void write_run(const std::filesystem::path& folder, const RunReport& report,
               const model::Plan& plan, const model::RunOptions& options,
               const model::RunResult& result, const Text& text);

}  // namespace kammerspiel::report
