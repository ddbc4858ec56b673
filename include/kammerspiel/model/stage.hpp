#pragma once

#include <cstddef>
#include <cstdint>

#include "kammerspiel/base/words.hpp"

namespace kammerspiel::model {

/// What a service that is not wholly there waits for on its way back: where several hold it up, the
/// first of them in this order.
enum class Stage : std::uint8_t {
    none,         ///< nothing
    hold,         ///< forensics has not got what it needs of hosts it needs
    supply,       ///< goods for hosts it needs
    hosts,        ///< hosts it needs are to be inspected, rebuilt, tested, or to be taken in hand
    link,         ///< a closed link
    credentials,  ///< accounts that are to be issued
    application,  ///< work on the service itself
    acceptance,   ///< its owner's test
    release,      ///< those who decide
    elsewhere,    ///< another organisation, which does not say more
    start,        ///< its own start
};
inline constexpr std::size_t stage_count = 11;
constexpr auto vocabulary(Stage) {
    using enum Stage;
    return std::array{Word{none, "none"},
                      Word{hold, "hold"},
                      Word{supply, "supply"},
                      Word{hosts, "hosts"},
                      Word{link, "link"},
                      Word{credentials, "credentials"},
                      Word{application, "application"},
                      Word{acceptance, "acceptance"},
                      Word{release, "release"},
                      Word{elsewhere, "elsewhere"},
                      Word{start, "start"}};
}

}  // namespace kammerspiel::model
