#include <nlohmann/json.hpp>

#include "analysis/report/run/trace_names.hpp"
#include "kammerspiel/base/calendar.hpp"

// trace.jsonl: one event a line, each with its cause. Described in docs/results.md.

namespace kammerspiel::report {
namespace {

using Json = nlohmann::ordered_json;

void add_count(Json& line, const model::TraceRecord& record) {
    switch (counted_by(record.what)) {
        case Counted::nothing: return;
        case Counted::hosts: line["host_count"] = record.count; return;
        case Counted::people: line["people"] = record.count; return;
        case Counted::people_moved: line["people"] = record.count + record.host / 1e6; return;
        case Counted::realms: line["realm_count"] = record.count; return;
        case Counted::not_sent: line["ready_but_not_sent"] = record.count == 1; return;
        case Counted::level: line["level_ppm"] = record.count; return;
        case Counted::pieces: line["pieces"] = record.count; return;
        case Counted::accounts: line["account_count"] = record.count; return;
        case Counted::parts: line["parts"] = record.count; return;
        case Counted::stage: line["stage"] = word_of_count(Counted::stage, record.count); return;
        case Counted::integrity:
            line["integrity"] = word_of_count(Counted::integrity, record.count);
            return;
        case Counted::failure:
            line["reason"] = word_of_count(Counted::failure, record.count);
            return;
    }
    unreachable();
}

Json line_of(const model::Plan& plan, const model::RunOptions& options,
             const model::TraceRecord& record) {
    const RecordNames names = names_of(plan, options, record);
    Json line{{"at", plan.calendar().iso(record.key.at())},
              {"micros", record.key.at().since_start().count()},
              {"process", record.process},
              {"number", record.number},
              {"what", word_of(record.what)},
              {"side", word_of(side_of(record.what))}};
    if (!names.organisation.empty()) line["organisation"] = names.organisation;
    if (!names.subject.empty()) line[std::string(names.subject_kind)] = names.subject;
    const bool has_host = counted_by(record.what) != Counted::people_moved && record.host != 0;
    if (has_host) line["host"] = record.host;
    add_count(line, record);
    if (!names.detail.empty()) line[std::string(names.detail_kind)] = names.detail;
    if (!names.technique.empty()) line["technique"] = names.technique;
    if (!record.cause.is_none()) {
        line["cause"] = {{"process", record.cause.process}, {"number", record.cause.number}};
    }
    return line;
}

}  // namespace

std::string trace_jsonl(const model::Plan& plan, const model::RunOptions& options,
                        const model::RunResult& result) {
    std::string text;
    for (const model::TraceRecord& record : result.trace) {
        text += line_of(plan, options, record).dump(-1, ' ', false, Json::error_handler_t::replace);
        text += '\n';
    }
    return text;
}

}  // namespace kammerspiel::report
