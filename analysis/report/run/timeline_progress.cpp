#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

using model::TraceKind;
using model::TraceRecord;

/// A return that has begun: how many wait for it, how many are back.
class Progress {
   public:
    void add_waiting(std::int64_t count) {
        if (back_ == waiting_) *this = Progress();
        waiting_ += count;
    }

    enum class Milestone { none, first, half, all };
    Milestone add_back(std::int64_t count) {
        if (back_ >= waiting_) return Milestone::none;  // of what went down after that was told
        back_ += count;
        if (back_ >= waiting_) return Milestone::all;
        if (!told_first_) {
            told_first_ = true;
            return Milestone::first;
        }
        if (!told_half_ && 2 * back_ >= waiting_) {
            told_half_ = true;
            return Milestone::half;
        }
        return Milestone::none;
    }

    [[nodiscard]] std::int64_t back() const { return back_; }
    [[nodiscard]] std::int64_t waiting() const { return waiting_; }

   private:
    std::int64_t waiting_ = 0;
    std::int64_t back_ = 0;
    bool told_first_ = false;
    bool told_half_ = false;
};

/// Keys of the sentences that tell them.
struct Milestones {
    const char* first;
    const char* half;
    const char* all;
};
constexpr Milestones links_back{"report.timeline.links_back.first",
                                "report.timeline.links_back.half",
                                "report.timeline.links_back.all"};
constexpr Milestones hosts_back{"report.timeline.hosts_back.first",
                                "report.timeline.hosts_back.half",
                                "report.timeline.hosts_back.all"};

std::string told(const Teller& teller, const TraceRecord& record, const Progress& progress,
                 Progress::Milestone milestone, const Milestones& keys) {
    const std::vector<Argument> arguments{
        {"back", teller.text.whole(progress.back())},
        {"count", progress.waiting()},
        {"where", names_of(teller.plan, teller.options, record).place()}};
    switch (milestone) {
        case Progress::Milestone::none: return {};
        case Progress::Milestone::first: return teller.text(keys.first, arguments);
        case Progress::Milestone::half: return teller.text(keys.half, arguments);
        case Progress::Milestone::all: return teller.text(keys.all, arguments);
    }
    unreachable();
}

}  // namespace

std::vector<TimelineRow> progress_rows(const Teller& teller,
                                       const std::vector<TraceRecord>& trace) {
    std::vector<TimelineRow> rows;
    Progress links;
    Progress hosts;
    const auto back = [&](const TraceRecord& record, Progress& progress, std::int64_t count,
                          const Milestones& keys) {
        const auto milestone = progress.add_back(count);
        if (milestone == Progress::Milestone::none) return;
        rows.push_back(teller.row(record.key.at(), Side::response,
                                  told(teller, record, progress, milestone, keys)));
    };
    for (const TraceRecord& record : trace) {
        if (record.what == TraceKind::link_closed) links.add_waiting(1);
        if (record.what == TraceKind::restore_begun ||
            record.what == TraceKind::default_repair_begun) {
            hosts.add_waiting(record.count);
        }
        if (record.what == TraceKind::link_opened) {
            back(record, links, 1, links_back);
        }
        if (record.what == TraceKind::group_restored) {
            back(record, hosts, record.count, hosts_back);
        }
    }
    return rows;
}

}  // namespace kammerspiel::report
