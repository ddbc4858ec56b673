#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/graph/failure.hpp"
#include "kammerspiel/report/structure.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::report {

/// What sentences about structure are filled with.
class StructureWords {
   public:
    StructureWords(const scenario::Scenario& scenario, const federation::Federation& federation,
                   const Text& text)
        : scenario_(scenario), federation_(federation), text_(text) {}

    [[nodiscard]] const Text& text() const { return text_; }
    [[nodiscard]] const federation::Federation& federation() const { return federation_; }
    [[nodiscard]] const scenario::Scenario& scenario() const { return scenario_; }

    /// Members, patients …
    [[nodiscard]] std::string people() const;
    // Numbers with their nouns, to stand in sentences.
    [[nodiscard]] Message services(std::uint64_t count) const;
    [[nodiscard]] Message organisations(std::uint64_t count) const;
    [[nodiscard]] Message members(std::uint64_t count) const;
    /// Hours of them in a day, short.
    [[nodiscard]] std::string hours(MemberHours a_day) const;
    /// “the host group gfi/directory”, in the nominative.
    [[nodiscard]] Message element(const graph::Element& element) const;
    /// “host group”, “link”, “organisation”
    [[nodiscard]] std::string kind(const graph::Element& element) const;
    /// Names in a row; more than `most` are counted.
    [[nodiscard]] std::string names(const std::vector<std::string>& all,
                                    std::size_t most = 6) const;
    /// “file:line”, empty where unknown.
    [[nodiscard]] static std::string place(const Place& place);

   private:
    const scenario::Scenario& scenario_;
    const federation::Federation& federation_;
    const Text& text_;
};

}  // namespace kammerspiel::report
