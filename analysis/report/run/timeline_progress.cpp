#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

using model::TraceKind;
using model::TraceRecord;

/// A thing (host group or link) that is away for a time.
struct Away {
    SimTime from;
    SimTime back;
    const TraceRecord* record = nullptr;  ///< of its return
};

/// Links that are closed and open again.
std::vector<Away> links_of(const std::vector<TraceRecord>& trace) {
    std::vector<Away> all;
    std::map<std::uint32_t, SimTime> closed;
    for (const TraceRecord& record : trace) {
        if (record.what == TraceKind::link_closed) closed.emplace(record.subject, record.key.at());
        if (record.what != TraceKind::link_opened) continue;
        const auto found = closed.find(record.subject);
        if (found == closed.end()) continue;
        all.push_back({found->second, record.key.at(), &record});
        closed.erase(found);
    }
    return all;
}

/// Host groups that wait for a recovery and are whole again. A group counts once for a recovery of
/// its organisation, however often its hosts come and go meanwhile: the last return is the one.
std::vector<Away> groups_of(const Teller& teller, const std::vector<TraceRecord>& trace) {
    std::vector<Away> all;
    std::map<std::uint32_t, SimTime> begun;         // by organisation
    std::map<std::uint32_t, std::size_t> returned;  // by group, of this recovery
    for (const TraceRecord& record : trace) {
        const bool begins = record.what == TraceKind::restore_begun ||
                            record.what == TraceKind::default_repair_begun;
        if (begins && record.count > 0) {
            begun[record.subject] = record.key.at();
            std::erase_if(returned, [&](const auto& one) {
                const auto& group = teller.plan.federation().host_groups[one.first];
                return group.organisation.value == record.subject;
            });
        }
        if (record.what != TraceKind::group_restored) continue;
        const auto& group = teller.plan.federation().host_groups[record.subject];
        const auto recovery = begun.find(group.organisation.value);
        if (recovery == begun.end()) continue;
        const auto [known, is_new] = returned.emplace(record.subject, all.size());
        if (is_new) {
            all.push_back({recovery->second, record.key.at(), &record});
        } else {
            all[known->second].back = record.key.at();
            all[known->second].record = &record;
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Away& a, const Away& b) { return a.back < b.back; });
    return all;
}

/// Keys of the sentences that tell them.
struct Milestones {
    const char* only;
    const char* first;
    const char* half;
    const char* all;
};
constexpr Milestones links_back{
    "report.timeline.links_back.only", "report.timeline.links_back.first",
    "report.timeline.links_back.half", "report.timeline.links_back.all"};
constexpr Milestones hosts_back{
    "report.timeline.hosts_back.only", "report.timeline.hosts_back.first",
    "report.timeline.hosts_back.half", "report.timeline.hosts_back.all"};

class Returns {
   public:
    Returns(const Teller& teller, const Milestones& keys, std::vector<TimelineRow>& rows)
        : teller_(teller), keys_(keys), rows_(rows) {}

    /// Of those that are away together: the first, the half, the last. What is counted is what does
    /// come back, so that each number is so when it is told. `away` is in the order of returns.
    void tell(const std::vector<Away>& away) {
        for (std::size_t first = 0; first < away.size();) {
            std::size_t end = first + 1;
            // One wave, as long as somebody of it is still away when the next one goes.
            SimTime last = away[first].back;
            for (std::size_t i = first + 1; i < away.size() && away[i].from <= last; ++i) {
                last = away[i].back;
                end = i + 1;
            }
            tell_wave(away, first, end);
            first = end;
        }
    }

   private:
    const Teller& teller_;
    const Milestones& keys_;
    std::vector<TimelineRow>& rows_;

    void tell_wave(const std::vector<Away>& away, std::size_t first, std::size_t end) {
        const std::size_t count = end - first;
        if (count == 1) return add(keys_.only, away[first], 1, 1);
        add(keys_.first, away[first], 1, count);
        const std::size_t half = first + (count + 1) / 2 - 1;
        if (half > first) add(keys_.half, away[half], half - first + 1, count);
        add(keys_.all, away[end - 1], count, count);
    }

    void add(const char* key, const Away& one, std::size_t back, std::size_t count) {
        rows_.push_back(teller_.row(
            one.back, Side::response,
            teller_.text(
                key, {{"back", teller_.text.whole(static_cast<std::int64_t>(back))},
                      {"count", static_cast<std::int64_t>(count)},
                      {"where", names_of(teller_.plan, teller_.options, *one.record).place()}})));
    }
};

}  // namespace

std::vector<TimelineRow> progress_rows(const Teller& teller,
                                       const std::vector<TraceRecord>& trace) {
    std::vector<TimelineRow> rows;
    Returns(teller, links_back, rows).tell(links_of(trace));
    Returns(teller, hosts_back, rows).tell(groups_of(teller, trace));
    return rows;
}

}  // namespace kammerspiel::report
