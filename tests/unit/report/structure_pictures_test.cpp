#include "analysis/report/structure/structure_pictures.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "catch.hpp"
#include "tests/support/built_federation.hpp"

namespace kammerspiel {
namespace {

using federation::Federation;
using federation::OrganisationId;
using report::Exposure;
using test::Builder;

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

/// The name of the first element that is not closed where it should be; empty: none.
std::string unbalanced(const std::string& svg) {
    const std::regex tag("<(/?)([a-z]+)((?:\"[^\"]*\"|[^\">])*?)(/?)>");
    std::vector<std::string> open;
    for (std::sregex_iterator at(svg.begin(), svg.end(), tag), end; at != end; ++at) {
        if ((*at)[4] == "/") continue;
        if ((*at)[1] == "") {
            open.push_back((*at)[2]);
        } else if (open.empty() || open.back() != (*at)[2]) {
            return (*at)[2];
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back();
}

/// A provider that all the others depend on; the n-th has n² × 100 members.
Federation around_provider(std::size_t others, const std::string& name = "house") {
    Builder built;
    built.organisation("provider");
    built.group("servers", 3);
    built.service("portal", test::need("servers"));
    for (std::size_t o = 1; o <= others; ++o) {
        auto& house = built.organisation(fmt::format("house-{}", o), o * o * 100);
        house.name = name;
        house.region = test::named(fmt::format("DE-{}", o % 3));
        built.service("desk", test::need("provider/portal"), 0.1);
    }
    return built.compile();
}

Exposure exposure(std::size_t organisations) {
    Exposure exposure{{}, "chance <of> being hit", "0 %", "100 %"};
    for (std::size_t o = 0; o < organisations; ++o) {
        exposure.of.push_back(static_cast<double>(o) / static_cast<double>(organisations - 1));
    }
    return exposure;
}

const Text english(Language::en);

std::string picture(const Federation& federation, const Exposure& colours) {
    return report::federation_picture(federation, colours, "members", english);
}

/// Radii of the circles that stand for organisations, largest first.
std::vector<double> radii(const std::string& svg) {
    const std::regex circle(
        "<circle class=\"node[^\"]*\" cx=\"[0-9.]+\" cy=\"[0-9.]+\" "
        "r=\"([0-9.]+)\"><title>");
    std::vector<double> all;
    for (std::sregex_iterator at(svg.begin(), svg.end(), circle), end; at != end; ++at) {
        all.push_back(std::stod((*at)[1]));
    }
    return all;
}

TEST_CASE("areas of organisations are as their members", "[report][structure][picture]") {
    const auto federation = around_provider(4);
    const auto found = radii(picture(federation, {}));
    REQUIRE(found.size() == 4);
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i] / found[0] == Approx(1.0 - 0.25 * static_cast<double>(i)).margin(0.01));
    }
}

TEST_CASE("who others depend on stands in the middle, joined with them",
          "[report][structure][picture]") {
    const std::string svg = picture(around_provider(5), {});
    CHECK(occurrences(svg, "rx=\"6\"><title>provider") == 1);
    CHECK(occurrences(svg, "class=\"join\"") == 5);
    CHECK_THAT(svg, ContainsSubstring("5 organisations around provider"));
}

TEST_CASE("colours go from light to dark with exposure", "[report][structure][picture]") {
    const std::string svg = picture(around_provider(6), exposure(7));
    for (std::size_t shade = 0; shade < 7; ++shade) {
        // One organisation, and the legend.
        CHECK(occurrences(svg, fmt::format("\"node x{}\"", shade)) == 2);
    }
    CHECK_THAT(svg, ContainsSubstring("Most exposed: house-6, house-5"));
    CHECK(occurrences(picture(around_provider(6), {}), "node x") == 0);
}

TEST_CASE("up to a hundred organisations are named, of more the largest",
          "[report][structure][picture]") {
    const std::string hundred = picture(around_provider(100), {});
    for (int o = 1; o <= 100; ++o) {
        CHECK(occurrences(hundred, fmt::format(">house-{}</text>", o)) == 1);
    }
    const std::string many = picture(around_provider(400), {});
    CHECK(radii(many).size() == 400);
    CHECK(occurrences(many, ">house-") <= 30);
    CHECK(occurrences(many, ">house-400</text>") == 1);
    const std::string most = picture(around_provider(1200), {});
    CHECK(radii(most).size() == 1000);
    CHECK_THAT(most, ContainsSubstring("200 smaller organisations are left out"));
}

TEST_CASE("whatever organisations are called, pictures stay well-formed",
          "[report][structure][picture]") {
    const std::string name = GENERATE(as<std::string>{}, "<script>alert(1)</script>",
                                      "\"><a href=\"x", "two\nlines", "\u202eright");
    const auto federation = around_provider(30, name);
    for (const std::string& svg :
         {picture(federation, exposure(31)),
          report::inside_picture(federation, OrganisationId{1U}, english)}) {
        CHECK(unbalanced(svg) == "");
        CHECK_THAT(svg, !ContainsSubstring("<script") && !ContainsSubstring("\u202e"));
        CHECK(svg.find("nan") == std::string::npos);
        CHECK(svg.find("inf\"") == std::string::npos);
    }
    CHECK(picture(federation, exposure(31)) == picture(federation, exposure(31)));
}

TEST_CASE("federations of one, of none and of equals can be drawn",
          "[report][structure][picture]") {
    CHECK(unbalanced(picture(Federation{}, {})) == "");
    Builder one;
    one.organisation("only");
    CHECK(radii(picture(one.compile(), {})).size() == 1);
    Builder equals;
    equals.organisation("a", 10);
    equals.link("wan", "b");
    equals.organisation("b", 10);
    const std::string svg = picture(equals.compile(), {});
    CHECK(radii(svg).size() == 2);
    CHECK(svg.find("nan") == std::string::npos);
}

TEST_CASE("the inside shows everything once, and every need", "[report][structure][picture]") {
    Builder built;
    built.organisation("provider");
    built.group("relays", 2);
    built.service("gateway", test::need("relays"));
    built.organisation("house", 100);
    built.group("desks", 20, scenario::HostKind::workstation, "office").needs =
        test::need("directory");
    built.group("directory", 2, scenario::HostKind::identity, "core");
    built.link("wan", "provider");
    built.link("uplink", "");
    auto over = test::need("provider/gateway");
    over.over = test::named("wan");
    auto spare = test::need("desks");
    spare.floor = Share{0.5};
    built.service("post", test::all_of({over, spare}));
    built.service("site", test::need("post"));
    const auto federation = built.compile();
    const std::string svg = report::inside_picture(federation, OrganisationId{1U}, english);
    CHECK(unbalanced(svg) == "");
    for (const char* shown : {"desks × 20", "directory × 2", "wan", "uplink", "internet", "gateway",
                              "post", "site", "office", "core", "provider"}) {
        INFO(shown);
        CHECK(occurrences(svg, fmt::format(">{}</text>", shown)) == 1);
    }
    // post → gateway over wan, post ⇢ desks, site → post, desks → directory
    CHECK(occurrences(svg, "class=\"head\"") == 4);
    CHECK(occurrences(svg, "\"need partly\"") == 1);
    CHECK_THAT(svg, ContainsSubstring("what comes from others: provider"));
}

}  // namespace
}  // namespace kammerspiel
