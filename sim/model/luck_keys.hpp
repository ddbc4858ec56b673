#pragma once

#include <map>
#include <optional>
#include <string>

#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::model {

/// What names in selectors and scopes stand for, by the keys of the things that they name: so
/// luck that is named by where something happens stays when what is there is renamed.
class LuckKeys {
   public:
    LuckKeys() = default;
    explicit LuckKeys(const scenario::Scenario& scenario);

    [[nodiscard]] std::string organisation(const std::string& name) const;
    [[nodiscard]] std::string attacker(const std::string& name) const;
    /// Of one organisation, or of all: then the key that all of this name have, if they have one.
    [[nodiscard]] std::string group(const std::optional<scenario::Name>& organisation,
                                    const std::string& name) const;
    [[nodiscard]] std::string service(const std::optional<scenario::Name>& organisation,
                                      const std::string& name) const;

    [[nodiscard]] std::string in_words(const scenario::Selector& selector) const;
    [[nodiscard]] std::string in_words(const scenario::Scope& scope) const;

   private:
    using Keys = std::map<std::string, std::string>;  ///< by name, of what has a key
    Keys organisations_;
    Keys attackers_;
    Keys groups_;  ///< both by `organisation/name` and, where all agree, by the name alone
    Keys services_;

    [[nodiscard]] std::string hosts_in_words(const scenario::Selector& selector,
                                             const std::optional<scenario::Name>& there) const;
};

}  // namespace kammerspiel::model
