#include "cli/taken_list.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/json_text.hpp"
#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

fs::path note_of(const fs::path& exercise_file) {
    return exercise_file.parent_path() / ("." + exercise_file.filename().string() + ".taken.json");
}

}  // namespace

exercise::MselTimings taken_last(const fs::path& exercise_file) {
    std::ifstream in(note_of(exercise_file));
    const auto json = nlohmann::json::parse(in, nullptr, false);
    exercise::MselTimings timings;
    if (!json.is_object()) return timings;
    for (const auto& [inject, of] : json.items()) {
        if (!of.is_object()) continue;
        timings[inject] = {.real_time = text_in(of, "real_time"),
                           .scenario_time = text_in(of, "scenario_time"),
                           .trigger = text_in(of, "trigger")};
    }
    return timings;
}

void note_as_taken(const exercise::MselTimings& timings, const fs::path& exercise_file) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const auto& [inject, of] : timings) {
        json[inject] = {{"real_time", of.real_time},
                        {"scenario_time", of.scenario_time},
                        {"trigger", of.trigger}};
    }
    write_file(note_of(exercise_file),
               json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

}  // namespace kammerspiel::cli
