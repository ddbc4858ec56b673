#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
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

}  // namespace

TEST_CASE("inputs that once did harm, and seeds, do none", "[fuzz]") {
    for (const auto& [name, feed] : kammerspiel::fuzz::targets()) {
        std::vector<fs::path> inputs;
        for (const auto& entry :
             fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT) / "tests/fuzz/kept" / name)) {
            inputs.push_back(entry.path());
        }
        std::sort(inputs.begin(), inputs.end());
        CHECK_FALSE(inputs.empty());
        for (const fs::path& input : inputs) {
            INFO(input);
            CHECK_NOTHROW(feed(content(input)));
        }
    }
}

TEST_CASE("every prefix of an input does no harm", "[fuzz]") {
    for (const auto& [name, feed] : kammerspiel::fuzz::targets()) {
        for (const auto& entry :
             fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT) / "tests/fuzz/kept" / name)) {
            const std::string bytes = content(entry.path());
            // Of large ones, and of whole files, each takes longer.
            constexpr std::size_t large = 5000;
            const bool is_quick = name.starts_with("read_") && bytes.size() < large;
            const std::size_t prefixes = is_quick ? 100 : 5;
            const std::size_t step = 1 + bytes.size() / prefixes;
            for (std::size_t size = 0; size < bytes.size(); size += step) {
                INFO(entry.path() << ", " << size << " bytes");
                CHECK_NOTHROW(feed(std::string_view(bytes).substr(0, size)));
            }
        }
    }
}

TEST_CASE("bytes of an input that are turned over do no harm", "[fuzz]") {
    for (const auto& [name, feed] : kammerspiel::fuzz::targets()) {
        for (const auto& entry :
             fs::directory_iterator(fs::path(KAMMERSPIEL_ROOT) / "tests/fuzz/kept" / name)) {
            const std::string bytes = content(entry.path());
            if (bytes.empty()) continue;
            // The same ones each time: a walk through the file in steps that share no factor.
            std::size_t at = 0;
            for (int change = 0; change < 16; ++change) {
                at = (at + 7919) % bytes.size();
                std::string changed = bytes;
                changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^
                                                (1U << (change % 8)));
                INFO(entry.path() << ", byte " << at << ", change " << change);
                CHECK_NOTHROW(feed(changed));
            }
        }
    }
}
