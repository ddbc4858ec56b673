#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "live/world/live_world.hpp"

// What a group of players can know at a moment. Whatever is written for players is made of this and
// of what they were handed; `LiveWorld` and `Truth` are other types, and nothing leads back to
// them.

namespace kammerspiel::live {

/// Through whose eyes the world is seen.
struct Viewer {
    std::optional<federation::OrganisationId> house;  ///< whose own staff they are
    bool is_told = false;  ///< the crisis team: hears of every house, after the reporting delay
};
/// Of a group of the exercise. One without a house is told what the crisis team is told.
[[nodiscard]] Viewer viewer_of(const scenario::Scenario& scenario,
                               const federation::Federation& federation,
                               const scenario::ExerciseGroup& group);

/// Something that a viewer learns.
struct Fact {
    enum class Kind {
        given,      ///< known when the exercise begins
        alert,      ///< of sensors; whether it is a false one nobody can see
        confirmed,  ///< a host is known to be in the attacker's hands
        cleared,    ///< an analyst saw that it is clean
        broken,     ///< users notice hosts that no longer work
        off,        ///< hosts switched off or isolated
        restored,   ///< hosts that are back
        link_closed,
        link_opened,
        help_came,   ///< people of a pool
        duty_begun,  ///< an obligation with a clock
        duty_met,
        duty_missed,
        service_down,  ///< that people use: everybody notices
        service_up,
    };
    SimTime at;  ///< when they learn it
    Kind kind = Kind::alert;
    std::uint32_t organisation = 0;
    std::uint32_t subject = 0;  ///< host group, link, service or obligation, as the kind has it
    std::uint32_t host = 0;     ///< of `confirmed`: its number in the group
    std::uint32_t count = 1;
};
constexpr auto vocabulary(Fact::Kind) {
    using enum Fact::Kind;
    return std::array{Word{given, "given"},
                      Word{alert, "alert"},
                      Word{confirmed, "confirmed"},
                      Word{cleared, "cleared"},
                      Word{broken, "broken"},
                      Word{off, "off"},
                      Word{restored, "restored"},
                      Word{link_closed, "link-closed"},
                      Word{link_opened, "link-opened"},
                      Word{help_came, "help-came"},
                      Word{duty_begun, "duty-begun"},
                      Word{duty_met, "duty-met"},
                      Word{duty_missed, "duty-missed"},
                      Word{service_down, "service-down"},
                      Word{service_up, "service-up"}};
}

/// Names that everybody at the exercise may read: who takes part, and what it offers.
struct PublicNames {
    struct Organisation {
        std::string id, name;
        std::optional<double> latitude, longitude;
        std::uint64_t members = 0;
    };
    struct Service {
        std::uint32_t organisation = 0;
        std::string name;
        Localised title;
        std::optional<Duration> mtpd, rto;
    };
    std::vector<Organisation> organisations;
    std::vector<Service> services;           ///< by ServiceId
    std::vector<bool> is_wanted;             ///< by ServiceId: people use it
    std::vector<std::string> groups, links;  ///< host groups and links, by their ids
    std::vector<Localised> duties;           ///< by obligation
    std::vector<Duration> duty_within;
    std::vector<Localised> given;  ///< words of what is known at the start
};
[[nodiscard]] PublicNames public_names(const model::Plan& plan);

/// Everything that a viewer will learn in this world, in the order in which they do. It is the one
/// place where truth becomes knowledge.
[[nodiscard]] std::vector<Fact> facts_for(const LiveWorld& world, const Viewer& viewer);

/// The picture that a viewer has at a moment.
struct Known {
    SimTime now;
    struct House {
        std::uint32_t alerts = 0, confirmed = 0, broken = 0, off = 0, restored = 0;
        bool operator==(const House&) const = default;
    };
    std::map<std::uint32_t, House> houses;  ///< by organisation, where anything is known
    std::map<std::uint32_t, SimTime> down;  ///< services by id, since when
    struct Duty {
        std::uint32_t obligation = 0, organisation = 0;
        SimTime begun;
        enum class State { running, met, missed } state = State::running;
    };
    std::vector<Duty> duties;
    std::vector<Fact> news;  ///< the last ones, newest first
};
inline constexpr std::size_t most_news = 60;
[[nodiscard]] Known known_at(const std::vector<Fact>& facts, SimTime now);
/// When the picture changes next: for whoever keeps it up to date, never for whoever sees it.
[[nodiscard]] std::optional<SimTime> next_change(const std::vector<Fact>& facts, SimTime now);

}  // namespace kammerspiel::live
