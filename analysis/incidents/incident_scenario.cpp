#include "kammerspiel/incidents/incident_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/incidents/template.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/incidents/estimates.hpp"

namespace kammerspiel::incidents {
namespace {

/// So many houses stand for all organisations: they are alike, and what each part of each
/// application changes is told to every house.
constexpr std::uint32_t most_houses = 10;
/// Level from which something is back at all.
constexpr double any_level = 0.01;
/// Level from which a house counts as having a service back.
constexpr double usual_level = 0.5;
/// From this share of servers destroyed on, mail and web servers are among them.
constexpr double reaches_core = 0.5;

std::uint32_t houses_of(const Incident& incident) {
    return std::min(incident.organisations, most_houses);
}

std::string whole(double value) { return fmt::format("{:.0f}", value); }

/// As it may stand between quotation marks of YAML.
std::string quoted_part(std::string_view text) {
    std::string part;
    for (const char c : text) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20;
        if (c == '"' || c == '\\') part += '\\';
        part += is_control ? ' ' : c;
    }
    return part;
}

class Filler {
   public:
    Filler(const Library& library, const Incident& incident)
        : incident_(incident),
          milestones_(library.milestones_of(incident)),
          aims_(aims_of(incident, milestones_)),
          figures_(figures_of(incident)),
          houses_(houses_of(incident)) {}

    [[nodiscard]] Filling filling() const {
        Filling filling{values(), conditions(), {}};
        for (std::uint32_t i = 1; i <= houses_; ++i) {
            filling.lists["house_id"].push_back({{"house_id", fmt::format("house-{:03}", i)}});
        }
        filling.lists["milestone"];
        filling.lists["observed"];
        for (std::size_t i = 0; i < milestones_.size(); ++i) {
            filling.lists["milestone"].push_back(of_milestone(i));
            if (milestones_[i].status == Status::observed) {
                filling.lists["observed"].push_back(of_observed(i));
            }
        }
        return filling;
    }

   private:
    const Incident& incident_;
    std::vector<Milestone> milestones_;
    std::vector<Aim> aims_;
    Figures figures_;
    std::uint32_t houses_;

    [[nodiscard]] double of_house(double all) const { return std::round(all / houses_); }
    [[nodiscard]] double hit(double all, double share) const { return std::round(all * share); }
    [[nodiscard]] double servers_hit() const { return hit(figures_.servers, figures_.destroyed); }
    [[nodiscard]] double clients_hit() const {
        return hit(of_house(figures_.workstations), figures_.clients_destroyed);
    }
    [[nodiscard]] bool has_damage() const {
        return servers_hit() > 0 || clients_hit() > 0 || figures_.is_identity_rebuilt;
    }
    [[nodiscard]] double share_hit() const {
        const double clients = of_house(figures_.workstations);
        return clients > 0 ? clients_hit() / clients : 0;
    }
    /// A key makes what was encrypted readable from its day on, as backups do from the first.
    [[nodiscard]] bool waits_for_key() const {
        return incident_.key_day && figures_.backups_lost > 0;
    }
    [[nodiscard]] double backups_lost() const {
        return waits_for_key() ? 0 : figures_.backups_lost;
    }

    /// As spread as the recorded work on a service is.
    [[nodiscard]] static std::string work_of(double median_hours) {
        constexpr double p90_by_median = 5;
        return fmt::format("lognormal median {:.0f}h p90 {:.0f}h", median_hours,
                           p90_by_median * median_hours);
    }

    /// To stand behind others in a list.
    [[nodiscard]] std::string milestone_services() const {
        std::string all;
        for (const Aim& aim : aims_) all += ", " + aim.service;
        return all;
    }
    [[nodiscard]] Values values() const {
        const auto tag = [](bool is_hit) { return is_hit ? "hit" : "spared"; };
        // Half of those who help look after applications, too.
        const double own = std::round(figures_.it_staff / 2);
        const double specialists = std::max(1.0, own + std::floor(figures_.helpers / 2));
        const double technicians = std::max(1.0, figures_.it_staff - own);
        const double helpers = std::ceil(figures_.helpers / 2);
        const double clients = of_house(figures_.workstations);
        return {
            {"id", incident_.id},
            {"name", quoted_part(incident_.name)},
            {"starts", incident_.starts},
            {"region", incident_.region},
            {"sources", quoted_part(incident_.sources)},
            {"estimated", figures_.estimated.empty()
                              ? std::string("-")
                              : fmt::format("{}", fmt::join(figures_.estimated, ", "))},
            {"house_people", whole(std::max(1.0, of_house(figures_.people)))},
            {"house_staff", whole(std::max(1.0, of_house(figures_.staff)))},
            {"house_crew", whole(std::max(1.0, std::round(technicians / 2 / houses_)))},
            {"clients_hit", whole(clients_hit())},
            {"clients_spared", whole(clients - clients_hit())},
            {"servers_hit", whole(servers_hit())},
            {"servers_spared", whole(figures_.servers - servers_hit())},
            {"core_tag", tag(figures_.destroyed >= reaches_core)},
            {"identity_tag", tag(figures_.is_identity_rebuilt)},
            {"staff", whole(figures_.staff)},
            {"share_hit", fmt::format("{:.6f}", share_hit())},
            {"share_spared", fmt::format("{:.6f}", 1 - share_hit())},
            {"applications", whole(figures_.applications)},
            {"released_a_week", whole(figures_.released_a_week)},
            {"work", work_of(figures_.hours_of_work)},
            {"work_if_intact", work_of(figures_.hours_if_intact)},
            {"accounts_per_staff",
             fmt::format("{:.4g}", std::min(100.0, figures_.accounts / figures_.staff))},
            {"specialists", whole(specialists)},
            {"technicians", whole(std::max(1.0, std::round(technicians / 2)))},
            {"helpers", whole(helpers)},
            {"milestones", milestone_services()},
            {"lost_weight", fmt::format("{:.4g}", backups_lost())},
            {"kept_weight", fmt::format("{:.4g}", 1 - backups_lost())},
            {"key_after",
             waits_for_key() ? fmt::format("{:.0f}h", *incident_.key_day * 24) : std::string("0h")},
        };
    }

    [[nodiscard]] std::map<std::string, bool, std::less<>> conditions() const {
        const auto is_some = [](double part, double all) { return part > 0 && part < all; };
        const double clients = of_house(figures_.workstations);
        const bool has_servers_hit = servers_hit() > 0;
        const bool has_servers_spared = servers_hit() < figures_.servers;
        return {{"adversary", incident_.kind != Kind::faulty_update},
                {"damage", has_damage()},
                {"clients_hit", clients_hit() > 0},
                {"clients_spared", clients_hit() < clients || clients == 0},
                {"mixed", is_some(clients_hit(), clients)},
                {"all_hit", clients > 0 && clients_hit() == clients},
                {"all_spared", clients_hit() == 0},
                {"servers_hit", has_servers_hit},
                {"servers_spared", has_servers_spared},
                {"servers_mixed", has_servers_hit && has_servers_spared},
                {"servers_all_hit", !has_servers_spared},
                {"servers_all_spared", !has_servers_hit},
                {"lost", has_damage() && backups_lost() > 0},
                {"kept", !has_damage() || backups_lost() < 1},
                {"replaced", incident_.hardware == Hardware::replaced},
                {"helpers", figures_.helpers > 0},
                {"observed", std::any_of(milestones_.begin(), milestones_.end(),
                                         [](const Milestone& milestone) {
                                             return milestone.status == Status::observed;
                                         })}};
    }

    [[nodiscard]] std::string title(std::size_t i, const Text& text) const {
        const Milestone& milestone = milestones_[i];
        const std::string what =
            text(fmt::format("incidents.what.{}", as_key(word_of(milestone.what))));
        if (milestone.what == What::first_return) return what;
        const bool is_whole = milestone.share == 1;
        return fmt::format(
            "{} {}", what,
            text.percent(milestone.share, is_whole || milestone.share < 0.995 ? 0 : 1));
    }

    [[nodiscard]] Values of_milestone(std::size_t i) const {
        return {{"milestone", aims_[i].service},
                {"milestone_en", quoted_part(title(i, Text(Language::en)))},
                {"milestone_de", quoted_part(title(i, Text(Language::de)))},
                {"milestone_needs", aims_[i].needs},
                {"milestone_level", fmt::format("{:.6g}", aims_[i].level)}};
    }

    [[nodiscard]] Values of_observed(std::size_t i) const {
        const Milestone& milestone = milestones_[i];
        constexpr double minutes_per_day = 1440;
        return {{"observed", aims_[i].service},
                {"observed_share", fmt::format("{:.6g}", std::max(aims_[i].share, 1e-6))},
                {"observed_after", fmt::format("{:.0f}min", milestone.day * minutes_per_day)},
                {"observed_confidence", std::string(word_of(milestone.confidence))},
                {"observed_source", quoted_part(milestone.source)}};
    }
};

}  // namespace

std::vector<Aim> aims_of(const Incident& incident, const std::vector<Milestone>& milestones) {
    const bool is_one = houses_of(incident) == 1;
    std::vector<Aim> aims;
    for (std::size_t i = 0; i < milestones.size(); ++i) {
        const Milestone& m = milestones[i];
        Aim aim{fmt::format("milestone-{}", i + 1), std::string(word_of(m.what)), any_level, 1};
        const bool is_reachable = m.state == State::reachable;
        const bool is_counted_by_level = m.what == What::applications || m.what == What::everything;
        if (m.what == What::first_return) {
            aim.share = is_one ? 1 : 0;  // the first house of all
        } else if (is_one || is_counted_by_level) {
            aim.level = is_reachable ? any_level : std::max(m.share, any_level);
            aim.share = is_one ? 1 : 0.5;
        } else {
            aim.level = is_reachable ? any_level : usual_level;
            aim.share = m.share;
        }
        aims.push_back(aim);
    }
    return aims;
}

std::optional<scenario::ScenarioTexts> scenario_of(const Library& library, const Incident& incident,
                                                   Diagnostics& out) {
    Diagnostics own;
    const Filling filling = Filler(library, incident).filling();
    scenario::ScenarioTexts texts{.id = incident.id, .main = "scenario.yaml", .files = {}};
    for (const auto& [name, text] : library.templates) {
        texts.files[name] = filled(name, text, filling, own);
    }
    for (const Diagnostic& diagnostic : own.sorted()) out.add(diagnostic);
    if (own.has_errors()) return std::nullopt;
    return texts;
}

}  // namespace kammerspiel::incidents
