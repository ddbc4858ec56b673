#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/report/question/question_json.hpp"
#include "kammerspiel/report/structure_exports.hpp"

namespace kammerspiel::report {
namespace {

using scenario::Scenario;

constexpr std::size_t longest_comment = 200;

/// T#### or T####.###
bool is_attack_id(std::string_view id) {
    constexpr std::size_t technique = 5;
    constexpr std::size_t with_sub_technique = 9;
    if (id.size() != technique && id.size() != with_sub_technique) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const char c = id[i];
        const bool fits = i == 0 ? c == 'T' : i == technique ? c == '.' : c >= '0' && c <= '9';
        if (!fits) return false;
    }
    return true;
}

class LayerWriter {
   public:
    LayerWriter(const Scenario& scenario, const Text& text) : scenario_(scenario), text_(text) {}

    std::string write() const {
        const auto profiles = static_cast<std::int64_t>(scenario_.attackers.size());
        Json layer{
            {"name", text_("export.layer.name", {{"scenario", in_language(scenario_.title)}})},
            {"versions", {{"navigator", "5.1.0"}, {"layer", "4.5"}}},
            {"domain", "enterprise-attack"},
            {"description", text_("export.layer.description")},
            {"sorting", 3},  // by score, highest first
            {"layout",
             {{"layout", "side"}, {"showID", true}, {"expandedSubtechniques", "annotated"}}},
            {"techniques", techniques()},
            {"gradient",
             {{"colors", {"#ffffff", "#0b5394"}},
              {"minValue", 0},
              {"maxValue", std::max<std::int64_t>(profiles, 1)}}}};
        return layer.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    }

   private:
    const Scenario& scenario_;
    const Text& text_;

    std::string in_language(const scenario::Localised& words) const {
        return harmless(text_(words), longest_comment);
    }
    std::string attacker(const scenario::AttackerProfile& profile) const {
        const std::string title = in_language(profile.title);
        return title.empty() ? harmless(profile.name.text, longest_comment) : title;
    }

    struct Use {
        std::string attacker;
        std::vector<std::string> routes;
    };

    Json techniques() const {
        std::map<std::string, std::vector<Use>> uses;
        for (const auto& profile : scenario_.attackers) {
            std::map<std::string, std::vector<std::string>> routes;
            for (const auto& route : profile.routes) {
                if (!is_attack_id(route.technique)) continue;
                routes[route.technique].push_back(harmless(route.name.text, longest_comment));
            }
            for (auto& [technique, names] : routes) {
                uses[technique].push_back({attacker(profile), std::move(names)});
            }
        }
        Json all = Json::array();
        for (const auto& [technique, by] : uses) all.push_back(entry(technique, by));
        return all;
    }

    Json entry(const std::string& technique, const std::vector<Use>& uses) const {
        std::string comment;
        Json metadata = Json::array();
        for (const Use& use : uses) {
            const Argument routes("routes", use.routes);
            comment += text_("export.layer.used", {{"attacker", use.attacker}, routes}) + "\n";
            metadata.push_back({{"name", use.attacker},
                                {"value", fmt::format("{}", fmt::join(use.routes, ", "))}});
        }
        const std::vector<std::string> everywhere = blocking(technique, true);
        const std::vector<std::string> in_part = blocking(technique, false);
        if (everywhere.empty() && in_part.empty()) {
            comment += text_("export.layer.blocked_by_none");
        }
        if (!everywhere.empty()) {
            comment += text_("export.layer.blocked", {{"strategies", everywhere}});
            metadata.push_back({{"name", text_("export.layer.by")},
                                {"value", fmt::format("{}", fmt::join(everywhere, ", "))}});
        }
        if (!in_part.empty()) {
            if (!everywhere.empty()) comment += "\n";
            comment += text_("export.layer.blocked_in_part", {{"strategies", in_part}});
            metadata.push_back({{"name", text_("export.layer.by_in_part")},
                                {"value", fmt::format("{}", fmt::join(in_part, ", "))}});
        }
        return {{"techniqueID", technique},
                {"score", uses.size()},
                {"comment", comment},
                {"metadata", std::move(metadata)}};
    }

    enum class Extent { nowhere, in_part, everywhere };

    /// Where a strategy blocks it, should all of its plays be made.
    static Extent extent(const scenario::Strategy& strategy, const std::string& technique) {
        Extent most = Extent::nowhere;
        for (const scenario::Play& play : strategy.plays) {
            for (const scenario::Action& action : play.actions) {
                const auto* block = std::get_if<scenario::BlockTechnique>(&action);
                if (block == nullptr || block->technique != technique) continue;
                const bool is_meant_everywhere =
                    block->scope.kind == scenario::Scope::Kind::everything;
                most = std::max(most, is_meant_everywhere ? Extent::everywhere : Extent::in_part);
            }
        }
        return most;
    }

    std::vector<std::string> blocking(const std::string& technique, bool everywhere) const {
        std::vector<std::string> names;
        for (const auto& strategy : scenario_.strategies) {
            if (extent(strategy, technique) !=
                (everywhere ? Extent::everywhere : Extent::in_part)) {
                continue;
            }
            const std::string title = in_language(strategy.title);
            names.push_back(title.empty() ? harmless(strategy.name.text, longest_comment) : title);
        }
        return names;
    }
};

}  // namespace

std::string as_navigator_layer(const Scenario& scenario, const Text& text) {
    return LayerWriter(scenario, text).write();
}

}  // namespace kammerspiel::report
