#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "tests/catch.hpp"
#include "tests/fuzz/targets.hpp"

namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const std::map<std::string, void (*)(std::string_view)> targets{
    {"load_scenario", kammerspiel::fuzz::load_scenario},
    {"read_yaml", kammerspiel::fuzz::read_yaml},
    {"read_csv", kammerspiel::fuzz::read_csv},
    {"read_notation", kammerspiel::fuzz::read_notation}};

}  // namespace

TEST_CASE("inputs that once did harm, and seeds, do none", "[fuzz]") {
    for (const auto& [name, target] : targets) {
        std::vector<fs::path> inputs;
        for (const auto& entry :
             fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT) / "tests/fuzz/kept" / name)) {
            inputs.push_back(entry.path());
        }
        std::sort(inputs.begin(), inputs.end());
        CHECK_FALSE(inputs.empty());
        for (const fs::path& input : inputs) {
            INFO(input);
            CHECK_NOTHROW(target(content(input)));
        }
    }
}

TEST_CASE("every prefix of an input does no harm", "[fuzz]") {
    for (const auto& name : {"read_yaml", "read_csv", "read_notation"}) {
        const fs::path folder = fs::path(KAMMERSPIEL_ROOT) / "tests/fuzz/kept" / name;
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string bytes = content(entry.path());
            const std::size_t step = 1 + bytes.size() / 500;
            for (std::size_t size = 0; size < bytes.size(); size += step) {
                INFO(entry.path() << ", " << size << " bytes");
                CHECK_NOTHROW(targets.at(name)(std::string_view(bytes).substr(0, size)));
            }
        }
    }
}
