#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

// Words of an inventory, and what they become in a federation.

namespace kammerspiel::inventories {

/// Lower-case letters a to z and digits; a run of anything else becomes one '_', none at the ends.
/// Letters with accents become those of ASCII, as German has them: `Beschäftigte (Köpfe)` becomes
/// `beschaeftigte_koepfe`. By this, headings and words are compared.
[[nodiscard]] std::string folded(std::string_view text);

/// `text` if the loader takes it as a name, else the nearest that it takes; empty if nothing of it
/// can stand in a name. `Mailserver Köln` becomes `Mailserver-Koeln`.
[[nodiscard]] std::string mended_name(std::string_view text);

/// Gives names out once each.
class UniqueNames {
   public:
    /// These are never given out.
    explicit UniqueNames(std::set<std::string, std::less<>> reserved)
        : taken_(std::move(reserved)) {}
    /// `wanted`, or where that is gone `wanted-2`, `wanted-3` … Precondition: `wanted` is a name.
    std::string take(const std::string& wanted);

   private:
    std::set<std::string, std::less<>> taken_;
    std::map<std::string, unsigned>
        last_;  ///< number behind a name, so that many alike cost little
};

}  // namespace kammerspiel::inventories
