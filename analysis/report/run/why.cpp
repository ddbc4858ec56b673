#include "kammerspiel/report/why.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/document/results_json.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/run/trace_names.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

using model::Availability;
using model::Reason;
using model::Standing;
using model::TraceRecord;

std::string name_of(const model::Plan& plan, const Standing& what) {
    const federation::Federation& federation = plan.federation();
    switch (what.kind) {
        case Standing::Kind::host_group: return federation.host_groups[what.id].name;
        case Standing::Kind::service: return federation.services[what.id].name;
        case Standing::Kind::link: return federation.links[what.id].name;
    }
    unreachable();
}

class WhyTeller {
   public:
    WhyTeller(const model::Plan& plan, const model::RunOptions& options, const Text& text)
        : plan_(plan), options_(options), text_(text) {}

    std::string tell(const model::Explanation& why) {
        const Standing& what = why.reason.what;
        std::string out = text_("why.asked", {{"what", name_of(plan_, what)},
                                              {"when", moment(why.at)},
                                              {"state", state_of(what)}}) +
                          "\n";
        if (what.level == PartsPerMillion::full()) return out;
        if (!why.reason.lacks.empty()) {
            out += "\n" + heading(why.reason) + "\n";
            for (const Reason& lack : why.reason.lacks) out += branch(lack, 1);
        }
        out += chains(why.reason);
        return out;
    }

   private:
    const model::Plan& plan_;
    const model::RunOptions& options_;
    const Text& text_;

    std::string moment(SimTime at) const { return text_.short_moment(plan_.calendar().local(at)); }

    std::string heading(const Reason& reason) const {
        const auto count = static_cast<std::int64_t>(reason.lacks.size());
        if (reason.alternatives) {
            return text_("why.lacked.alternatives",
                         {{"count", static_cast<std::int64_t>(reason.enough)}});
        }
        return text_("why.lacked", {{"count", count}});
    }

    std::string state_of(const Standing& what) const {
        switch (what.kind) {
            case Standing::Kind::host_group: return hosts_of(what);
            case Standing::Kind::link:
                return text_(what.is_open ? "why.link.broken" : "why.link.closed");
            case Standing::Kind::service: break;
        }
        if (what.level == PartsPerMillion::full()) return text_("why.service.up");
        if (what.is_starting) return text_("why.service.starting");
        const std::string state = service_state(what);
        if (what.stage == model::Stage::none) return state;
        return text_("why.waits", {{"state", state}, {"stage", stage(what.stage)}});
    }

    std::string stage(model::Stage stage) const {
        return text_(fmt::format("report.stage.{}", word_of(stage)));
    }

    std::string service_state(const Standing& what) const {
        const std::string level = text_.percent(what.level.share());
        // What does not run and yet is not at 0 lives on its workaround.
        const bool is_at_0 = what.level == PartsPerMillion();
        if (!what.is_running && !is_at_0)
            return text_("why.service.workaround", {{"level", level}});
        if (!what.is_running) return text_("why.service.down", {{"level", level}});
        return text_("why.service.level", {{"level", level}});
    }

    std::string hosts_of(const Standing& what) const {
        const std::uint32_t all = plan_.federation().host_groups[what.id].count;
        static constexpr std::array<std::pair<Availability, std::string_view>, 5> states{
            {{Availability::attack, "why.hosts.attack"},
             {Availability::attack_and_off, "why.hosts.attack_and_off"},
             {Availability::precaution, "why.hosts.precaution"},
             {Availability::rebuild, "why.hosts.rebuild"},
             {Availability::testing, "why.hosts.testing"}}};
        std::string words;
        for (const auto& [state, key] : states) {
            const std::uint32_t hosts = what.hosts[static_cast<std::size_t>(state)];
            if (hosts == 0) continue;
            words += words.empty() ? "" : ", ";
            words += text_(
                key, {{"count", static_cast<std::int64_t>(hosts)}, {"all", text_.whole(all)}});
        }
        return words.empty() ? text_("why.hosts.other") : words;
    }

    // As deep as the tree, in which nothing is told twice.
    // NOLINTNEXTLINE(misc-no-recursion)
    std::string branch(const Reason& reason, std::size_t depth) const {
        std::string line = std::string(2 * depth, ' ') + "- " +
                           text_("why.branch", {{"what", name_of(plan_, reason.what)},
                                                {"state", state_of(reason.what)}});
        if (reason.is_told) line += " " + text_("why.told");
        line += "\n";
        for (const Reason& lack : reason.lacks) line += branch(lack, depth + 1);
        return line;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    static void collect_ends(const Reason& reason, std::vector<const Reason*>& ends) {
        if (reason.is_told) return;
        if (reason.lacks.empty()) ends.push_back(&reason);
        for (const Reason& lack : reason.lacks) collect_ends(lack, ends);
    }

    /// Each way back to a root once: things that fell by one event share it.
    std::string chains(const Reason& reason) const {
        std::vector<const Reason*> ends;
        collect_ends(reason, ends);
        if (ends.empty()) ends.push_back(&reason);
        std::vector<model::Cause> told;
        std::string out;
        for (const Reason* end : ends) {
            const auto& chain = end->what.chain;
            if (chain.empty()) continue;
            // Where several things lost their hosts, what differs is the last step alone.
            const TraceRecord& shared = chain.size() > 1 ? chain[1] : chain[0];
            const model::Cause mark{shared.process, shared.number};
            if (std::find(told.begin(), told.end(), mark) != told.end()) continue;
            told.push_back(mark);
            out += "\n" + text_("why.chain", {{"what", name_of(plan_, end->what)}}) + "\n";
            for (const TraceRecord& record : chain) out += step(record);
        }
        return out;
    }

    std::string step(const TraceRecord& record) const {
        const RecordNames names = names_of(plan_, options_, record);
        const std::string where =
            record.host > 0 ? fmt::format("{}#{}", names.place(), record.host) : names.place();
        const std::string what = text_(fmt::format("why.record.{}", word_of(record.what)),
                                       {{"where", where},
                                        {"count", static_cast<std::int64_t>(record.count)},
                                        {"level", text_.percent(record.count / 1e6)},
                                        {"detail", detail_of(record, names)}});
        return fmt::format("  {}  {}\n", moment(record.key.at()), what);
    }

    std::string detail_of(const TraceRecord& record, const RecordNames& names) const {
        if (record.what == model::TraceKind::waits) {
            return stage(static_cast<model::Stage>(record.count));
        }
        if (record.what != model::TraceKind::given_at_start) return names.detail;
        return text_(plan_.scenario().known_at_start[record.detail].text);
    }
};

Json chain_as_json(const model::Plan& plan, const model::RunOptions& options,
                   const std::vector<TraceRecord>& chain) {
    Json all = Json::array();
    for (const TraceRecord& record : chain) {
        const RecordNames names = names_of(plan, options, record);
        all.push_back({{"at", plan.calendar().iso(record.key.at())},
                       {"what", word_of(record.what)},
                       {"subject", names.place()},
                       {"host", record.host},
                       {"count", record.count},
                       {"detail", names.detail}});
    }
    return all;
}

// NOLINTNEXTLINE(misc-no-recursion)
Json as_json(const model::Plan& plan, const model::RunOptions& options, const Reason& reason) {
    static constexpr std::array kinds{"host_group", "service", "link"};
    Json json{{"kind", kinds[static_cast<std::size_t>(reason.what.kind)]},
              {"name", name_of(plan, reason.what)},
              {"level_ppm", reason.what.level.count()},
              {"running", reason.what.is_running},
              {"waits_for", word_of(reason.what.stage)},
              {"told_above", reason.is_told},
              {"alternatives", reason.alternatives},
              {"chain", chain_as_json(plan, options, reason.what.chain)},
              {"lacks", Json::array()}};
    for (const Reason& lack : reason.lacks) json["lacks"].push_back(as_json(plan, options, lack));
    return json;
}

}  // namespace

std::string why_in_words(const model::Plan& plan, const model::RunOptions& options,
                         const model::Explanation& explanation, const Text& text) {
    return with_plain_spaces(WhyTeller(plan, options, text).tell(explanation));
}

std::string why_as_json(const model::Plan& plan, const model::RunOptions& options,
                        const model::Explanation& explanation) {
    const scenario::Scenario& scenario = plan.scenario();
    Json json = provenance({.scenario = scenario.id,
                            .scenario_hash = scenario::hash(scenario),
                            .seed = options.world.seed,
                            .program_version = {}});
    json.update(Json{{"world", options.world.replication},
                     {"strategy", scenario.strategies[options.strategy].name.text},
                     {"attacker", scenario.attackers[options.attacker].name.text},
                     {"at", plan.calendar().iso(explanation.at)},
                     {"reason", as_json(plan, options, explanation.reason)}});
    return json.dump(2) + "\n";
}

}  // namespace kammerspiel::report
