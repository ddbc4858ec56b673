#include "kammerspiel/ensemble/vocabulary.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "kammerspiel/ensemble/headline.hpp"
#include "tests/catch.hpp"

namespace kammerspiel {
namespace {

using ensemble::Holds;
using ensemble::Missing;
using ensemble::Term;

std::string content(const std::string& file) {
    std::ifstream stream(std::string(KAMMERSPIEL_ROOT) + "/" + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("every name of the table says what it is in both languages, and where", "[vocabulary]") {
    for (const Term& one : ensemble::vocabulary()) {
        INFO(one.name);
        CHECK(one.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
              std::string_view::npos);
        CHECK_FALSE(one.en.empty());
        CHECK_FALSE(one.de.empty());
        CHECK_FALSE(one.where.empty());
        const bool is_figure =
            one.holds == Holds::number || one.holds == Holds::figure || one.holds == Holds::count;
        if (one.missing == Missing::beyond_horizon) CHECK(is_figure);
        CHECK(ensemble::find_term(one.name) == &one);
    }
    CHECK(ensemble::find_term("lost_member_h") == nullptr);
}

TEST_CASE("metrics have their names and kinds from the table", "[vocabulary]") {
    for (const ensemble::MetricInfo& metric : ensemble::metrics()) {
        INFO(metric.name);
        CHECK(ensemble::find_metric(metric.name) == metric.metric);
        CHECK_FALSE(metric.unit.empty());
    }
    CHECK(ensemble::info(ensemble::Metric::hours_to_90).is_time);
    CHECK_FALSE(ensemble::info(ensemble::Metric::outage_hours).is_time);
    CHECK(ensemble::info(ensemble::Metric::hosts_destroyed).is_whole);
    CHECK_FALSE(ensemble::info(ensemble::Metric::dates_missed).is_whole);
}

TEST_CASE("names of the version before are understood", "[vocabulary]") {
    CHECK(ensemble::find_metric_by_earlier_name("cost") == ensemble::Metric::money_lost);
    CHECK(ensemble::find_metric_by_earlier_name("lost_member_hours") ==
          ensemble::Metric::member_hours_lost);
    CHECK_FALSE(ensemble::find_metric_by_earlier_name("nothing"));
}

TEST_CASE("why a figure is missing is told from its estimate", "[vocabulary]") {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    using ensemble::Status;
    CHECK(ensemble::status_of(1, 0, 2) == Status::known);
    CHECK(ensemble::status_of(1, -infinite, 2) == Status::not_bounded);
    CHECK(ensemble::status_of(infinite, 3, infinite) == Status::beyond_horizon);
    CHECK(ensemble::status_of(none, none, none) == Status::not_defined);
}

TEST_CASE("the dictionary is JSON with every name once", "[vocabulary]") {
    for (const Language language : {Language::en, Language::de}) {
        const auto json = nlohmann::json::parse(ensemble::dictionary_as_json(language));
        CHECK(json["results_version"] == ensemble::results_version);
        std::set<std::string> names;
        for (const auto& one : json["names"]) names.insert(one["name"]);
        CHECK(names.size() == ensemble::vocabulary().size());
        CHECK(json["names"].size() == names.size());
    }
}

TEST_CASE("the committed data dictionary is the one that the table gives", "[vocabulary]") {
    {
        INFO(
            "make it again: kammerspiel --lang en schema --results --reference > "
            "docs/results-dictionary.md");
        CHECK((content("docs/results-dictionary.md") ==
               ensemble::dictionary_as_markdown(Language::en)));
    }
    INFO(
        "make it again: kammerspiel --lang de schema --results --reference > "
        "docs/ergebnis-verzeichnis.md");
    CHECK((content("docs/ergebnis-verzeichnis.md") ==
           ensemble::dictionary_as_markdown(Language::de)));
}

}  // namespace
}  // namespace kammerspiel
