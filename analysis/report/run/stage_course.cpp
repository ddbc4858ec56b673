#include "analysis/report/run/stage_course.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/model/metrics.hpp"

namespace kammerspiel::report {
namespace {

/// As fine as a page can show.
constexpr int moments = 240;

/// Evenly over an axis on which the first days have more room (charts::days_axis).
SimTime moment(int number, SimTime until) {
    const double place = static_cast<double>(number) / moments;
    const auto span = static_cast<double>((until - SimTime::start()).count());
    return SimTime::start() + Duration::micros(std::llround(span * place * place));
}

/// What waits for what, as the trace tells it from record to record.
class Waiting {
   public:
    Waiting(const federation::Federation& federation, std::span<const LossRow> services)
        : rows_(services.size()),
          row_of_(federation.services.size()),
          weight_(federation.services.size()),
          stage_(federation.services.size(), model::Stage::none) {
        for (std::size_t s = 0; s < federation.services.size(); ++s) {
            const federation::Service& service = federation.services[s];
            const auto row =
                std::find_if(services.begin(), services.end(),
                             [&](const LossRow& one) { return one.id == service.local_name; });
            row_of_[s] = static_cast<std::size_t>(row - services.begin());
            if (row == services.end() || !model::is_wanted(federation, federation::ServiceId{s}))
                continue;
            weight_[s] = static_cast<double>(federation.of(service.organisation).members);
            Row& its = rows_[row_of_[s]];
            its.all += weight_[s];
            its.waiting[0] += weight_[s];
        }
    }

    void apply(const model::TraceRecord& record) {
        if (record.what != model::TraceKind::waits || weight_[record.subject] <= 0) return;
        auto& waiting = rows_[row_of_[record.subject]].waiting;
        model::Stage& stage = stage_[record.subject];
        waiting[static_cast<std::size_t>(stage)] -= weight_[record.subject];
        stage = static_cast<model::Stage>(record.count);
        waiting[static_cast<std::size_t>(stage)] += weight_[record.subject];
    }

    [[nodiscard]] StageCourse::Shares shares(std::size_t row) const {
        StageCourse::Shares shares = rows_[row].waiting;
        for (double& share : shares) share = rows_[row].all > 0 ? share / rows_[row].all : 0;
        return shares;
    }

   private:
    struct Row {
        double all = 0;  ///< people
        StageCourse::Shares waiting{};
    };
    std::vector<Row> rows_;
    std::vector<std::size_t> row_of_;  ///< by service; as many as there are rows: of none
    std::vector<double> weight_;
    std::vector<model::Stage> stage_;
};

}  // namespace

std::vector<StageCourse> stage_courses(const federation::Federation& federation,
                                       std::span<const model::TraceRecord> trace,
                                       std::span<const LossRow> services, SimTime until) {
    const bool any = std::any_of(trace.begin(), trace.end(), [](const model::TraceRecord& record) {
        return record.what == model::TraceKind::waits;
    });
    if (!any || until <= SimTime::start()) return {};
    std::vector<StageCourse> courses(services.size());
    Waiting waiting(federation, services);
    auto next = trace.begin();
    for (int i = 0; i <= moments; ++i) {
        const SimTime now = moment(i, until);
        while (next != trace.end() && next->key.at() <= now) waiting.apply(*next++);
        for (std::size_t row = 0; row < services.size(); ++row) {
            courses[row].moments.push_back(waiting.shares(row));
        }
    }
    return courses;
}

}  // namespace kammerspiel::report
