#include "analysis/report/structure/structure_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/structure/federation_layout.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using svg::label;
using svg::line;

constexpr double picture_width = FederationLayout::width;
constexpr double middle = picture_width / 2;
constexpr double foot = 70;  ///< height of the legend
constexpr std::size_t named_of_many = 30;
constexpr std::size_t longest_node_name = 20;
constexpr std::size_t shades = 7;

std::size_t shade_of(double exposure) {
    const double within = std::clamp(exposure, 0.0, 1.0);
    return std::min(static_cast<std::size_t>(within * shades), shades - 1);
}

std::string circle(Point at, double radius, const std::string& kind, std::string_view title) {
    return fmt::format(
        "<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"><title>{}</title></circle>",
        kind, at.x, at.y, radius, escaped(title));
}

/// Written outwards along a spoke, never upside down.
std::string spoke_label(Point at, double angle, std::string_view words) {
    const double degrees = angle * 180 / std::numbers::pi;
    const bool is_left = degrees > 180;
    return fmt::format(
        "<text class=\"mark halo\" transform=\"translate({:.1f} {:.1f}) rotate({:.1f})\" "
        "text-anchor=\"{}\" dy=\"4\">{}</text>",
        at.x, at.y, is_left ? degrees - 270 : degrees - 90, is_left ? "end" : "start",
        escaped(words));
}

class FederationPicture {
   public:
    FederationPicture(const Federation& federation, const Exposure& exposure,
                      const std::string& people, const Text& text)
        : federation_(federation),
          exposure_(exposure),
          people_(people),
          text_(text),
          layout_(federation) {}

    std::string draw() const {
        std::string picture =
            svg::begin(picture_width, picture_width + foot, alternative(), "chart square");
        picture += joins();
        if (layout_.one_ring() && has_regions()) picture += regions();
        for (const std::size_t o : smaller_later()) picture += drawn(o);
        for (const std::size_t o : layout_.middle) picture += drawn_middle(o);
        picture += names();
        return picture + legend() + "</svg>";
    }

   private:
    const Federation& federation_;
    const Exposure& exposure_;
    const std::string& people_;
    const Text& text_;
    FederationLayout layout_;

    std::string name(std::size_t o) const {
        return shortened(harmless(federation_.organisations[o].id, longest_node_name + 1),
                         longest_node_name);
    }

    bool has_regions() const {
        const auto& all = federation_.organisations;
        return !layout_.around.empty() &&
               all[layout_.around.front()].region != all[layout_.around.back()].region;
    }

    /// A small circle is not hidden behind a large neighbour.
    std::vector<std::size_t> smaller_later() const {
        std::vector<std::size_t> order = layout_.around;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return federation_.organisations[a].members > federation_.organisations[b].members;
        });
        return order;
    }

    /// Areas are as members are.
    double radius_of(double members) const {
        constexpr double smallest = 2;
        constexpr double widest = 28;
        // Large neighbours may touch each other; most are small.
        constexpr double share_of_pitch = 0.7;
        double most = 1;
        for (const std::size_t o : layout_.around) {
            most = std::max(most, static_cast<double>(federation_.organisations[o].members));
        }
        const double room = std::min(widest, share_of_pitch * layout_.pitch);
        return std::max(std::min(smallest, room), room * std::sqrt(members / most));
    }
    double radius(std::size_t o) const {
        return radius_of(static_cast<double>(federation_.organisations[o].members));
    }

    std::string kind(std::size_t o) const {
        if (exposure_.of.empty()) return "node";
        return fmt::format("node x{}", shade_of(exposure_.of[o]));
    }
    std::string told(std::size_t o) const {
        const auto& organisation = federation_.organisations[o];
        const std::string members = text_.compact(static_cast<double>(organisation.members));
        const std::string full = harmless(organisation.name, 100);
        if (exposure_.of.empty()) {
            return text_("picture.told",
                         {{"name", full}, {"members", members}, {"people", people_}});
        }
        return text_("picture.told.exposed",
                     {{"name", full},
                      {"members", members},
                      {"people", people_},
                      {"what", exposure_.what},
                      {"exposure", text_.percent(std::clamp(exposure_.of[o], 0.0, 1.0))}});
    }

    std::string drawn(std::size_t o) const {
        return circle(layout_.at[o], radius(o), kind(o), told(o));
    }

    std::string drawn_middle(std::size_t o) const {
        constexpr double side = 40;
        const Point at = layout_.at[o];
        return fmt::format(
            "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" rx=\"6\">"
            "<title>{}</title></rect>",
            kind(o), at.x - side / 2, at.y - side / 2, side, side, escaped(told(o)));
    }

    std::string joins() const {
        std::vector<bool> is_drawn(federation_.organisations.size(), false);
        for (const std::size_t o : layout_.around) is_drawn[o] = true;
        for (const std::size_t o : layout_.middle) is_drawn[o] = true;
        std::string lines;
        for (const auto& [a, b] : layout_.joined) {
            if (is_drawn[a] && is_drawn[b]) {
                lines += line(layout_.at[a].x, layout_.at[a].y, layout_.at[b].x, layout_.at[b].y,
                              layout_.one_ring() ? "join" : "join faint");
            }
        }
        return lines;
    }

    /// The codes of the regions inside the ring, each with an arc over its organisations.
    std::string regions() const {
        std::string all;
        constexpr double arc_inside = 24;
        constexpr double code_inside = 38;
        for (std::size_t i = 0; i < layout_.around.size();) {
            std::size_t end = i + 1;
            while (end < layout_.around.size() && !layout_.begins_region(end)) ++end;
            constexpr double longest_end = 14;
            const double half = std::min(0.4 * layout_.pitch, longest_end) / layout_.ring;
            const double from = layout_.angle[layout_.around[i]] - half;
            const double to = layout_.angle[layout_.around[end - 1]] + half;
            const double r = layout_.ring - arc_inside;
            const Point a = on_circle(r, from);
            const Point b = on_circle(r, to);
            if (!has_room_beside())
                all += fmt::format(
                    "<path class=\"arc\" d=\"M{:.1f},{:.1f}A{:.1f},{:.1f} 0 {} 1 {:.1f},{:.1f}\"/>",
                    a.x, a.y, r, r, to - from > std::numbers::pi ? 1 : 0, b.x, b.y);
            const double turn = (from + to) / 2;
            const Point code = on_circle(layout_.ring - code_inside, turn);
            const double sideways = std::sin(turn);
            const char* anchor = sideways > 0.4 ? "end" : sideways < -0.4 ? "start" : "middle";
            const auto& region =
                federation_.regions[federation_.organisations[layout_.around[i]].region.index()];
            all += label(code.x, code.y + 4, anchor, harmless(region.code, 8), "tick halo");
            i = end;
        }
        return all;
    }

    std::string names() const {
        std::string all;
        for (const std::size_t o : layout_.middle) {
            all +=
                label(layout_.at[o].x, layout_.at[o].y + 36, "middle", name(o), "mark halo strong");
        }
        if (layout_.one_ring()) {
            for (const std::size_t o : layout_.around) {
                const Point at = on_circle(layout_.ring + radius(o) + 5, layout_.angle[o]);
                all +=
                    has_room_beside() ? level_label(o) : spoke_label(at, layout_.angle[o], name(o));
            }
            return all;
        }
        return all + names_of_largest();
    }

    /// So few on the ring that names need not be turned.
    bool has_room_beside() const {
        constexpr double enough = 60;
        return layout_.pitch >= enough;
    }

    std::string level_label(std::size_t o) const {
        const double sideways = std::sin(layout_.angle[o]);
        const double beside = radius(o) + 5;
        const Point at = layout_.at[o];
        if (std::abs(sideways) < 0.3) {
            const bool is_above = at.y < middle;
            return label(at.x, is_above ? at.y - beside : at.y + beside + 10, "middle", name(o),
                         "mark halo");
        }
        return label(at.x + (sideways > 0 ? beside : -beside), at.y + 4,
                     sideways > 0 ? "start" : "end", name(o), "mark halo");
    }

    /// The largest first; a name that would cover another is left out.
    std::string names_of_largest() const {
        constexpr double a_character = 6.5;
        constexpr double a_line = 15;
        struct Containment {
            double from, to, y;
        };
        std::vector<Containment> taken;
        std::string all;
        for (const std::size_t o : smaller_later()) {
            if (taken.size() == named_of_many) break;
            const std::string words = shortened(name(o), 16);
            const bool is_left = layout_.at[o].x < middle;
            const double beside = radius(o) + 3;
            const double x = layout_.at[o].x + (is_left ? -beside : beside);
            const double wide = a_character * static_cast<double>(columns_of(words));
            const Containment here{is_left ? x - wide : x, is_left ? x : x + wide, layout_.at[o].y};
            const bool covers =
                std::any_of(taken.begin(), taken.end(), [&](const Containment& other) {
                    return std::abs(other.y - here.y) < a_line && other.from < here.to &&
                           here.from < other.to;
                });
            if (covers) continue;
            taken.push_back(here);
            all += label(x, here.y + 4, is_left ? "end" : "start", words, "mark halo");
        }
        return all;
    }

    std::string legend() const {
        constexpr double left = 40;
        constexpr double swatch = 22;
        const double y = picture_width + 24;
        std::string all;
        if (!exposure_.of.empty()) {
            all += label(left, y - 6, "start", exposure_.what, "mark");
            for (std::size_t s = 0; s < shades; ++s) {
                all += fmt::format(
                    "<rect class=\"node x{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" "
                    "height=\"14\"/>",
                    s, left + swatch * static_cast<double>(s), y + 2, swatch);
            }
            all += label(left, y + 32, "start", exposure_.least);
            all += label(left + swatch * shades + 6, y + 14, "start", exposure_.most);
        }
        return all + sizes(y);
    }

    std::string sizes(double y) const {
        double most = 0;
        for (const std::size_t o : layout_.around) {
            most = std::max(most, static_cast<double>(federation_.organisations[o].members));
        }
        constexpr double x = 560;
        std::string all =
            label(x, y - 6, "start", text_("picture.size", {{"people", people_}}), "mark");
        if (most > 0) {
            // Round figures: the largest power of ten in it, and a tenth.
            const double large = std::pow(10.0, std::floor(std::log10(most)));
            double at = x;
            for (const double members : {large, large / 10}) {
                const double r = radius_of(members);
                all +=
                    fmt::format("<circle class=\"node\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>",
                                at + r, y + 18, r);
                all += label(at + 2 * r + 5, y + 22, "start", text_.compact(members));
                at += 2 * r + 75;
            }
        }
        if (layout_.left_out == 0) return all;
        return all +
               label(x, y + 44, "start", text_("picture.left_out", {{"count", layout_.left_out}}));
    }

    std::string alternative() const {
        constexpr std::size_t most = 5;
        std::vector<std::string> in_middle;
        for (const std::size_t o : layout_.middle) in_middle.push_back(name(o));
        if (exposure_.of.empty()) {
            return layout_.middle.empty()
                       ? text_("picture.federation.alone",
                               {{"count", layout_.around.size()}, {"people", people_}})
                       : text_("picture.federation", {{"count", layout_.around.size()},
                                                      {"people", people_},
                                                      Argument("middle", in_middle)});
        }
        std::vector<std::size_t> exposed(federation_.organisations.size());
        std::iota(exposed.begin(), exposed.end(), std::size_t{0});
        std::stable_sort(exposed.begin(), exposed.end(), [&](std::size_t a, std::size_t b) {
            return exposure_.of[a] > exposure_.of[b];
        });
        std::vector<std::string> worst;
        for (std::size_t i = 0; i < std::min(most, exposed.size()); ++i) {
            worst.push_back(name(exposed[i]));
        }
        return text_(
            "picture.federation.exposed",
            {{"count", layout_.around.size()}, {"what", exposure_.what}, Argument("worst", worst)});
    }
};

}  // namespace

std::string federation_picture(const Federation& federation, const Exposure& exposure,
                               const std::string& people, const Text& text) {
    return FederationPicture(federation, exposure, people, text).draw();
}

}  // namespace kammerspiel::report
