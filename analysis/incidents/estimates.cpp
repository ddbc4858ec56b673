#include "kammerspiel/incidents/estimates.hpp"

#include <algorithm>
#include <array>
#include <cmath>

// The rules that scenarios/incidents/README.md states; a test holds the two against each other.
// They rest on surveys and on figures of size, never on how long an incident took.

namespace kammerspiel::incidents {
namespace {

constexpr double people_of_one_official = 150;
constexpr double students_of_one_employee = 5;
constexpr double patients_of_one_employee = 15;
constexpr double members_of_one_employee = 450;
constexpr double customers_of_one_employee = 20;
constexpr double staff_of_chamber_or_company = 100;
constexpr double staff_of_others = 1000;
constexpr double workstations_of_one_server = 15;
constexpr double least_servers = 3;
constexpr double share_destroyed_by_ransomware = 0.49;
constexpr double applications_of_root_of_staff = 4.5;
constexpr double least_applications = 5;
constexpr double most_applications = 1000;
constexpr double staff_of_one_in_it = 50;
constexpr double least_it_staff = 2;
constexpr double it_staff_of_one_helper = 2;
constexpr std::uint32_t most_drawn_organisations = 100;
constexpr double weeks_of_release = 15;
constexpr double least_released = 10;
constexpr double hours_by_root_of_staff = 0.9;
constexpr double times_as_long_if_destroyed = 8;
constexpr double backups_lost_to_ransomware = 0.54;

constexpr std::array all_rules{
    Rule{"staff", "workstations"},
    Rule{"staff", "people / 150"},
    Rule{"staff", "people / 5"},
    Rule{"staff", "people / 15"},
    Rule{"staff", "people / 450"},
    Rule{"staff", "people / 20"},
    Rule{"staff", "1000 × organisations"},
    Rule{"staff", "100 × organisations"},
    Rule{"people", "staff × 150"},
    Rule{"workstations", "staff"},
    Rule{"servers", "workstations / 15"},
    Rule{"destroyed", "0.49"},
    Rule{"clients_destroyed", "destroyed"},
    Rule{"applications", "4.5 × √staff"},
    Rule{"accounts", "staff"},
    Rule{"accounts", "staff + people"},
    Rule{"backups", "0.54"},
    Rule{"identity", "rebuilt"},
    Rule{"it_staff", "staff / 50"},
    Rule{"helpers", "it_staff / 2"},
    Rule{"released a week", "applications / 15"},
    Rule{"work on an application", "0.9 h × √staff"},
};

double people_of_one(Sector sector) {
    switch (sector) {
        case Sector::administration: return people_of_one_official;
        case Sector::chamber: return members_of_one_employee;
        case Sector::company: return customers_of_one_employee;
        case Sector::hospital: return patients_of_one_employee;
        case Sector::university: return students_of_one_employee;
    }
    return people_of_one_official;
}

double usual_staff(Sector sector) {
    const bool is_small = sector == Sector::chamber || sector == Sector::company;
    return is_small ? staff_of_chamber_or_company : staff_of_others;
}

/// Whether somebody was at work who destroys.
bool destroys(Kind kind) { return kind == Kind::ransomware || kind == Kind::wiper; }

double usual_share_destroyed(Kind kind) {
    switch (kind) {
        case Kind::ransomware:
        case Kind::faulty_update: return share_destroyed_by_ransomware;
        case Kind::wiper: return 1;
        case Kind::precaution:
        case Kind::espionage: return 0;
    }
    return 0;
}

class Estimator {
   public:
    explicit Estimator(const Incident& incident) : incident_(incident) {}

    [[nodiscard]] Figures figures() && {
        const double one = people_of_one(incident_.sector);
        const double unknown = usual_staff(incident_.sector) * incident_.organisations;
        figures_.staff = known_or("staff", incident_.staff,
                                  incident_.workstations ? *incident_.workstations
                                  : incident_.people     ? *incident_.people / one
                                                         : unknown);
        figures_.people = known_or("people", incident_.people, figures_.staff * one);
        figures_.workstations =
            known_or("workstations", incident_.workstations, std::round(figures_.staff));
        figures_.servers =
            known_or("servers", incident_.servers,
                     std::max(least_servers,
                              std::round(figures_.workstations / workstations_of_one_server)));
        // A faulty update strikes devices; servers are known to be hit, or are not.
        const bool is_update = incident_.kind == Kind::faulty_update;
        const double usual = usual_share_destroyed(incident_.kind);
        figures_.destroyed = known_or("destroyed", incident_.destroyed, usual);
        figures_.clients_destroyed =
            known_or("clients_destroyed", incident_.clients_destroyed, figures_.destroyed);
        figures_.applications = known_or(
            "applications", incident_.applications,
            std::clamp(std::round(applications_of_root_of_staff * std::sqrt(figures_.staff)),
                       least_applications, most_applications));
        const bool is_university = incident_.sector == Sector::university;
        figures_.accounts =
            known_or("accounts", incident_.accounts,
                     std::round(figures_.staff + (is_university ? figures_.people : 0)));
        figures_.it_staff =
            known_or("it_staff", incident_.it_staff,
                     std::max(least_it_staff, std::round(figures_.staff / staff_of_one_in_it)));
        figures_.helpers =
            known_or("helpers", incident_.helpers,
                     is_update ? 0.0 : std::ceil(figures_.it_staff / it_staff_of_one_helper));
        figures_.released_a_week =
            std::max(least_released, std::ceil(figures_.applications / weeks_of_release));
        figures_.hours_of_work =
            std::max(1.0, std::round(hours_by_root_of_staff * std::sqrt(figures_.staff)));
        figures_.hours_if_intact =
            std::max(1.0, std::round(figures_.hours_of_work / times_as_long_if_destroyed));
        backups();
        identity();
        return std::move(figures_);
    }

   private:
    const Incident& incident_;
    Figures figures_;

    double known_or(const char* column, const std::optional<double>& known, double estimate) {
        if (known) return *known;
        figures_.estimated.emplace_back(column);
        return estimate;
    }

    void backups() {
        if (incident_.backups) {
            figures_.backups_lost = *incident_.backups == Backups::kept ? 0 : 1;
            return;
        }
        figures_.estimated.emplace_back("backups");
        figures_.backups_lost = destroys(incident_.kind) ? backups_lost_to_ransomware : 0;
    }

    void identity() {
        if (incident_.identity) {
            figures_.is_identity_rebuilt = *incident_.identity == Identity::rebuilt;
            return;
        }
        figures_.estimated.emplace_back("identity");
        figures_.is_identity_rebuilt =
            destroys(incident_.kind) || incident_.kind == Kind::espionage;
    }
};

}  // namespace

std::span<const Rule> rules() { return all_rules; }

Figures figures_of(const Incident& incident) {
    if (incident.organisations <= most_drawn_organisations) return Estimator(incident).figures();
    // Of more organisations so many are taken, with as much of everything.
    Incident part = incident;
    const double share = static_cast<double>(most_drawn_organisations) / incident.organisations;
    for (auto* figure : {&part.staff, &part.people, &part.servers, &part.workstations,
                         &part.accounts, &part.it_staff, &part.helpers}) {
        if (*figure) **figure = std::max(1.0, std::round(**figure * share));
    }
    part.organisations = most_drawn_organisations;
    return Estimator(part).figures();
}

}  // namespace kammerspiel::incidents
