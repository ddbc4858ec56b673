#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "catch.hpp"
#include "shipped.hpp"

// Papers beside a scenario quote its figures as `path: value`, the path being that of
// `kammerspiel evidence --list`. Whoever changes the scenario changes the paper, or fails here.

namespace kammerspiel::test {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Quotation {
    std::string file, path, value;
};

std::vector<Quotation> quotations(const std::string& scenario) {
    std::vector<Quotation> all;
    for (const auto& entry :
         fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT "/scenarios") / scenario)) {
        if (entry.path().extension() != ".md") continue;
        const std::string text = content_of(entry.path());
        static const std::regex quoted("`([a-z_]+\\.[A-Za-z0-9_.#-]+): ([^`]+)`");
        for (auto at = std::sregex_iterator(text.begin(), text.end(), quoted);
             at != std::sregex_iterator(); ++at) {
            all.push_back({entry.path().filename().string(), (*at)[1], (*at)[2]});
        }
    }
    return all;
}

TEST_CASE("figures that papers quote are those of the scenario", "[scenarios]") {
    for (const std::string& name : shipped_scenarios()) {
        const auto& parameters = shipped(name).scenario().parameters;
        for (const Quotation& quoted : quotations(name)) {
            INFO(name << "/" << quoted.file << ": " << quoted.path);
            const auto found =
                std::find_if(parameters.begin(), parameters.end(),
                             [&](const auto& one) { return one.path == quoted.path; });
            REQUIRE(found != parameters.end());
            CHECK(found->value == quoted.value);
        }
    }
    CHECK(quotations("ihk-2022").size() >= 5);
}

TEST_CASE("the chambers' staff follow from registered members as the paper says", "[scenarios]") {
    // ln staff = −3.61 + 0.752 ln registered_members, for the chambers whose staff is an estimate.
    std::ifstream in(KAMMERSPIEL_ROOT "/scenarios/ihk-2022/chambers.csv");
    std::string line;
    std::getline(in, line);
    const auto cells_of = [](const std::string& row) {
        std::vector<std::string> cells(1);
        bool is_quoted = false;
        for (const char c : row) {
            if (c == '"') {
                is_quoted = !is_quoted;
            } else if (c == ',' && !is_quoted) {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        return cells;
    };
    const auto heading = cells_of(line);
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::find(heading.begin(), heading.end(), name) -
                                        heading.begin());
    };
    int estimates = 0;
    while (std::getline(in, line)) {
        const auto cells = cells_of(line);
        if (cells.at(column("staff_confidence")) != "estimate") continue;
        ++estimates;
        const double registered = std::stod(cells.at(column("registered_members")));
        const double staff = std::exp(-3.61 + 0.752 * std::log(registered));
        CHECK_THAT(std::stod(cells.at(column("staff"))), WithinRel(staff, 0.02));
    }
    CHECK(estimates == 44);
}

}  // namespace
}  // namespace kammerspiel::test
