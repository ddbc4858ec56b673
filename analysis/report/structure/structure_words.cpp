#include "analysis/report/structure/structure_words.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::report {
namespace {

/// The article and the name of it.
const char* key_with_name(const graph::Element& element) {
    return std::visit(
        Overloaded{[](federation::HostGroupId) { return "structure.the.group"; },
                   [](federation::LinkId) { return "structure.the.link"; },
                   [](federation::OrganisationId) { return "structure.the.organisation"; }},
        element);
}

const char* key_of_kind(const graph::Element& element) {
    return std::visit(
        Overloaded{[](federation::HostGroupId) { return "structure.kind.group"; },
                   [](federation::LinkId) { return "structure.kind.link"; },
                   [](federation::OrganisationId) { return "structure.kind.organisation"; }},
        element);
}

}  // namespace

std::string StructureWords::people() const { return text_(scenario_.people.many); }

Message StructureWords::services(std::uint64_t count) const {
    return {"structure.services", {{"count", count}}};
}

Message StructureWords::organisations(std::uint64_t count) const {
    return {"structure.organisations", {{"count", count}}};
}

Message StructureWords::members(std::uint64_t count) const {
    const Localised& people = count == 1 ? scenario_.people.one : scenario_.people.many;
    return {"structure.members", {{"count", count}, {"people", people.en, people.de}}};
}

std::string StructureWords::hours(MemberHours a_day) const { return text_.compact(a_day.count()); }

Message StructureWords::element(const graph::Element& element) const {
    return {key_with_name(element), {{"name", graph::name_of(federation_, element)}}};
}

std::string StructureWords::kind(const graph::Element& element) const {
    return text_(key_of_kind(element));
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
