#include "analysis/report/run/timeline.hpp"

#include <algorithm>

#include "analysis/report/run/timeline_parts.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

/// What a reader takes in; beyond it more is told as one.
constexpr std::size_t most_entries = 50;

void append(std::vector<TimelineRow>& rows, std::vector<TimelineRow> more) {
    std::move(more.begin(), more.end(), std::back_inserter(rows));
}

}  // namespace

TimelineRow Teller::row(SimTime at, Side side, std::string what) const {
    return {at, text.short_moment(plan.calendar().local(at)), side, std::move(what)};
}

std::vector<TimelineRow> make_timeline(const model::Plan& plan, const model::RunOptions& options,
                                       const model::RunResult& result, const Text& text) {
    const Teller teller{plan, options, text};
    std::vector<TimelineRow> rows;
    const Duration longest = result.metrics.end - SimTime::start();
    for (Duration gap = hours(12);; gap = gap * 2) {
        rows = event_rows(teller, result.trace, gap);
        append(rows, service_rows(teller, result, gap / 4));
        append(rows, progress_rows(teller, result.trace));
        if (rows.size() <= most_entries || gap > longest) break;
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const TimelineRow& a, const TimelineRow& b) { return a.at < b.at; });
    return rows;
}

std::vector<Marker> decisions_of(const model::Plan& plan, const model::RunOptions& options,
                                 const model::RunResult& result) {
    std::vector<Marker> decisions;
    for (const model::TraceRecord& record : result.trace) {
        if (record.what != model::TraceKind::play_decided) continue;
        decisions.push_back({record.key.at(), names_of(plan, options, record).detail});
    }
    return decisions;
}

}  // namespace kammerspiel::report
