#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::test {
namespace {

std::string content(const std::string& file) {
    std::ifstream stream(std::string(KAMMERSPIEL_ROOT) + "/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("the committed reference of the format is the one that the table gives", "[scenario]") {
    {
        INFO("make it again: kammerspiel --lang en schema --reference > docs/scenario-format.md");
        CHECK((content("docs/scenario-format.md") == scenario::reference("en")));
    }
    INFO("make it again: kammerspiel --lang de schema --reference > docs/szenario-format.md");
    CHECK((content("docs/szenario-format.md") == scenario::reference("de")));
}

}  // namespace
}  // namespace kammerspiel::test
