#include "tests/fuzz/targets.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "kammerspiel/base/csv_table.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "sim/scenario/yaml_tree.hpp"
#include "tests/fuzz/fed_file.hpp"

namespace kammerspiel::fuzz {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const std::string> file_name() {
    return std::make_shared<const std::string>("input");
}

// The depth is what is to be shown to be limited.
// NOLINTNEXTLINE(misc-no-recursion)
std::size_t depth_of(const scenario::Node& node) {
    std::size_t deepest = 0;
    for (const auto& item : node.items) deepest = std::max(deepest, depth_of(item));
    return deepest + 1;
}

/// Splits `=== name` sections into files of the folder. Names are kept simple: what paths can do is
/// tested by hand.
void write_files(std::string_view bytes, const fs::path& folder) {
    static const std::set<std::string_view> names{"scenario.yaml", "federation.yaml",
                                                  "profile.yaml", "exercise.yaml", "table.csv"};
    constexpr std::string_view mark = "=== ";
    std::ofstream file(folder / "scenario.yaml", std::ios::binary);
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end);
        const std::string_view name =
            line.starts_with(mark) ? line.substr(mark.size(), line.size() - mark.size() - 1) : "";
        if (names.contains(name)) {
            file.close();
            file.open(folder / name, std::ios::binary);
        } else {
            file << line;
        }
    }
}

}  // namespace

void load_scenario(std::string_view bytes) {
    const FedFile place({}, ".folder");
    write_files(bytes, place.folder());
    Diagnostics out;
    const auto loaded = scenario::load(place.folder(), out);
    print(out, *loaded.lines);
    ensure(loaded.scenario.has_value() != out.has_errors(),
           "a scenario comes without errors or not at all; errors: {}", out.errors());
}

void read_yaml(std::string_view bytes) {
    Diagnostics out;
    const scenario::Limits limits{.depth = 16, .nodes = 10'000};
    const auto tree = scenario::read_yaml(bytes, file_name(), limits, out);
    // The document itself and its leaves count as a level each.
    ensure(depth_of(tree) <= limits.depth + 2, "a tree of depth {} came through", depth_of(tree));
    print(out);
}

void read_csv(std::string_view bytes) {
    Diagnostics out;
    constexpr std::size_t most_rows = 1000;
    const auto table = read_csv(bytes, file_name(), most_rows, out);
    ensure(table.rows.size() <= most_rows, "{} rows came through", table.rows.size());
    for (const auto& row : table.rows) {
        ensure(row.size() == table.heading.size(), "a row of {} cells came through", row.size());
    }
    print(out);
}

void read_notation(std::string_view bytes) {
    const auto span = notation::duration(bytes);
    ensure(span.value.has_value() == span.fault.empty(), "a span neither is nor is not: {}", bytes);
    if (span.value) {
        const std::string words = notation::in_words(*span.value);
        ensure(notation::duration(words).value == span.value, "'{}' came back otherwise", words);
    }
    const auto shape = notation::distribution(bytes);
    ensure(shape.value.has_value() == shape.fault.empty(), "neither shape nor fault: {}", bytes);
    if (!shape.value) return;
    const std::string words = in_words(*shape.value);
    ensure(notation::distribution(words).value == shape.value, "'{}' came back otherwise", words);
    ensure(quantile(*shape.value, 0.1) <= quantile(*shape.value, 0.9), "'{}' falls", words);
    const Sampler sampler(*shape.value);
    ensure(sampler.at(0.1) <= sampler.at(0.9), "the sampler of '{}' falls", words);
}

}  // namespace kammerspiel::fuzz
