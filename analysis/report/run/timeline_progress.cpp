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
/// its organisation, however often single hosts come and go meanwhile: the last return is the one.
/// It goes anew where a recovery begins, where its organisation is switched off once more, and
/// where users miss what had been repaired.
class GroupReturns {
   public:
    explicit GroupReturns(const Teller& teller) : teller_(teller) {}

    std::vector<Away> of(const std::vector<TraceRecord>& trace) {
        for (const TraceRecord& record : trace) look_at(record);
        std::stable_sort(all_.begin(), all_.end(),
                         [](const Away& a, const Away& b) { return a.back < b.back; });
        return std::move(all_);
    }

   private:
    const Teller& teller_;
    std::vector<Away> all_;
    std::map<std::uint32_t, SimTime> begun_;         // by organisation
    std::map<std::uint32_t, SimTime> missed_;        // by group: since when once more
    std::map<std::uint32_t, std::size_t> returned_;  // by group, of this recovery

    std::uint32_t owner(std::uint32_t group) const {
        return teller_.plan.federation().host_groups[group].organisation.value;
    }

    void look_at(const TraceRecord& record) {
        const std::uint32_t subject = record.subject;
        const SimTime at = record.key.at();
        switch (record.what) {
            case TraceKind::restore_begun:
            case TraceKind::default_repair_begun:
                if (record.count > 0) goes(subject, at);
                return;
            case TraceKind::switched_off:
            case TraceKind::isolated:
                if (begun_.contains(subject)) goes(subject, at);
                return;
            case TraceKind::users_noticed:
                if (returned_.erase(subject) > 0) missed_[subject] = at;
                return;
            case TraceKind::group_restored: return comes(record);
            default: return;  // nothing else moves whole groups
        }
    }

    void goes(std::uint32_t organisation, SimTime at) {
        begun_[organisation] = at;
        const auto is_its = [&](const auto& one) { return owner(one.first) == organisation; };
        std::erase_if(returned_, is_its);
        std::erase_if(missed_, is_its);
    }

    void comes(const TraceRecord& record) {
        const auto recovery = begun_.find(owner(record.subject));
        if (recovery == begun_.end()) return;
        const auto missed = missed_.find(record.subject);
        const SimTime from = missed == missed_.end() ? recovery->second : missed->second;
        const auto [known, is_new] = returned_.emplace(record.subject, all_.size());
        if (is_new) all_.emplace_back();
        all_[known->second] = {from, record.key.at(), &record};
    }
};

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

    void tell_wave(const std::vector<Away>& all, std::size_t first, std::size_t end) {
        // What comes back more than once in a wave is back with the last time.
        std::vector<Away> away;
        for (std::size_t i = first; i < end; ++i) {
            std::erase_if(away, [&](const Away& one) {
                return one.record->subject == all[i].record->subject;
            });
            away.push_back(all[i]);
        }
        const std::size_t count = away.size();
        if (count == 1) return add(keys_.only, away.front(), 1, 1);
        add(keys_.first, away.front(), 1, count);
        const std::size_t half = (count + 1) / 2 - 1;
        if (half > 0) add(keys_.half, away[half], half + 1, count);
        add(keys_.all, away.back(), count, count);
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
    Returns(teller, hosts_back, rows).tell(GroupReturns(teller).of(trace));
    return rows;
}

}  // namespace kammerspiel::report
