#include "key_families.hpp"

#include <fmt/format.h>

#include "analysis/report/document/paper.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/timeline_parts.hpp"
#include "cli/converters.hpp"
#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"
#include "kammerspiel/exercise/msel_columns.hpp"
#include "kammerspiel/graph/attack_cut.hpp"
#include "kammerspiel/incidents/leave_one_out.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "sim/import/book_words.hpp"

namespace kammerspiel::test {
namespace {

using namespace scenario;
using exercise::LogEntry;
using exercise::Rating;
using report::CauseOfLoss;

template <class Parts>
KeyFamily with_each(std::string pattern, const Parts& parts) {
    KeyFamily family{std::move(pattern), {}};
    for (const auto& part : parts) {
        family.keys.push_back(fmt::format(fmt::runtime(family.pattern), part));
    }
    return family;
}

template <HasWords Enum>
KeyFamily with_words(std::string pattern) {
    std::vector<std::string> words;
    for (const std::string_view word : Words<Enum>::list) words.push_back(as_key(word));
    return with_each(std::move(pattern), words);
}

std::vector<int> up_to(int last) {
    std::vector<int> numbers;
    for (int i = 1; i <= last; ++i) numbers.push_back(i);
    return numbers;
}

std::vector<std::string_view> metric_names() {
    std::vector<std::string_view> names;
    for (const ensemble::MetricInfo& metric : ensemble::metrics()) names.push_back(metric.name);
    return names;
}

/// Kinds of records whose line in the timeline depends on nothing else.
std::vector<std::string_view> told_kinds() {
    using model::TraceKind;
    std::vector<std::string_view> words;
    for (const TraceKind kind : Words<TraceKind>::values) {
        const bool has_several = kind == TraceKind::compromised ||
                                 kind == TraceKind::play_triggered ||
                                 kind == TraceKind::play_decided;
        if (report::is_told(kind) && !has_several) words.push_back(word_of(kind));
    }
    return words;
}

}  // namespace

std::vector<KeyFamily> key_families() {
    constexpr auto taken = words_between<Integrity::foothold, Integrity::controlled>;
    using Differs = ensemble::Mismatch::What;
    constexpr auto of_shards = words_between<Differs::version, Differs::places>;
    return {
        with_each("base.weekday.{}", up_to(7)),
        with_each("base.month.{}", up_to(12)),
        with_words<report::Side>("report.side.{}"),
        with_words<report::Side>("charts.side.{}"),
        with_words<CauseOfLoss>("report.cause.{}"),
        with_words<CauseOfLoss>("report.cause_short.{}"),
        with_words<CauseOfLoss>("report.column.{}"),
        with_words<CauseOfLoss>("sheets.cause.{}"),
        with_words<InjectMode>("cards.head.{}"),
        {"report.region.{}", {}, true},
        with_each("report.timeline.{}", told_kinds()),
        with_each("report.timeline.compromised.{}", taken),
        with_words<Decider>("report.timeline.play_triggered.{}"),
        with_words<Decider>("report.timeline.play_decided.{}"),
        with_words<model::TraceKind>("why.record.{}"),
        with_words<model::Stage>("report.stage.{}"),
        with_each("compare.metric.{}", metric_names()),
        with_words<Confidence>("compare.confidence.{}"),
        with_words<Confidence>("evidence.confidence.{}"),
        with_words<Observed::Confidence>("backtest.confidence.{}"),
        with_words<incidents::Method>("forecast.method.{}"),
        with_words<incidents::Kind>("forecast.kind.{}"),
        with_words<incidents::What>("incidents.what.{}"),
        with_words<graph::CutTarget>("cuts.target.{}"),
        with_words<graph::CutTarget>("cuts.strategy.cut.{}"),
        with_words<graph::CutTarget>("cuts.strategy.block.{}"),
        with_words<HostKind>("derived.hosts.{}"),
        with_words<DerivedInjects::About>("derived.{}.from"),
        with_words<DerivedInjects::About>("derived.{}.title"),
        with_words<DerivedInjects::About>("derived.{}.message"),
        with_words<DerivedInjects::About>("derived.{}.expected"),
        with_words<Rating>("evaluation.rating.{}"),
        with_words<Rating>("evaluation.rating.{}.short"),
        with_words<Rating>("evaluation.rating.{}.meaning"),
        with_each("evaluation.heading.{}", exercise::evaluation_columns),
        with_each("evaluation.element.{}", exercise::elements),
        with_each("evaluation.log.heading.{}", exercise::log_columns),
        with_words<LogEntry::Kind>("evaluation.log.kind.{}"),
        with_each("feedback.heading.{}", exercise::feedback_columns),
        with_each("feedback.statement.{}", exercise::feedback_statements),
        with_words<exercise::Feedback::Priority>("feedback.priority.{}"),
        with_words<exercise::MselColumn>("msel.superset.{}"),
        with_words<Inject::Type>("msel.type.{}"),
        with_words<InjectMode>("msel.mode.{}"),
        with_words<Inject::Status>("msel.status.{}"),
        with_words<report::papers::Audience>("papers.audience.{}"),
        with_words<report::PapersState>("papers.state.{}"),
        with_words<report::PapersState>("papers.state_means.{}"),
        with_words<report::papers::Audience>("papers.readers.{}"),
        with_words<ExerciseType>("papers.exercise_type.{}"),
        with_words<Participant::Role>("papers.role.{}"),
        with_words<cli::Format>("cli.papers.failed.{}"),
        with_words<inventories::BookPart>("book.sheet.{}"),
        with_words<inventories::BookPart>("book.rule.{}"),
        with_words<inventories::BookColumn>("book.column.{}"),
        with_words<inventories::BookColumn>("book.means.{}"),
        with_words<HostKind>("book.kind.{}"),
        with_each("book.profile.{}", inventories::book_profiles),
        with_words<cli::Format>("cli.papers.no_program.{}"),
        with_words<ensemble::Mismatch::What>("cli.compare.other_{}"),
        with_each("shards.other_{}", of_shards),
    };
}

}  // namespace kammerspiel::test
