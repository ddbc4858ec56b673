#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "analysis/report/document/text_layout.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "tests/support/small_world.hpp"

// Whatever a scenario calls its things, no output is broken by it, and none becomes a program.

namespace kammerspiel {
namespace {

const std::string right_to_left = "\u202e";

/// Every text of a scenario that a person may write freely is `name`.
model::Plan plan_with(const std::string& name) {
    const std::string quoted = nlohmann::json(name).dump();  // JSON strings are YAML strings
    const auto both = fmt::format("{{en: {0}, de: {0}}}", quoted);
    const std::string federation = fmt::format(R"(
organisations:
  also:
    house: {{template: house, name: {0}, city: {0}, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {{servers: {{kind: server, count: 1, zone: z}}}}
    crews: {{it: {{people: 1, shift: round-the-clock}}}}
    services:
      desk: {{title: {1}, needs: [servers], demand: {{share: 0.5, profile: always, kind: immediate}}}}
      mail: {{title: {1}, needs: [servers], demand: {{share: 0.5, profile: always, kind: immediate}}}}
)",
                                               quoted, both);
    const std::string scenario = fmt::format(R"(
summary: {1}
people: {{en: [{0}, {0}], de: [{0}, {0}]}}
known_at_start: [{{at: house/servers, hosts: 1, what: suspected, text: {1}}}]
strategies:
  s:
    title: {1}
    plays: [{{name: off, when: {{suspected_hosts: 1}}, after: 1h, do: [{{shutdown: {{}}}}]}}]
)",
                                             quoted, both);
    const std::string attacker = "title: " + both + test::Files::quiet;
    return test::plan_of({scenario, federation, attacker});
}

struct Outputs {
    std::string text, html, json, metrics, services, trace;
};

Outputs outputs_of(const model::Plan& plan) {
    const model::RunOptions options;
    const Text text(Language::en);
    const auto result = model::run(plan, options);
    const auto report = report::make_run_report(plan, options, result, text);
    const auto document = report::run_document(report, plan.calendar(), text);
    return {as_text(document, {}),
            as_html(document),
            report::as_json(report, plan),
            report::metrics_csv(report),
            report::services_csv(plan, result),
            report::trace_jsonl(plan, options, result)};
}

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

/// The first tag that is not closed where it should be, or nothing.
std::string unbalanced(std::string html) {
    // What a script says is no markup.
    const std::size_t script = html.find("<script>") + std::string("<script>").size();
    html.erase(script, html.find("</script>") - script);
    static const std::set<std::string> alone{"meta", "br", "hr", "img", "!DOCTYPE"};
    std::vector<std::string> open;
    const std::regex tag("<(/?)([A-Za-z!][A-Za-z0-9]*)((?:\"[^\"]*\"|[^\">])*?)(/?)>");
    for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
        const std::string name = (*at)[2];
        if (alone.contains(name) || (*at)[4] == "/") continue;
        if ((*at)[1] == "") {
            open.push_back(name);
        } else if (open.empty() || open.back() != name) {
            return name;
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : open.back();
}

void check(const Outputs& out) {
    // One script, ours; every tag closed; nothing fetched from anywhere.
    CHECK(occurrences(out.html, "<script") == 1);
    CHECK(unbalanced(out.html) == "");
    CHECK(occurrences(out.html, "<img") == 0);
    CHECK(occurrences(out.html, " src=\"") == 0);
    CHECK(occurrences(out.html, "url(") == occurrences(out.html, "url(#"));
    CHECK_FALSE(nlohmann::json::parse(out.json).empty());
    for (std::size_t at = 0; at < out.text.size();) {
        const std::size_t end = out.text.find('\n', at);
        CHECK(report::columns_of(std::string_view(out.text).substr(at, end - at)) <= 100);
        at = end + 1;
    }
    CHECK(occurrences(out.text, right_to_left) == 0);
    CHECK(occurrences(out.text, "\033") == 0);
}

TEST_CASE("names of any kind break no output", "[report][hostile]") {
    const std::string name =
        GENERATE(as<std::string>{}, "<script>alert(1)</script>", "\" onmouseover=\"alert(1)",
                 "'><img src=x onerror=alert(1)>", "&lt;b&gt; & {{summary}} {{{css}}}", "=1+1",
                 "two\nlines", "tab\tand \\ backslash");
    INFO(name);
    check(outputs_of(plan_with(name)));
}

TEST_CASE("names of 10,000 characters break no output", "[report][hostile]") {
    const auto out = outputs_of(plan_with(std::string(10'000, 'x')));
    check(out);
    // The terminal shows their beginning: no screen after screen of one name.
    CHECK(occurrences(out.text, "\n") < 250);
}

TEST_CASE("a name is shown as it is written, not as what it might be", "[report][hostile]") {
    const auto out = outputs_of(plan_with("<b>&"));
    CHECK(occurrences(out.html, "<b>") == 0);
    CHECK_THAT(out.html, ContainsSubstring("&lt;b&gt;&amp;"));
    CHECK_THAT(out.text, ContainsSubstring("<b>&"));
    CHECK(nlohmann::json::parse(out.json)["organisations"][0]["title"] == "<b>&");
}

}  // namespace
}  // namespace kammerspiel
