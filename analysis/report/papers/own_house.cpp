#include "analysis/report/papers/own_house.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analysis/report/chart/drawing.hpp"
#include "kammerspiel/federation/needed.hpp"

namespace kammerspiel::report::papers {
namespace {

using federation::OrganisationId;
using federation::ServiceId;

/// Of all that a service needs, through whatever, those who own it.
std::set<OrganisationId> owners_of_needed(const federation::Federation& federation,
                                          ServiceId service) {
    federation::Needed needed(federation);
    needed.add(service);
    std::set<OrganisationId> owners;
    for (const auto group : needed.host_groups()) {
        owners.insert(federation.host_groups[group.index()].organisation);
    }
    for (const auto link : needed.links()) {
        owners.insert(federation.links[link.index()].organisation);
    }
    owners.erase(federation.services[service.index()].organisation);
    return owners;
}

/// Boxes of a sketch, each once, in three columns: who needs, who does both, who is needed.
class Sketch {
   public:
    explicit Sketch(const std::vector<OwnHouse>& houses) {
        for (const OwnHouse& house : houses) is_own_.insert(house.name);
    }

    void needs(const std::string& one, const std::string& other, std::string label) {
        arrows_.push_back({one, other, std::move(label)});
    }

    [[nodiscard]] charts::Json data() const {
        charts::Json boxes = charts::Json::array();
        charts::Json arrows = charts::Json::array();
        std::vector<std::string> names;
        const auto number_of = [&](const std::string& name) {
            const auto known = std::find(names.begin(), names.end(), name);
            if (known != names.end()) return static_cast<std::size_t>(known - names.begin());
            names.push_back(name);
            constexpr std::size_t longest = 24;
            boxes.push_back({{"label", charts::in_two_lines(name, longest)},
                             {"column", column_of(name)},
                             {"own", is_own_.contains(name)}});
            return names.size() - 1;
        };
        for (const Arrow& arrow : arrows_) {
            const std::size_t from = number_of(arrow.from);
            const std::size_t to = number_of(arrow.to);
            arrows.push_back({{"from", from}, {"to", to}, {"label", arrow.label}});
        }
        return {{"boxes", std::move(boxes)}, {"arrows", std::move(arrows)}};
    }
    [[nodiscard]] bool is_empty() const { return arrows_.empty(); }

   private:
    struct Arrow {
        std::string from, to, label;
    };
    std::set<std::string> is_own_;
    std::vector<Arrow> arrows_;

    [[nodiscard]] int column_of(const std::string& name) const {
        const bool does = std::any_of(arrows_.begin(), arrows_.end(),
                                      [&](const Arrow& one) { return one.from == name; });
        const bool is_needed = std::any_of(arrows_.begin(), arrows_.end(),
                                           [&](const Arrow& one) { return one.to == name; });
        return does && is_needed ? 1 : does ? 0 : 2;
    }
};

}  // namespace

std::optional<OwnHouse> own_house(const PaperWords& words, const scenario::ExerciseGroup& group) {
    const federation::Federation& federation = words.material().plan.federation();
    if (!group.organisation) return std::nullopt;
    const auto id = federation.find_organisation(group.organisation->text);
    if (!id) return std::nullopt;
    const federation::Organisation& info = federation.of(*id);
    OwnHouse house{
        .id = info.id, .name = info.name, .services = {}, .needed = {}, .dependents = {}};
    std::map<OrganisationId, std::size_t> needed;
    const auto aim = [&](const std::optional<Duration>& span) {
        return span ? words.text().span(*span) : std::string("–");
    };
    for (std::uint32_t s = 0; s < info.services.count; ++s) {
        const ServiceId service = info.services[s];
        const auto owners = owners_of_needed(federation, service);
        for (const OrganisationId owner : owners) ++needed[owner];
        const federation::Service& of = federation.services[service.index()];
        if (!of.demand) continue;
        OwnHouse::Service made{.title = words(of.title), .rto = aim(of.rto), .mtpd = aim(of.mtpd)};
        for (const OrganisationId owner : owners) made.needs.push_back(federation.of(owner).name);
        house.services.push_back(std::move(made));
    }
    for (const auto& [owner, count] : needed) {
        house.needed.emplace_back(federation.of(owner).name, count);
    }
    std::stable_sort(house.needed.begin(), house.needed.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::set<OrganisationId> dependents;
    for (const federation::Subscriber& one : federation.subscribers_of(*id)) {
        dependents.insert(one.organisation);
    }
    dependents.erase(*id);
    for (const OrganisationId one : dependents) {
        house.dependents.push_back(federation.of(one).name);
    }
    return house;
}

Picture who_needs_whom(const std::vector<OwnHouse>& houses, const PaperWords& words) {
    constexpr std::size_t most_named = 4;
    const auto is_own = [&](const std::string& name) {
        return std::any_of(houses.begin(), houses.end(),
                           [&](const OwnHouse& house) { return house.name == name; });
    };
    Sketch sketch(houses);
    std::vector<std::string> sentences;
    const auto add = [&](const std::string& one, const std::string& other, std::string label) {
        sentences.push_back(words("sitman.needs", {{"one", one}, {"other", other}}));
        sketch.needs(one, other, std::move(label));
    };
    for (const OwnHouse& house : houses) {
        for (std::size_t n = 0; n < std::min(house.needed.size(), most_named); ++n) {
            const auto& [name, services] = house.needed[n];
            add(house.name, name,
                words("sitman.services", {{"count", static_cast<std::int64_t>(services)}}));
        }
        std::vector<std::string> further;
        for (const std::string& name : house.dependents) {
            if (!is_own(name)) further.push_back(name);
        }
        if (further.size() <= most_named) {
            for (const std::string& name : further) add(name, house.name, {});
        } else {
            add(words("sitman.further", {{"count", static_cast<std::int64_t>(further.size())}}),
                house.name, {});
        }
    }
    if (sketch.is_empty()) return {};
    charts::Drawing drawing{.kind = "who_needs_whom", .data = sketch.data(), .picture = {}};
    drawing.picture.title = words("sitman.who_needs_whom");
    for (const std::string& sentence : sentences) {
        if (!drawing.picture.alternative.empty()) drawing.picture.alternative += " ";
        drawing.picture.alternative += sentence;
    }
    drawing.picture.note = words("sitman.who_needs_whom_note");
    return charts::finished(std::move(drawing));
}

}  // namespace kammerspiel::report::papers
