#include "kammerspiel/report/exercise_papers.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "analysis/report/papers/evaluation_guide.hpp"
#include "analysis/report/papers/paper_set.hpp"
#include "analysis/report/spreadsheet.hpp"

namespace kammerspiel::report {
namespace {

using namespace papers;
using Json = nlohmann::ordered_json;

constexpr std::array audiences{"players", "controllers", "evaluators", "decision_makers",
                               "everybody"};

std::string word_of(Audience audience) { return audiences[static_cast<std::size_t>(audience)]; }

/// What the set consists of, with the readers that each may have.
Paper index_of(const std::vector<Paper>& all, const PaperWords& words) {
    Paper index = words.paper(
        "index", words("papers.index", {{"exercise", words.in_language(words.exercise().title)}}),
        Audience::controllers);
    index.blocks.emplace_back(Paragraph{words("papers.index_note"), Paragraph::Kind::caution});
    for (std::size_t audience = 0; audience < audiences.size(); ++audience) {
        Links links;
        for (const Paper& paper : all) {
            if (static_cast<std::size_t>(paper.audience) != audience) continue;
            links.links.push_back({paper.name + ".html", paper.title, paper.subtitle});
        }
        if (links.links.empty()) continue;
        index.blocks.emplace_back(
            Heading{2, words(fmt::format("papers.readers.{}", audiences[audience]))});
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
std::string manifest(const std::vector<Paper>& all, const PaperWords& words) {
    const Provenance& from = words.material().report.provenance;
    Json json{{"program", "kammerspiel"},
              {"version", from.program_version},
              {"scenario", from.scenario},
              {"scenario_hash", from.scenario_hash},
              {"seed", from.seed},
              {"world", from.world},
              {"strategy", from.strategy},
              {"attacker", from.attacker},
              {"language", std::string(code(words.text().language()))},
              {"tlp", PaperWords::tlp(words.exercise().tlp)},
              {"papers", Json::array()}};
    for (const Paper& paper : all) {
        json["papers"].push_back(
            {{"name", paper.name}, {"title", paper.title}, {"audience", word_of(paper.audience)}});
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// What is filled in on a computer.
void add_sheets(const PaperWords& words, std::vector<ResultFile>& files) {
    const Marking marking = words.paper("", "", Audience::evaluators).marking;
    const std::string edge = fmt::format("{} · {} · {} · {}", marking.exercise, marking.tlp,
                                         marking.audience, marking.provenance);
    files.push_back({"evaluators/evaluation.xlsx", as_xlsx({evaluation_sheet(words)}, edge)});
    files.push_back({"evaluators/log.xlsx", as_xlsx({log_sheet(words)}, edge)});
}

}  // namespace

PaperFiles exercise_papers(const ExerciseMaterial& material, const Text& text) {
    const PaperWords words(material, text);
    const ChartMaker charts(text);
    const std::vector<Paper> all = paper_set(words, charts);
    PaperFiles set;
    const auto add_page = [&](const Paper& paper) {
        set.files.push_back({paper.name + ".html", as_html(paper)});
        set.pages.push_back({paper.name + ".html", paper.marking});
    };
    for (const Paper& paper : all) {
        add_page(paper);
        set.files.push_back({paper.name + ".md", as_markdown(paper)});
    }
    if (!material.exercise.moves.empty()) add_sheets(words, set.files);
    add_page(index_of(all, words));
    set.files.push_back({"papers.json", manifest(all, words)});
    return set;
}

}  // namespace kammerspiel::report
