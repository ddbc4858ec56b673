#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/chart/drawing.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/run/loss_table.hpp"
#include "analysis/report/run/trace_names.hpp"

// From the first event to the outage that cost most.

namespace kammerspiel::report::charts {
namespace {

using model::TraceKind;
using model::TraceRecord;

constexpr std::size_t most_boxes = 10;
constexpr std::size_t longest_chain_line = 77;
constexpr std::size_t longest_words = 160;

/// A step, or several that are told as one.
struct Step {
    const TraceRecord* first = nullptr;
    const TraceRecord* last = nullptr;
    std::size_t count = 1;
};

struct Outage {
    federation::ServiceId service;
    double lost = 0;  ///< member-hours
    SimTime begins;
    std::optional<SimTime> ends;
};

class Chain {
   public:
    Chain(const ExerciseMaterial& material, const Text& text) : material_(material), text_(text) {
        for (const TraceRecord& record : material.world.trace) {
            by_cause_.emplace(model::Cause{record.process, record.number}, &record);
        }
    }

    /// Of the service of one organisation that lost most: its longest outage.
    [[nodiscard]] std::optional<Outage> costliest() const {
        const auto& federation = material_.plan.federation();
        std::optional<Outage> worst;
        for (const auto id : services_where(federation, [](const auto&) { return true; })) {
            const double lost =
                loss_of(federation, material_.world.metrics, std::span(&id, 1)).lost.sum();
            if (lost > (worst ? worst->lost : 0.0)) worst = Outage{id, lost, {}, {}};
        }
        if (worst) find_longest(*worst);
        return worst;
    }

    /// From the root to what made the service go down.
    [[nodiscard]] std::vector<Step> steps_to(const Outage& outage) const {
        const TraceRecord* record = nullptr;
        for (const TraceRecord& one : material_.world.trace) {
            if (one.key.at() > outage.begins) break;
            if (one.what == TraceKind::service_down && one.subject == outage.service.value) {
                record = &one;
            }
        }
        std::vector<Step> steps;
        while (record != nullptr && steps.size() < material_.world.trace.size()) {
            steps.push_back({record, record, 1});
            const auto cause = by_cause_.find(record->cause);
            record = cause == by_cause_.end() ? nullptr : cause->second;
        }
        std::reverse(steps.begin(), steps.end());
        return merged(std::move(steps));
    }

    [[nodiscard]] std::string moment(SimTime at) const {
        return text_.short_moment(material_.plan.calendar().local(at));
    }

    [[nodiscard]] std::string words(const Step& step) const {
        if (step.count > 1) {
            return text_("charts.chain.more", {{"count", static_cast<std::int64_t>(step.count)},
                                               {"until", moment(step.last->key.at())}});
        }
        const TraceRecord& record = *step.first;
        const RecordNames names = names_of(material_.plan, material_.options, record);
        const std::string where =
            record.host > 0 ? fmt::format("{}#{}", names.place(), record.host) : names.place();
        return text_(fmt::format("why.record.{}", word_of(record.what)),
                     {{"where", where},
                      {"count", static_cast<std::int64_t>(record.count)},
                      {"level", text_.percent(record.count / 1e6)},
                      {"detail", detail_of(record, names)}});
    }

   private:
    const ExerciseMaterial& material_;
    const Text& text_;
    std::map<model::Cause, const TraceRecord*> by_cause_;

    void find_longest(Outage& outage) const {
        const auto& figures = material_.world.metrics.services[outage.service.index()];
        const SimTime end = material_.report.end;
        Duration longest = Duration::zero();
        std::optional<SimTime> down;
        const auto consider = [&](std::optional<SimTime> up) {
            const Duration span = up.value_or(end) - *down;
            if (span <= longest) return;
            longest = span;
            outage.begins = *down;
            outage.ends = up;
        };
        for (const model::Transition& transition : figures.transitions) {
            if (!transition.up && !down) down = transition.at;
            if (transition.up && down) {
                consider(transition.at);
                down.reset();
            }
        }
        if (down) consider(std::nullopt);
    }

    std::string detail_of(const TraceRecord& record, const RecordNames& names) const {
        if (record.what != TraceKind::given_at_start) return names.detail;
        return text_(material_.plan.scenario().known_at_start[record.detail].text);
    }

    /// The beginning and the end are told; what is between them is one step.
    static std::vector<Step> merged(std::vector<Step> steps) {
        // One box is for the end of the outage.
        constexpr std::size_t most = most_boxes - 1;
        if (steps.size() <= most) return steps;
        constexpr std::ptrdiff_t head = 4;
        constexpr std::ptrdiff_t tail = static_cast<std::ptrdiff_t>(most) - head - 1;
        Step middle{(steps.begin() + head)->first, (steps.end() - tail - 1)->last,
                    steps.size() - most + 1};
        steps.erase(steps.begin() + head, steps.end() - tail);
        steps.insert(steps.begin() + head, middle);
        return steps;
    }
};

Json box(const std::string& when, const std::string& kind, std::string_view side,
         const std::string& words) {
    Json lines = Json::array();
    for (const std::string& line : wrapped(fitting(words, longest_words), longest_chain_line)) {
        lines.push_back(line);
    }
    return {{"when", when}, {"kind", kind}, {"side", side}, {"lines", lines}};
}

}  // namespace

Picture causal_chain(const ExerciseMaterial& material, const Text& text) {
    const Chain chain(material, text);
    Drawing drawing;
    Picture& picture = drawing.picture;
    picture.data = {.title = text("charts.table.chain"),
                    .note = {},
                    .columns = {{.heading = text("charts.column.when"), .is_text = true},
                                {.heading = text("charts.column.side"), .is_text = true},
                                {.heading = text("charts.column.what"), .is_text = true}},
                    .rows = {}};
    picture.title = text("report.summary.nothing_lost");
    picture.alternative = picture.title;
    const auto outage = chain.costliest();
    if (!outage) return finished(std::move(drawing));
    const std::vector<Step> steps = chain.steps_to(*outage);
    if (steps.empty()) return finished(std::move(drawing));
    const federation::Federation& federation = material.plan.federation();
    const federation::Service& service = federation.services[outage->service.index()];
    const std::string& title = text(service.title);
    const std::vector<Argument> finding{
        {"service", title.empty() ? service.local_name : title},
        {"organisation", federation.of(service.organisation).name},
        {"span", text.span(outage->ends.value_or(material.report.end) - outage->begins)},
        {"hours", text.rough(outage->lost)}};
    picture.title = text(outage->ends ? "charts.title.chain" : "charts.title.chain_open", finding);
    picture.note = text("charts.note.chain");
    drawing.kind = "causal_chain";
    Json boxes = Json::array();
    const auto add = [&](SimTime at, Side side, const std::string& words) -> Json& {
        const std::string kind = text(fmt::format("charts.side.{}", word_of(side)));
        picture.data.rows.push_back({chain.moment(at), kind, words});
        boxes.push_back(box(chain.moment(at), kind, word_of(side), words));
        return boxes.back();
    };
    for (const Step& step : steps) {
        Json& drawn = add(step.first->key.at(), side_of(step.first->what), chain.words(step));
        drawn["is_more"] = step.count > 1;
    }
    boxes.back()["is_end"] = true;
    if (outage->ends) add(*outage->ends, Side::service, text("charts.chain.back", finding));
    drawing.data = {{"boxes", boxes}};
    std::vector<std::string> told;
    for (const auto& row : picture.data.rows) told.push_back(row[0] + ": " + row[2]);
    picture.alternative =
        text("charts.alternative.chain",
             {{"finding", picture.title}, {"steps", fmt::format("{}", fmt::join(told, "; "))}});
    return finished(std::move(drawing));
}

}  // namespace kammerspiel::report::charts
