#include "kammerspiel/incidents/library.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "analysis/incidents/rows.hpp"
#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel::incidents {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_rows = 10'000;
constexpr double most_people = 1e10;
constexpr double most_recorded_organisations = 1e6;
constexpr double most_days = 36'525;

constexpr const char* incidents_file = "incidents.csv";
constexpr const char* milestones_file = "milestones.csv";
constexpr const char* template_folder = "template";

constexpr std::array incident_columns{
    Column{"id", true},          Column{"name", true},   Column{"kind", true},
    Column{"sector", true},      Column{"starts", true}, Column{"region", true},
    Column{"organisations"},     Column{"staff"},        Column{"people"},
    Column{"servers"},           Column{"workstations"}, Column{"destroyed"},
    Column{"clients_destroyed"}, Column{"applications"}, Column{"accounts"},
    Column{"backups"},           Column{"identity"},     Column{"hardware"},
    Column{"key_day"},           Column{"it_staff"},     Column{"helpers"},
    Column{"sources"},           Column{"note"}};

constexpr std::array milestone_columns{
    Column{"incident", true}, Column{"what", true}, Column{"state"},
    Column{"share"},          Column{"day", true},  Column{"status", true},
    Column{"confidence"},     Column{"source"},     Column{"note"}};

class Lines : public LineSource {
   public:
    void add(const std::string& file, std::string text) { texts_[file] = std::move(text); }
    [[nodiscard]] std::string_view line(const std::string& file,
                                        std::uint32_t number) const override {
        const auto at = texts_.find(file);
        if (at == texts_.end()) return {};
        std::string_view rest = at->second;
        for (std::uint32_t i = 1; i < number && !rest.empty(); ++i) {
            const auto end = rest.find('\n');
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        rest = rest.substr(0, rest.find('\n'));
        if (rest.ends_with('\r')) rest.remove_suffix(1);
        return rest;
    }
    [[nodiscard]] const std::string& text(const std::string& file) const { return texts_.at(file); }

   private:
    std::map<std::string, std::string> texts_;
};

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw FileError(path, "read", errno);
    return text.str();
}

/// A name as scenarios have them: a folder may be called so.
bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

class LibraryReader {
   public:
    LibraryReader(fs::path folder, Lines& lines, Diagnostics& out)
        : folder_(std::move(folder)), lines_(lines), out_(out) {}

    [[nodiscard]] Library read() {
        Library library;
        library.name = fs::absolute(folder_).lexically_normal().filename().string();
        if (library.name.empty()) {
            library.name =
                fs::absolute(folder_).lexically_normal().parent_path().filename().string();
        }
        read_incidents(library);
        read_milestones(library);
        read_templates(library);
        return library;
    }

   private:
    fs::path folder_;
    Lines& lines_;
    Diagnostics& out_;
    std::vector<std::string> known_;  ///< ids of all rows, right or wrong

    /// The table in a file; without headings where it cannot be read.
    CsvTable table(const char* name) {
        const auto file = std::make_shared<const std::string>(name);
        std::error_code error;
        if (!fs::is_regular_file(folder_ / name, error)) {
            out_.error({file, 0, 0, 0},
                       {"incidents.file.missing", {{"file", name}, {"folder", folder_.string()}}});
            return {};
        }
        lines_.add(name, read_file(folder_ / name));
        return read_csv(lines_.text(name), file, most_rows, out_);
    }

    void read_incidents(Library& library) {
        const CsvTable rows = table(incidents_file);
        if (!check_headings(rows, incident_columns, out_)) return;
        std::map<std::string, Place> seen;
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            const Row row(rows, i, incident_columns, out_);
            Incident incident = read_incident(row);
            known_.push_back(incident.id);
            const auto [first, is_new] = seen.emplace(incident.id, incident.place);
            if (!is_new) {
                out_.error(incident.place, {"incidents.twice", {{"incident", incident.id}}}, {},
                           {{first->second, {"incidents.twice.first"}}});
            } else if (row.is_right()) {
                library.incidents.push_back(std::move(incident));
            }
        }
        if (rows.rows.empty()) out_.error(rows.heading.front().place, {"incidents.none"});
    }

    Incident read_incident(const Row& row) {
        Incident incident;
        incident.id = row.text("id");
        incident.place = row.place("id");
        if (!incident.id.empty() && !is_id(incident.id)) {
            out_.error(incident.place, {"incidents.id", {{"incident", incident.id}}});
        }
        incident.name = row.text("name");
        incident.kind = row.word<Kind>("kind").value_or(Kind::ransomware);
        incident.sector = row.word<Sector>("sector").value_or(Sector::company);
        incident.starts = row.text("starts");
        check_start(row, incident.starts);
        incident.region = row.text("region");
        incident.organisations = static_cast<std::uint32_t>(
            row.whole("organisations", 1, most_recorded_organisations).value_or(1));
        incident.staff = row.number("staff", 1, most_people);
        incident.people = row.number("people", 1, most_people);
        incident.servers = row.whole("servers", 1, most_people);
        incident.workstations = row.whole("workstations", 0, most_people);
        incident.destroyed = row.number("destroyed", 0, 1);
        incident.clients_destroyed = row.number("clients_destroyed", 0, 1);
        incident.applications = row.whole("applications", 1, 1e5);
        incident.accounts = row.whole("accounts", 0, most_people);
        incident.backups = row.word<Backups>("backups");
        incident.identity = row.word<Identity>("identity");
        incident.hardware = row.word<Hardware>("hardware").value_or(Hardware::kept);
        incident.key_day = row.number("key_day", 0, most_days);
        incident.it_staff = row.whole("it_staff", 1, 1e6);
        incident.helpers = row.whole("helpers", 0, 1e6);
        incident.sources = row.text("sources");
        incident.note = row.text("note");
        return incident;
    }

    void check_start(const Row& row, const std::string& starts) {
        if (starts.empty()) return;
        const std::size_t gap = starts.find(' ');
        if (gap == std::string::npos) {
            out_.error(row.place("starts"), {"incidents.starts", {{"value", starts}}});
            return;
        }
        const auto made = Calendar::make(starts.substr(0, gap), starts.substr(gap + 1));
        if (!made.calendar) out_.error(row.place("starts"), made.fault);
    }

    void read_milestones(Library& library) {
        const CsvTable rows = table(milestones_file);
        if (!check_headings(rows, milestone_columns, out_)) return;
        for (std::size_t i = 0; i < rows.rows.size(); ++i) {
            const Row row(rows, i, milestone_columns, out_);
            const Milestone milestone = read_milestone(row);
            const bool is_of_one =
                std::find(known_.begin(), known_.end(), milestone.incident) != known_.end();
            if (!milestone.incident.empty() && !is_of_one && !known_.empty()) {
                out_.error(milestone.place,
                           {"incidents.milestone.unknown", {{"incident", milestone.incident}}},
                           did_you_mean(milestone.incident, known_));
            }
            if (row.is_right()) library.milestones.push_back(milestone);
        }
    }

    Milestone read_milestone(const Row& row) {
        Milestone milestone;
        milestone.incident = row.text("incident");
        milestone.place = row.place("incident");
        milestone.what = row.word<What>("what").value_or(What::everything);
        const bool is_first = milestone.what == What::first_return;
        milestone.state = row.word<State>("state").value_or(State::restored);
        const auto share = row.number("share", 0, 1);
        if (is_first && share) {
            out_.error(row.place("share"), {"incidents.milestone.share_of_first"});
        } else if (!is_first && !share && row.text("share").empty()) {
            out_.error(row.place("share"), {"incidents.cell.missing", {{"column", "share"}}});
        } else if (!is_first && share && *share == 0) {
            out_.error(row.place("share"), {"incidents.milestone.no_share"});
        }
        milestone.share = is_first ? 0 : share.value_or(1);
        constexpr double least = 0.05;
        milestone.day = row.number("day", least, most_days).value_or(1);
        milestone.status = row.word<Status>("status").value_or(Status::observed);
        milestone.confidence = row.word<Confidence>("confidence").value_or(Confidence::measured);
        milestone.source = row.text("source");
        return milestone;
    }

    void read_templates(Library& library) {
        std::error_code error;
        const fs::path folder = folder_ / template_folder;
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            if (entry.is_regular_file()) found.push_back(entry.path().filename());
        }
        for (const fs::path& name : found) {
            const std::string path = fmt::format("{}/{}", template_folder, name.string());
            lines_.add(path, read_file(folder / name));
            library.templates[name.string()] = lines_.text(path);
        }
        if (!library.templates.contains("scenario.yaml")) {
            out_.error({std::make_shared<const std::string>("template/scenario.yaml"), 0, 0, 0},
                       {"incidents.file.missing",
                        {{"file", "template/scenario.yaml"}, {"folder", folder_.string()}}});
        }
    }
};

}  // namespace

const Incident* Library::find(std::string_view id) const {
    for (const Incident& incident : incidents) {
        if (incident.id == id) return &incident;
    }
    return nullptr;
}

std::vector<Milestone> Library::milestones_of(const Incident& incident) const {
    std::vector<Milestone> its;
    for (const Milestone& milestone : milestones) {
        if (milestone.incident == incident.id) its.push_back(milestone);
    }
    return its;
}

ReadLibrary read_library(const fs::path& folder, Diagnostics& out) {
    auto lines = std::make_unique<Lines>();
    Library library = LibraryReader(folder, *lines, out).read();
    ReadLibrary read{std::nullopt, std::move(lines)};
    if (!out.has_errors()) read.library = std::move(library);
    return read;
}

}  // namespace kammerspiel::incidents
