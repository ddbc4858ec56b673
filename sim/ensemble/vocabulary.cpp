#include "kammerspiel/ensemble/vocabulary.hpp"

#include <algorithm>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "sim/ensemble/vocabulary_table.hpp"

namespace kammerspiel::ensemble {

std::span<const Term> vocabulary() {
    static const std::vector<Term> all = [] {
        std::vector<Term> terms;
        for (const auto part :
             {terms::of_everything(), terms::of_a_run(), terms::of_a_study(), terms::of_questions(),
              terms::of_the_structure(), terms::of_what_is_kept()}) {
            terms.insert(terms.end(), part.begin(), part.end());
        }
        std::sort(terms.begin(), terms.end(),
                  [](const Term& a, const Term& b) { return a.name < b.name; });
        for (std::size_t i = 1; i < terms.size(); ++i) {
            ensure(terms[i - 1].name != terms[i].name, "{} has two meanings", terms[i].name);
        }
        return terms;
    }();
    return all;
}

const Term* find_term(std::string_view name) {
    const auto all = vocabulary();
    const auto found = std::lower_bound(
        all.begin(), all.end(), name, [](const Term& a, std::string_view b) { return a.name < b; });
    return found != all.end() && found->name == name ? &*found : nullptr;
}

const Term& term(std::string_view name) {
    const Term* found = find_term(name);
    ensure(found != nullptr, "{} is not in the table of figures", name);
    return *found;
}

}  // namespace kammerspiel::ensemble
