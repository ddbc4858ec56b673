#include "analysis/report/structure/structure_words.hpp"

#include <fmt/format.h>

namespace kammerspiel::report {
namespace {

std::string_view word(const graph::Element& element) {
    constexpr std::string_view words[] = {"group", "link", "organisation"};
    return words[element.index()];
}

}  // namespace

std::string StructureWords::people() const {
    const auto& people = scenario_.people;
    return text_.language() == Language::de ? people.de_many : people.en_many;
}

Message StructureWords::services(std::uint64_t count) const {
    return {"structure.services", {{"count", count}}};
}

Message StructureWords::organisations(std::uint64_t count) const {
    return {"structure.organisations", {{"count", count}}};
}

Message StructureWords::members(std::uint64_t count) const {
    const auto& people = scenario_.people;
    const bool is_one = count == 1;
    return {"structure.members",
            {{"count", count},
             {"people", is_one ? people.en_one : people.en_many,
              is_one ? people.de_one : people.de_many}}};
}

std::string StructureWords::hours(MemberHours a_day) const { return text_.compact(a_day.count()); }

Message StructureWords::element(const graph::Element& element) const {
    return {fmt::format("structure.the.{}", word(element)),
            {{"name", graph::name_of(federation_, element)}}};
}

std::string StructureWords::kind(const graph::Element& element) const {
    return text_(fmt::format("structure.kind.{}", word(element)));
}

std::string StructureWords::names(const std::vector<std::string>& all, std::size_t most) const {
    if (all.size() <= most) return fmt::format("{}", fmt::join(all, ", "));
    return text_(
        "structure.and_more",
        {{"names",
          fmt::format("{}", fmt::join(all.begin(),
                                      all.begin() + static_cast<std::ptrdiff_t>(most - 1), ", "))},
         {"count", all.size() - (most - 1)}});
}

std::string StructureWords::place(const Place& place) {
    if (!place.file || place.line == 0) return {};
    return fmt::format("{}:{}", place.name(), place.line);
}

}  // namespace kammerspiel::report
