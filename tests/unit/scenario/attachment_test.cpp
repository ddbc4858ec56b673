#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/scenario/attachment.hpp"
#include "tests/support/written.hpp"

// Pictures and documents that an exercise hands out.

namespace kammerspiel::test {
namespace {

using namespace scenario;

const std::string png = std::string("\x89PNG\r\n\x1a\n", 8) + std::string("\0picture", 8);

/// An exercise whose only inject names these files.
Written naming(const std::string& attachments) {
    Written files = small();
    files["scenario.yaml"] += "exercise: play/exercise.yaml\n";
    files["play/exercise.yaml"] = fmt::format(R"(title: t
begins: 2026-12-03T09:00 Europe/Berlin
objectives: {{decide: {{title: decide early, capability: coordination}}}}
groups: {{staff: {{title: crisis team}}}}
strategy: off
attacker: crew
moves:
  first: {{title: m, takes: 45min, scenario_time: 2022-01-03T09:00, situation: odd}}
injects:
  - {{name: call, move: first, after: 5min, title: a call, attachments: {}}}
  - {{name: again, move: first, after: 9min, title: again, attachments: [one.png]}}
)",
                                              attachments);
    files["play/one.png"] = png;
    files["play/two.JPG"] = "\xff\xd8\xff and so on";
    files["paper.pdf"] = "%PDF-1.7 and so on";
    files["play/lie.png"] = "%PDF-1.7 and so on";
    files["play/page.html"] = "<script>";
    files["play/empty.png"] = "";
    files["play/folder/x.png"] = png;
    return files;
}

TEST_CASE("attachments are read with the exercise, each once, from where its file stands",
          "[scenario][attachments]") {
    const Outcome outcome = load(naming("[one.png, two.JPG, ../paper.pdf]"));
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    const auto& all = outcome.scenario->attachments;
    REQUIRE(all.size() == 3);
    CHECK(all[0].path == "play/one.png");
    CHECK(*all[0].bytes == png);
    CHECK(all[1].type == Attachment::Type::jpeg);
    CHECK(all[2].written == "../paper.pdf");
    CHECK(all[2].path == "paper.pdf");
    CHECK(all[2].type == Attachment::Type::pdf);
    const auto& injects = outcome.scenario->exercise->injects;
    CHECK(injects[0].attachments == std::vector<std::string>{"one.png", "two.JPG", "../paper.pdf"});
    CHECK(injects[1].attachments == std::vector<std::string>{"one.png"});
    // They are no part of what the scenario's files say.
    for (const SourceFile& file : outcome.scenario->sources) CHECK(file.path.find(".png") > 100);
}

TEST_CASE("an attachment has to be what its name says, inside the folder and not too large",
          "[scenario][attachments]") {
    const auto finding = [](const std::string& attachments, const std::string& words) {
        const Outcome outcome = load(naming(attachments));
        INFO(attachments << '\n' << outcome.english);
        CHECK_FALSE(outcome.scenario);
        CHECK(outcome.findings.size() == 1);
        CHECK(outcome.says(words));
        CHECK(outcome.german.find("scenario.file") == std::string::npos);
    };
    finding("[lie.png]", "'lie.png' is no PNG, JPEG or PDF");
    finding("page.html", "'page.html' is no PNG, JPEG or PDF");
    finding("[empty.png]", "'empty.png' is no PNG, JPEG or PDF");
    finding("[folder]", "'folder'");
    finding("[../../secret.png]", "'../../secret.png'");
    finding("[ome.png]", "one.png");  // did you mean
    Written large = naming("[large.png]");
    large["play/large.png"] = png + std::string(4U << 20U, 'x');
    CHECK(load(large).says("larger than 4 MiB"));
}

TEST_CASE("a scenario that is at hand as texts may be without its attachments",
          "[scenario][attachments]") {
    const Written files = naming("[one.png]");
    const auto load_texts = [&](bool with_picture) {
        ScenarioTexts texts{.id = "s", .main = "scenario.yaml", .files = {}};
        for (const auto& [name, text] : files) {
            if (with_picture || !name.ends_with(".png")) texts.files.emplace(name, text);
        }
        Diagnostics out;
        return load(texts, out).scenario;
    };
    REQUIRE(load_texts(false));
    CHECK(load_texts(false)->attachments.empty());
    REQUIRE(load_texts(true)->attachments.size() == 1);
    CHECK(*load_texts(true)->attachments[0].bytes == png);
}

}  // namespace
}  // namespace kammerspiel::test
