#include <array>
#include <random>

#include <fmt/format.h>

#include "catch.hpp"
#include "tests/unit/import/imported.hpp"

// Whatever stands in an inventory: what is written loads, and is what was imported. Also that
// nothing contradicts itself, as import_inventory() holds its own result against the loader.

namespace kammerspiel::test {
namespace {

/// Deterministic, so that what fails once fails again.
class Garbage {
   public:
    explicit Garbage(unsigned seed) : engine_(seed) {}

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
    }
    template <std::size_t n>
    std::string one_of(const std::array<const char*, n>& words) {
        return words[below(n)];
    }
    std::string bytes() {
        std::string text;
        const std::size_t length = below(12);
        for (std::size_t i = 0; i < length; ++i) text += static_cast<char>(1 + below(126));
        return text;
    }

   private:
    std::mt19937 engine_;
};

constexpr std::array ids{"a",   "b",    "c",    "a b", "a/b",  "ä",       "all_of", "of",
                         "-",   "null", "true", "~",   "x: y", "[a]",     "#",      "0",
                         "1e3", "ulm",  "kiel", "",    "a-b",  "a-hosts", "\u200b", "\u202e",
                         "'",   "&a",   "*a",   "!!x", "%",    "internet"};
constexpr std::array kinds{"server", "service", "link",    "organisation", "hosts",
                           "backup", "Dienst",  "unknown", "internet",     ""};
constexpr std::array organisations{"ulm", "kiel", "Stadt Köln", "", "internet", "a", "?"};
constexpr std::array figures{"0",
                             "1",
                             "12",
                             "-1",
                             "1e9",
                             "0,5",
                             "50 %",
                             "1.000",
                             "nan",
                             "inf",
                             "4h",
                             "2 Tage",
                             "0h",
                             "x",
                             "",
                             "1e400",
                             "0x10",
                             "00",
                             "999999999999999999999",
                             "4 Std",
                             "ja",
                             "always",
                             "DE-NW",
                             "a b"};
constexpr std::array types{"needs", "link", "supports", "", "needs", "?", "Leitung"};

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

std::string random_nodes(Garbage& garbage) {
    std::string text =
        "id,kind,organisation,name,count,zone,realm,interval,offline,tags,to,members,staff,it_"
        "staff,"
        "region,city,lat,lon,share,profile,patience,mtpd,rto,rpo\nsound,server,ulm";
    for (int i = 0; i < 21; ++i) text += ',';
    text += '\n';
    for (std::size_t row = 0; row < 40; ++row) {
        text += quoted(garbage.one_of(ids)) + "," + garbage.one_of(kinds) + "," +
                quoted(garbage.one_of(organisations));
        for (int i = 0; i < 21; ++i) {
            const std::size_t what = garbage.below(60);
            text += ",";
            if (what == 0) text += quoted(garbage.one_of(figures));
            if (what == 1) text += quoted(garbage.one_of(ids));
            if (what == 2) text += quoted(garbage.bytes());
        }
        text += '\n';
    }
    return text;
}

std::string random_edges(Garbage& garbage) {
    std::string text = "from,to,type,name,enough,floor,grace,over,to_start,any_of\n";
    for (std::size_t row = 0; row < 60; ++row) {
        text += quoted(garbage.one_of(ids)) + "," + quoted(garbage.one_of(ids)) + "," +
                garbage.one_of(types);
        for (int i = 0; i < 7; ++i) {
            text += ",";
            if (garbage.below(40) == 0) text += quoted(garbage.one_of(figures));
            if (garbage.below(60) == 0) text += quoted(garbage.one_of(ids));
        }
        text += '\n';
    }
    return text;
}

TEST_CASE("whatever stands in the cells, what is written loads and is what was imported",
          "[scenario][import]") {
    std::size_t needs = 0;
    std::size_t links = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        Garbage garbage(seed);
        const std::string nodes = random_nodes(garbage);
        const std::string edges = random_edges(garbage);
        INFO(nodes << edges);
        const Import from = imported(nodes, edges);
        REQUIRE_FALSE(from.imported.organisations.empty());
        const Outcome loaded = load(scenario_around(from.yaml));
        INFO(from.yaml << loaded.english);
        REQUIRE(loaded.scenario);
        REQUIRE(loaded.scenario->organisations == from.imported.organisations);
        needs += from.imported.counts.needs;
        links += from.imported.counts.links;
    }
    // That the garbage is not all refused.
    CHECK(needs > 50);
    CHECK(links > 50);
}

TEST_CASE("whatever bytes a file holds, it is read or refused", "[scenario][import]") {
    constexpr std::array pieces{"<",
                                ">",
                                "\"",
                                ",",
                                ";",
                                "\n",
                                "id",
                                "kind",
                                "<graphml>",
                                "<graph>",
                                "<node id='a'>",
                                "</node>",
                                "<edge ",
                                "source='a' ",
                                "<!--",
                                "-->",
                                "<![CDATA[",
                                "]]>",
                                "<?",
                                "&amp;",
                                "&#0;",
                                "=",
                                "/>",
                                "\r",
                                " ",
                                "<data key='",
                                "\xC3",
                                "\xEF\xBB\xBF",
                                "<key id='d' attr.name='kind'",
                                "server"};
    std::size_t refused = 0;
    for (unsigned seed = 1; seed <= 2000; ++seed) {
        Garbage garbage(seed);
        std::string text = garbage.below(2) == 0 ? "<graphml><graph>" : "id,kind\n";
        const std::size_t length = garbage.below(30);
        for (std::size_t i = 0; i < length; ++i) text += garbage.one_of(pieces);
        const Import from = imported(Written{{"nodes.csv", text}});
        if (from.yaml.empty()) {
            ++refused;
            CHECK_FALSE(from.findings.empty());
        }
    }
    CHECK(refused > 1000);
}

}  // namespace
}  // namespace kammerspiel::test
