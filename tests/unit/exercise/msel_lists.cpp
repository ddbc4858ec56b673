#include "msel_lists.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "catch.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::test {

using namespace scenario;

MselSample empty_sample() {
    MselSample sample = msel_sample();
    sample.exercise.injects.clear();
    sample.schedule.injects.clear();
    sample.exercise.objectives.push_back(
        {{"speak", {}}, {"speak with one voice", "mit einer Stimme sprechen"}, {}, {}});
    Move third;
    third.name = {"week-later", {}};
    third.title = {"A week later", "Eine Woche später"};
    third.begins = minutes(135);
    third.takes = minutes(60);
    third.scenario = sample.schedule.scenario.at(*Calendar::parse("2022-08-10T08:00"));
    third.pace = 24;
    sample.exercise.moves.push_back(third);
    return sample;
}

std::size_t ReadList::count(std::string_view key) const {
    const auto all = diagnostics.sorted();
    return static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [&](const Diagnostic& one) { return one.message.key == key; }));
}

bool ReadList::notes(std::string_view key) const {
    return std::any_of(import.notes.begin(), import.notes.end(),
                       [&](const Message& note) { return note.key == key; });
}

const Inject& ReadList::titled(const std::string& title) const {
    for (const Inject& one : import.injects) {
        if (one.title.en == title || one.title.de == title) return one;
    }
    FAIL("there is no inject '" + title + "'");
    return import.injects.front();
}

std::int64_t ReadList::minute(const std::string& title) const {
    const Inject& inject = titled(title);
    if (!inject.after) return -1;
    const MselSample sample = empty_sample();
    const auto move = std::find_if(sample.exercise.moves.begin(), sample.exercise.moves.end(),
                                   [&](const Move& one) { return one.name == inject.move; });
    return (move->begins + *inject.after) / minutes(1);
}

ReadList read_list(const std::string& bytes, const exercise::MselOptions& options,
                   const MselSample& sample, const std::string& mapping) {
    const Folder folder;
    std::ofstream(folder / "list", std::ios::binary) << bytes;
    std::optional<std::filesystem::path> map;
    if (!mapping.empty()) {
        map = folder / "mapping";
        std::ofstream(*map, std::ios::binary) << mapping;
    }
    static const std::array languages{Text(Language::en), Text(Language::de)};
    ReadList read;
    read.import = exercise::read_msel(folder / "list", sample.exercise, sample.schedule, map,
                                      languages.front(), read.diagnostics, options);
    // What is said can be said, in both languages.
    for (const Text& text : languages) {
        for (const Diagnostic& one : read.diagnostics.sorted()) {
            CHECK_FALSE(text(one.message).empty());
            CHECK_FALSE(hint_of(one, text).empty());
            for (const Note& note : one.notes) CHECK_FALSE(text(note.message).empty());
        }
        for (const Message& note : read.import.notes) CHECK_FALSE(text(note).empty());
    }
    return read;
}

}  // namespace kammerspiel::test
