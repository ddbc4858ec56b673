#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "kammerspiel/incidents/leave_one_out.hpp"
#include "tests/catch.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::test {

/// The files of a library: small, but as people write them.
struct SomeLibrary {
    std::string incidents =
        "id,name,kind,sector,starts,region,organisations,staff,sources\n"
        "first,First,ransomware,administration,2022-01-03T08:00 Europe/Berlin,DE-NW,1,40,a\n"
        "second,Second,precaution,company,2022-02-01T08:00 Europe/Berlin,DE-BY,2,60,b\n"
        "third,Third,wiper,university,2022-03-01T08:00 Europe/Berlin,DE-HE,,,c\n";
    std::string milestones =
        "incident,what,state,share,day,status,confidence,source\n"
        "first,first-return,,,4,observed,measured,a\n"
        "first,everything,,1,20,observed,estimate,a\n"
        "second,website,reachable,1,6,observed,inferred,b\n"
        "second,everything,,0.9,45,announced,measured,b\n"
        "third,everything,,0.95,30,censored,measured,c\n";
    std::map<std::string, std::string> templates = shipped_templates();

    static std::map<std::string, std::string> shipped_templates() {
        std::map<std::string, std::string> all;
        const std::filesystem::path folder = KAMMERSPIEL_ROOT "/scenarios/incidents/template";
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            all[entry.path().filename().string()] = text.str();
        }
        return all;
    }

    void write(const std::filesystem::path& folder) const {
        std::filesystem::create_directories(folder / "template");
        std::ofstream(folder / "incidents.csv", std::ios::binary) << incidents;
        std::ofstream(folder / "milestones.csv", std::ios::binary) << milestones;
        for (const auto& [name, text] : templates) {
            std::ofstream(folder / "template" / name, std::ios::binary) << text;
        }
    }
};

struct ReadBack {
    std::optional<incidents::Library> library;
    /// `file:line:column message (hint)` of each diagnostic, in English.
    std::vector<std::string> findings;
};

inline std::vector<std::string> findings_of(const Diagnostics& diagnostics) {
    const Text text(Language::en);
    std::vector<std::string> all;
    for (const Diagnostic& one : diagnostics.sorted()) {
        std::string line = one.place.name() + ":" + std::to_string(one.place.line) + ":" +
                           std::to_string(one.place.column) + " " + text(one.message);
        const std::string hint = hint_of(one, text);
        if (!hint.empty()) line += " (" + hint + ")";
        all.push_back(line);
    }
    return all;
}

inline ReadBack read_back(const SomeLibrary& files) {
    const Folder folder;
    files.write(folder.path());
    Diagnostics out;
    auto read = incidents::read_library(folder.path(), out);
    return {std::move(read.library), findings_of(out)};
}

/// `text` with its first `what` replaced, which must be there.
inline std::string but(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace kammerspiel::test
