#include <fstream>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/exercise/evaluation.hpp"
#include "kammerspiel/exercise/msel.hpp"
#include "kammerspiel/exercise/schedule.hpp"
#include "kammerspiel/import/import.hpp"
#include "kammerspiel/import/organisation_book.hpp"
#include "kammerspiel/sheet/workbook.hpp"
#include "tests/fuzz/fed_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace kammerspiel::fuzz {
namespace {

const Text& english() {
    static const Text text(Language::en);
    return text;
}

/// One with everything that sheets refer to.
const scenario::Exercise& exercise() {
    static const scenario::Exercise made = [] {
        scenario::Exercise exercise;
        exercise.title = in_both_languages("an exercise");
        exercise.begins = {"2026-12-03T09:00", "Europe/Berlin"};
        scenario::Objective objective;
        objective.name.text = "decide";
        objective.title = in_both_languages("decide early");
        objective.tasks = {in_both_languages("somebody leads")};
        exercise.objectives.push_back(objective);
        scenario::ExerciseGroup group;
        group.name.text = "staff";
        group.title = in_both_languages("crisis team");
        exercise.groups.push_back(group);
        scenario::Move move;
        move.name.text = "first";
        move.title = in_both_languages("first");
        move.takes = minutes(30);
        exercise.moves.push_back(move);
        scenario::Inject inject;
        inject.name.text = "call";
        inject.move.text = "first";
        inject.after = minutes(5);
        inject.title = in_both_languages("a call");
        exercise.injects.push_back(inject);
        return exercise;
    }();
    return made;
}

}  // namespace

void read_workbook(std::string_view bytes) {
    const FedFile file(bytes, ".xlsx");
    Diagnostics out;
    (void)sheet::read_workbook(file.path(), out);
    print(out);
}

void read_msel(std::string_view bytes) {
    const FedFile file(bytes);
    Diagnostics out;
    const auto calendar = Calendar::make("2022-01-03T09:00", "Europe/Berlin").calendar;
    const auto schedule = exercise::schedule_of(
        exercise(), *calendar, std::vector<std::optional<SimTime>>(exercise().injects.size()), {});
    const auto read =
        exercise::read_msel(file.path(), exercise(), schedule, std::nullopt, english(), out);
    ensure(read.added + read.changed + read.unchanged <= read.rows + read.injects.size(),
           "{} rows became more injects", read.rows);
    (void)exercise::injects_yaml(read.injects, *calendar);
    print(out);
}

void read_evaluations(std::string_view bytes) {
    const FedFile file(bytes);
    Diagnostics out;
    (void)exercise::read_evaluations(file.path(), exercise(), out);
    (void)exercise::read_feedback(file.path(), out);
    (void)exercise::read_log(file.path(), exercise(), out);
    print(out);
}

void import_inventory(std::string_view bytes) {
    constexpr std::string_view mark = "=== mapping\n";
    const std::size_t at = bytes.find(mark);
    const FedFile file(bytes.substr(0, at));
    inventories::ImportOptions options{.region = "DE-NW", .kind = "server"};
    if (at != std::string_view::npos) {
        options.mapping = file.folder() / "mapping.csv";
        std::ofstream(*options.mapping, std::ios::binary) << bytes.substr(at + mark.size());
    }
    Diagnostics out;
    const auto imported = inventories::import_inventory(file.path(), std::nullopt, options, out);
    (void)inventories::federation_yaml(imported, english());
    print(out, *imported.lines);
}

void read_book(std::string_view bytes) {
    const FedFile file(bytes, ".xlsx");
    Diagnostics out;
    std::vector<inventories::BookSheet> sheets;
    for (auto& one : sheet::read_workbook(file.path(), out)) {
        sheets.push_back({std::move(one.name), std::move(one.rows)});
    }
    (void)inventories::federation_of_book(sheets, "fed.xlsx", english(), out);
    print(out);
}

}  // namespace kammerspiel::fuzz
