#pragma once

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>

#include "tests/support/small_world.hpp"

// Small federations by lot, written as planners would write them, for questions that analysis and
// runs must answer alike.

namespace kammerspiel::test {

/// How many are tried of each question.
inline constexpr std::uint64_t drawn_federations = 500;

/// The standard fixes this generator's numbers, though not those of its distributions.
class Lots {
   public:
    explicit Lots(std::uint64_t number) : generator_(number) {}
    std::uint64_t below(std::uint64_t n) { return generator_() % n; }
    std::uint64_t between(std::uint64_t a, std::uint64_t b) { return a + below(b - a + 1); }
    bool one_in(std::uint64_t n) { return below(n) == 0; }
    template <class... Words>
    std::string one_of(Words... words) {
        const std::array<std::string, sizeof...(words)> all{words...};
        return all[below(all.size())];
    }

   private:
    std::mt19937_64 generator_;
};

/// What may stand in a federation.
struct Drawn {
    bool conditions = true;  ///< `to_start` and `starts_without`
    bool grace = true;
    std::uint64_t most_hosts = 0;  ///< of a group; 0: 1, 2, 4, …, so that a sum tells which
};

/// One to four organisations (`o0`, …), each with host groups (`g0`, …, and a `vault` that only
/// some zones reach), services (`s0`, …) with needs of all kinds, in circles too, a link `out` to
/// the internet, links `wan` and `vpn` to others, and a crew.
class FederationByLot {
   public:
    FederationByLot(Lots& lots, const Drawn& drawn)
        : lots_(lots), drawn_(drawn), organisations_(lots.between(1, 4)) {}

    [[nodiscard]] std::string write();

    // Of what was written.
    std::string group() { return fmt::format("g{}", lots_.below(3)); }
    std::string service() { return fmt::format("s{}", lots_.below(3)); }
    std::string organisation() { return fmt::format("o{}", lots_.below(organisations_)); }
    /// A scope of an action that does not depend on who is affected.
    std::string scope();
    /// Some hosts; always any at all.
    std::string selector();

   private:
    Lots& lots_;
    Drawn drawn_;
    std::uint64_t organisations_;

    std::string template_of(std::uint64_t self);
    std::string host_group(std::uint64_t self, std::uint64_t number);
    std::string links(std::uint64_t self);
    std::string service_of(std::uint64_t self, std::uint64_t number);
    std::string other(std::uint64_t self);
    std::string reference(std::uint64_t self, bool is_service);
    std::string softened(std::uint64_t self, bool is_service);
    std::string need(std::uint64_t self, bool is_service);
};

}  // namespace kammerspiel::test
