#include "kammerspiel/report/exercise_papers.hpp"

#include <fmt/format.h>

#include "analysis/report/document/results_json.hpp"
#include "analysis/report/papers/evaluation_guide.hpp"
#include "analysis/report/papers/feedback_form.hpp"
#include "analysis/report/papers/paper_set.hpp"
#include "kammerspiel/base/sha256.hpp"
#include "kammerspiel/exercise/msel.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::report {
namespace {

using namespace papers;

/// A file that is no page: what it is, for the index.
struct Extra {
    ResultFile file;
    Audience audience = Audience::controllers;
    std::string what;
};

/// All three, the present one between arrows, so that the way shows.
std::string state_in_words(const PaperWords& words) {
    const ExerciseMaterial& material = words.material();
    std::vector<std::string> steps;
    for (const PapersState one : Words<PapersState>::values) {
        const std::string word = words(fmt::format("papers.state.{}", word_of(one)));
        steps.push_back(one == material.state() ? fmt::format("▶ {} ◀", word) : word);
    }
    const auto whole = [&](std::size_t n) {
        return words.text().whole(static_cast<std::int64_t>(n));
    };
    return fmt::format("{}. {}", fmt::join(steps, " → "),
                       words(fmt::format("papers.state_means.{}", word_of(material.state())),
                             {{"observations", whole(material.seen.observations.size())},
                              {"entries", whole(material.seen.log.size())}}));
}

/// What the set consists of, with the readers that each may have.
Paper index_of(const std::vector<Paper>& all, const std::vector<Extra>& extras,
               const PaperWords& words) {
    Paper index =
        words.paper("index", words("papers.index", {{"exercise", words(words.exercise().title)}}),
                    Audience::controllers);
    const PapersState state = words.material().state();
    index.subtitle = words(fmt::format("papers.state.{}", word_of(state)));
    index.blocks.emplace_back(Paragraph{state_in_words(words), Paragraph::Kind::answer});
    index.blocks.emplace_back(Paragraph{words("papers.index_note"), Paragraph::Kind::caution});
    for (const Audience audience : Words<Audience>::values) {
        Links links;
        for (const Paper& paper : all) {
            if (paper.audience != audience) continue;
            links.links.push_back({paper.name + ".html", paper.title, paper.subtitle});
        }
        for (const Extra& extra : extras) {
            if (extra.audience != audience) continue;
            links.links.push_back({extra.file.name, extra.file.name, extra.what});
        }
        if (links.links.empty()) continue;
        index.blocks.emplace_back(
            Heading{2, words(fmt::format("papers.readers.{}", word_of(audience)))});
        index.blocks.emplace_back(std::move(links));
    }
    if (!words.material().study) {
        index.blocks.emplace_back(Paragraph{
            words("papers.no_study", {{"scenario", words.material().report.provenance.scenario}}),
            Paragraph::Kind::note});
    }
    return index;
}

/// For programs: what there is, and from what it was made.
std::string manifest(const std::vector<Paper>& all, const std::vector<ResultFile>& files,
                     const PaperWords& words) {
    const Provenance& from = words.material().report.provenance;
    Json json = provenance({.scenario = from.scenario,
                            .scenario_hash = from.scenario_hash,
                            .seed = from.seed,
                            .program_version = from.program_version});
    json.update(Json{{"world", from.world},
                     {"strategy", from.strategy},
                     {"attacker", from.attacker},
                     {"language", std::string(code(words.text().language()))},
                     {"tlp", PaperWords::tlp(words.exercise().tlp)},
                     {"state", word_of(words.material().state())},
                     {"observations", words.material().seen.observations.size()},
                     {"log_entries", words.material().seen.log.size()},
                     {"feedback_forms", words.material().seen.feedback.size()},
                     {"papers", Json::array()}});
    for (const Paper& paper : all) {
        json["papers"].push_back(
            {{"name", paper.name}, {"title", paper.title}, {"audience", word_of(paper.audience)}});
    }
    json["files"] = Json::array();
    for (const ResultFile& file : files) json["files"].push_back(file.name);
    // So that what is changed by hand later is told from what was written.
    json["sha256"] = Json::object();
    for (const ResultFile& file : files) {
        Sha256 digest;
        digest.add(file.text);
        json["sha256"][file.name] = digest.finish();
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string edge_of(const PaperWords& words, Audience audience) {
    const Marking marking = words.paper("", "", audience).marking;
    return fmt::format("{} · {} · {} · {}", marking.exercise, marking.tlp, marking.audience,
                       marking.provenance);
}

/// The list of injects in every layout, for spreadsheets, other programs and calendars.
void add_msel(const PaperWords& words, std::vector<Extra>& extras) {
    const ExerciseMaterial& material = words.material();
    const std::string edge = edge_of(words, Audience::controllers);
    const auto add = [&](const std::string& name, std::string bytes, std::string what) {
        extras.push_back(
            {{"control/" + name, std::move(bytes)}, Audience::controllers, std::move(what)});
    };
    for (const exercise::MselLayout layout :
         {exercise::MselLayout::superset, exercise::MselLayout::standard,
          exercise::MselLayout::hseep, exercise::MselLayout::mitre}) {
        const bool is_all = layout == exercise::MselLayout::superset;
        const std::string name =
            is_all ? std::string("msel") : fmt::format("msel-{}", word_of(layout));
        add(name + ".xlsx",
            exercise::msel_xlsx(material.exercise, material.schedule, layout, edge, words.text()),
            is_all ? words("papers.msel")
                   : words("papers.msel_layout", {{"layout", word_of(layout)}}));
        add(name + ".csv",
            exercise::msel_csv(material.exercise, material.schedule, layout, words.text()),
            words("papers.msel_csv"));
    }
    add("msel.ics",
        exercise::msel_icalendar(material.exercise, material.schedule, edge, words.text()).bytes,
        words("papers.msel_calendar"));
    std::vector<scenario::Inject> drafts;
    for (const exercise::ScheduledInject& one : material.schedule.injects) {
        if (one.is_derived) drafts.push_back(one.inject);
    }
    if (drafts.empty()) return;
    add("drafted-injects.yaml", exercise::injects_yaml(drafts, material.plan.calendar()),
        words("papers.drafts"));
}

/// What is filled in on a computer.
void add_forms(const PaperWords& words, std::vector<Extra>& extras) {
    const std::string edge = edge_of(words, Audience::evaluators);
    extras.push_back(
        {{"evaluators/evaluation.xlsx", sheet::as_xlsx({evaluation_sheet(words)}, edge)},
         Audience::evaluators,
         words("papers.evaluation_sheet")});
    extras.push_back({{"evaluators/log.xlsx", sheet::as_xlsx({log_sheet(words)}, edge)},
                      Audience::evaluators,
                      words("papers.log_sheet")});
    extras.push_back({{"evaluators/feedback.xlsx", sheet::as_xlsx({feedback_sheet(words)}, edge)},
                      Audience::evaluators,
                      words("papers.feedback_sheet")});
}

}  // namespace

PaperFiles exercise_papers(const ExerciseMaterial& material, const Text& text) {
    const PaperWords words(material, text);
    ChartEngine engine;
    const std::vector<Paper> all = paper_set(words);
    PaperFiles set;
    const auto add_page = [&](const Paper& paper) {
        set.files.push_back({paper.name + ".html", as_html(paper, engine)});
        set.pages.push_back({paper.name + ".html", paper.marking});
    };
    for (const Paper& paper : all) {
        add_page(paper);
        set.files.push_back({paper.name + ".md", as_markdown(paper)});
    }
    std::vector<Extra> extras;
    if (!material.exercise.moves.empty()) {
        add_msel(words, extras);
        add_forms(words, extras);
    }
    for (const Extra& extra : extras) set.files.push_back(extra.file);
    add_page(index_of(all, extras, words));
    set.files.push_back({"papers.json", manifest(all, set.files, words)});
    return set;
}

}  // namespace kammerspiel::report
