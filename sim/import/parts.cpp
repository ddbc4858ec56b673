#include "sim/import/parts.hpp"

#include <cmath>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "sim/import/names.hpp"
#include "sim/import/values.hpp"

namespace kammerspiel::inventories {
namespace {

/// What the loader allows.
NumberRange range_of(const Section& section, std::string_view key) {
    const Key* found = section.find(key);
    ensure(found != nullptr, "the table of '{}' has no key '{}'", section.title, key);
    return {found->low, found->high};
}

/// A word that the loader wants as a name, such as a zone.
std::optional<Name> name_in(const Record& row, Column column, const RowReport& report) {
    const Cell* cell = row.find(column);
    if (cell == nullptr) return std::nullopt;
    const std::string name = mended_name(cell->text);
    if (name.empty()) {
        report.out.error(cell->place, {"import.name.impossible", {{"name", cell->text}}});
        return std::nullopt;
    }
    if (name != cell->text) {
        report.remarks.push_back(
            {cell->place,
             {"import.value.mended",
              {{"key", word_of(column)}, {"value", in_one_line(cell->text)}, {"name", name}}}});
    }
    return Name{name, cell->place};
}

Name region_in(const Record& row, const ImportOptions& options, const RowReport& report) {
    const Cell* cell = row.find(Column::region);
    if (cell == nullptr) return region_without_row(row.place, options, report);
    if (const auto code = region_of(cell->text)) return {*code, cell->place};
    const auto name = name_in(row, Column::region, report);
    if (!name) return {};
    report.remarks.push_back({cell->place, {"import.region.no_code", {{"region", name->text}}}});
    return *name;
}

HostKind host_kind_of(const Record& row, const NodeKind& kind, const RowReport& report) {
    if (kind.hosts) return *kind.hosts;
    report.remarks.push_back({row.place_of(Column::kind), {"import.assumed.kind"}});
    report.comments.push_back({"import.comment.kind"});
    return HostKind::server;
}

/// Where hosts of a kind usually stand, as in the shipped scenarios.
std::string usual_zone(HostKind kind) {
    switch (kind) {
        case HostKind::workstation: return "office";
        case HostKind::server:
        case HostKind::identity:
        case HostKind::management: return "servers";
        case HostKind::backup: return "backup";
        case HostKind::network: return "edge";
        case HostKind::telephony: return "voice";
        case HostKind::appliance: return "devices";
    }
    unreachable();
}

/// Words separated by blanks, commas or semicolons.
std::vector<Name> tags_in(const Record& row) {
    std::vector<Name> tags;
    const Cell* cell = row.find(Column::tags);
    if (cell == nullptr) return tags;
    std::string_view rest = cell->text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" ,;|\t\r\n"), rest.size());
        const std::string name = mended_name(rest.substr(0, end));
        if (!name.empty()) tags.push_back({name, cell->place});
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return tags;
}

std::optional<Demand> demand_in(const Record& row, const RowReport& report) {
    const auto share = share_in(row, Column::share, report.out);
    const auto patience = span_in(row, Column::patience, report.out);
    const Cell* profile = row.find(Column::profile);
    if (!row.find(Column::share)) {
        for (const Column column : {Column::profile, Column::patience}) {
            const Cell* cell = row.find(column);
            if (cell == nullptr) continue;
            report.remarks.push_back(
                {cell->place, {"import.demand.no_share", {{"key", word_of(column)}}}});
        }
    }
    std::optional<std::string> known;
    if (profile != nullptr) {
        known = profile_of(profile->text);
        if (!known) {
            const auto presets = DemandProfile::presets();
            report.out.error(
                profile->place,
                {"scenario.word.unknown",
                 {{"key", word_of(Column::profile)}, {"value", profile->text}, {"known", presets}}},
                did_you_mean(profile->text, presets));
        }
    }
    if (!share) return std::nullopt;
    if (profile == nullptr) {
        report.remarks.push_back({row.place_of(Column::share), {"import.assumed.profile"}});
        report.comments.push_back({"import.comment.profile"});
    }
    Demand demand;
    demand.share = *share;
    demand.profile = {known.value_or("office-hours"), row.place_of(Column::profile)};
    demand.kind = patience ? DemandKind::deferrable : DemandKind::immediate;
    demand.patience = patience.value_or(Duration::zero());
    return demand;
}

}  // namespace

bool says_something(Column column, What what) {
    switch (column) {
        case Column::key:
        case Column::id:
        case Column::kind:
        case Column::organisation:
        case Column::name: return true;
        case Column::count:
        case Column::zone:
        case Column::realm:
        case Column::interval:
        case Column::offline:
        case Column::tags: return what == What::host_group;
        case Column::members:
        case Column::staff:
        case Column::it_staff:
        case Column::region:
        case Column::city:
        case Column::lat:
        case Column::lon: return what == What::organisation;
        case Column::share:
        case Column::profile:
        case Column::patience:
        case Column::mtpd:
        case Column::rto:
        case Column::rpo: return what == What::service;
        case Column::to: return what == What::link;
        case Column::from:
        case Column::type:
        case Column::enough:
        case Column::floor:
        case Column::grace:
        case Column::over:
        case Column::to_start:
        case Column::any_of:
        case Column::within:
        case Column::weight:
        case Column::starts_without:
        case Column::label: return false;
    }
    unreachable();
}

std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_blank) line += c;
        if (is_blank && !line.empty() && line.back() != ' ') line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

Name region_without_row(const Place& place, const ImportOptions& options, const RowReport& report) {
    if (!options.region.empty()) return {options.region, place};
    report.remarks.push_back({place, {"import.assumed.region"}});
    report.comments.push_back({"import.comment.region"});
    return {"unknown", place};
}

void add_comment(const std::string& text, const std::string& name, std::vector<Message>& comments) {
    constexpr std::size_t longest = 120;
    const std::string line = harmless(in_one_line(text), longest);
    if (line.empty() || line == name) return;
    comments.insert(comments.begin(), Message{"import.comment.name", {{"name", line}}});
}

Organisation organisation_of(const Record& row, const ImportOptions& options,
                             const RowReport& report) {
    const Section& keys = organisation_section();
    Organisation organisation;
    organisation.name = in_one_line(row.text(Column::name));
    organisation.city = in_one_line(row.text(Column::city));
    organisation.region = region_in(row, options, report);
    organisation.latitude = number_in(row, Column::lat, range_of(keys, "lat"), report.out);
    organisation.longitude = number_in(row, Column::lon, range_of(keys, "lon"), report.out);
    organisation.members =
        whole_in(row, Column::members, range_of(keys, "members"), report.out).value_or(0);
    organisation.staff =
        number_in(row, Column::staff, range_of(keys, "staff"), report.out).value_or(0);
    return organisation;
}

HostGroup host_group_of(const Record& row, const NodeKind& kind, const RowReport& report) {
    HostGroup group;
    group.kind = host_kind_of(row, kind, report);
    const NumberRange counts = range_of(host_group_section(), "count");
    group.count =
        static_cast<std::uint32_t>(whole_in(row, Column::count, counts, report.out).value_or(1));
    if (row.find(Column::zone) != nullptr) {
        group.zone = name_in(row, Column::zone, report).value_or(Name{});
    } else {
        group.zone = {usual_zone(group.kind), row.place};
        report.remarks.push_back({row.place, {"import.assumed.zone"}});
        report.comments.push_back({"import.comment.zone"});
    }
    group.realm = name_in(row, Column::realm, report);
    group.tags = tags_in(row);
    group.backup_interval = span_in(row, Column::interval, report.out);
    if (group.backup_interval && *group.backup_interval <= Duration::zero()) {
        report.out.error(row.place_of(Column::interval), {"scenario.group.interval"});
    }
    group.offline = truth_in(row, Column::offline, report.out).value_or(false);
    return group;
}

Service service_of(const Record& row, const RowReport& report) {
    Service service;
    service.demand = demand_in(row, report);
    service.mtpd = span_in(row, Column::mtpd, report.out);
    service.rto = span_in(row, Column::rto, report.out);
    service.rpo = span_in(row, Column::rpo, report.out);
    return service;
}

Crew crew_of(const Organisation& organisation, std::optional<std::uint64_t> it_staff) {
    // As in the shipped scenarios: one in fifty, at least one.
    constexpr double share = 0.02;
    const double assumed = std::max(1.0, std::round(share * organisation.staff));
    Crew crew;
    crew.name = {"it", organisation.id.place};
    crew.people = static_cast<std::uint32_t>(it_staff ? static_cast<double>(*it_staff) : assumed);
    return crew;
}

void report_ignored(const Record& row, What what, Remarks& remarks) {
    for (const auto& [column, cell] : row.cells) {
        if (cell.text.empty() || says_something(column, what)) continue;
        remarks.add(cell.place, {"import.column.ignored",
                                 {{"column", word_of(column)}, {"what", in_words(what)}}});
    }
}

Message in_words(What what) {
    switch (what) {
        case What::organisation: return {"import.what.organisation"};
        case What::host_group: return {"import.what.host_group"};
        case What::service: return {"import.what.service"};
        case What::link: return {"import.what.link"};
        case What::internet: return {"import.what.internet"};
    }
    unreachable();
}

}  // namespace kammerspiel::inventories
