#include "analysis/report/structure_pictures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "analysis/report/svg.hpp"
#include "analysis/report/text_layout.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::OrganisationId;
using svg::label;
using svg::line;

constexpr double width = 900;
constexpr double centre = width / 2;
constexpr double foot = 70;  ///< height of the legend
constexpr double full_turn = 2 * std::numbers::pi;
constexpr std::size_t most_in_one_ring = 100;
constexpr std::size_t most_drawn = 1000;
constexpr std::size_t named_of_many = 30;
constexpr std::size_t longest_name = 20;
constexpr std::size_t shades = 7;

struct Point {
    double x = 0, y = 0;
};

/// Angles count clockwise from the top.
Point on_circle(double radius, double angle) {
    return {centre + radius * std::sin(angle), centre - radius * std::cos(angle)};
}

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
    const double degrees = angle / full_turn * 360;
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
        : federation_(federation), exposure_(exposure), people_(people), text_(text) {
        find_joins();
        find_middle();
        find_around();
        place_middle();
        place_around();
    }

    std::string draw() const {
        std::string picture = svg::begin(width, width + foot, alternative(), "chart square");
        picture += joins();
        if (one_ring() && has_regions()) picture += regions();
        for (const std::size_t o : smaller_later()) picture += drawn(o);
        for (const std::size_t o : middle_) picture += drawn_middle(o);
        picture += names();
        return picture + legend() + "</svg>";
    }

   private:
    const Federation& federation_;
    const Exposure& exposure_;
    const std::string& people_;
    const Text& text_;
    std::set<std::pair<std::size_t, std::size_t>> joined_;  ///< the smaller number first
    std::vector<std::size_t> score_;  ///< others that depend on it, or else are linked with it
    std::vector<std::size_t> middle_;
    std::vector<std::size_t> around_;  ///< in the order of the ring
    std::vector<Point> at_;
    std::vector<double> angle_;
    double pitch_ = 0;  ///< room of one organisation on its ring
    double ring_ = 0;   ///< radius of the outermost
    std::size_t left_out_ = 0;

    bool one_ring() const { return around_.size() <= most_in_one_ring; }
    std::string name(std::size_t o) const {
        return shortened(harmless(federation_.organisations[o].id, longest_name + 1), longest_name);
    }

    void find_joins() {
        const std::size_t count = federation_.organisations.size();
        std::vector<std::set<std::size_t>> dependents(count);
        std::vector<std::set<std::size_t>> linked(count);
        for (std::size_t o = 0; o < count; ++o) {
            for (const auto& view : federation_.views_of(OrganisationId{o})) {
                if (view.organisation.index() == o) continue;
                dependents[view.organisation.index()].insert(o);
                joined_.insert(std::minmax(o, view.organisation.index()));
            }
        }
        for (const auto& link : federation_.links) {
            if (!link.to || *link.to == link.organisation) continue;
            linked[link.organisation.index()].insert(link.to->index());
            linked[link.to->index()].insert(link.organisation.index());
            joined_.insert(std::minmax(link.organisation.index(), link.to->index()));
        }
        const bool depends = std::any_of(dependents.begin(), dependents.end(),
                                         [](const auto& all) { return !all.empty(); });
        for (std::size_t o = 0; o < count; ++o) {
            score_.push_back(depends ? dependents[o].size() : linked[o].size());
        }
    }

    void find_middle() {
        constexpr std::size_t most = 6;
        constexpr std::size_t fifth = 5;
        if (score_.empty()) return;
        const std::size_t highest = *std::max_element(score_.begin(), score_.end());
        std::vector<std::size_t> order(score_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return score_[a] > score_[b]; });
        for (const std::size_t o : order) {
            const bool is_far_behind = score_[o] < highest && score_[o] * fifth <= highest;
            if (is_far_behind || score_[o] == 0 || middle_.size() == most) break;
            middle_.push_back(o);
        }
        // Where all are alike, nobody is in the middle.
        if (middle_.size() == score_.size()) middle_.clear();
    }

    void find_around() {
        std::vector<bool> taken(score_.size(), false);
        for (const std::size_t o : middle_) taken[o] = true;
        for (std::size_t o = 0; o < taken.size(); ++o) {
            if (!taken[o]) around_.push_back(o);
        }
        const auto& all = federation_.organisations;
        if (around_.size() > most_drawn) {
            std::stable_sort(around_.begin(), around_.end(), [&](std::size_t a, std::size_t b) {
                return all[a].members > all[b].members;
            });
            left_out_ = around_.size() - most_drawn;
            around_.resize(most_drawn);
        }
        // Regions are sorted by their code.
        std::stable_sort(around_.begin(), around_.end(), [&](std::size_t a, std::size_t b) {
            if (all[a].region != all[b].region) return all[a].region < all[b].region;
            return all[a].id < all[b].id;
        });
    }

    void place_middle() {
        at_.assign(score_.size(), {centre, centre});
        angle_.assign(score_.size(), 0);
        if (middle_.size() < 2) return;
        constexpr double radius = 85;
        for (std::size_t i = 0; i < middle_.size(); ++i) {
            const double turn =
                full_turn * static_cast<double>(i) / static_cast<double>(middle_.size());
            at_[middle_[i]] = on_circle(radius, turn);
        }
    }

    void place_around() {
        if (one_ring()) return place_one_ring();
        // As many rings as give each organisation the same room.
        constexpr double outermost = 335;
        constexpr double innermost = 110;
        const auto count = static_cast<double>(around_.size());
        ring_ = outermost;
        const double area = std::numbers::pi * (outermost * outermost - innermost * innermost);
        const auto rings =
            std::max(2.0, std::round((outermost - innermost) / std::sqrt(area / count)));
        pitch_ = (outermost - innermost) / rings;
        std::size_t next = 0;
        for (double r = 0; r < rings; ++r) {
            const double radius = outermost - r * pitch_;
            const bool is_last = r + 1 >= rings;
            const auto room = static_cast<std::size_t>(full_turn * radius / pitch_);
            const std::size_t here =
                is_last ? around_.size() - next : std::min(room, around_.size() - next);
            for (std::size_t i = 0; i < here; ++i, ++next) {
                const double turn = full_turn * static_cast<double>(i) / static_cast<double>(here);
                angle_[around_[next]] = turn;
                at_[around_[next]] = on_circle(radius, turn);
            }
        }
    }

    void place_one_ring() {
        ring_ = 300;
        // A gap of one place between regions.
        std::size_t places = around_.size();
        for (std::size_t i = 0; i < around_.size(); ++i) places += begins_region(i) ? 1U : 0U;
        pitch_ = full_turn * ring_ / static_cast<double>(std::max<std::size_t>(places, 1));
        double place = 0;
        for (std::size_t i = 0; i < around_.size(); ++i) {
            if (begins_region(i)) ++place;
            const double turn = full_turn * (place++ - 0.5) / static_cast<double>(places);
            angle_[around_[i]] = turn;
            at_[around_[i]] = on_circle(ring_, turn);
        }
    }

    bool has_regions() const {
        const auto& all = federation_.organisations;
        return !around_.empty() && all[around_.front()].region != all[around_.back()].region;
    }

    /// A small circle is not hidden behind a large neighbour.
    std::vector<std::size_t> smaller_later() const {
        std::vector<std::size_t> order = around_;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return federation_.organisations[a].members > federation_.organisations[b].members;
        });
        return order;
    }

    bool begins_region(std::size_t i) const {
        const auto& all = federation_.organisations;
        return i == 0 || all[around_[i]].region != all[around_[i - 1]].region;
    }

    /// Areas are as members are.
    double radius_of(double members) const {
        constexpr double smallest = 2;
        constexpr double widest = 28;
        // Large neighbours may touch each other; most are small.
        constexpr double share_of_pitch = 0.7;
        double most = 1;
        for (const std::size_t o : around_) {
            most = std::max(most, static_cast<double>(federation_.organisations[o].members));
        }
        const double room = std::min(widest, share_of_pitch * pitch_);
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

    std::string drawn(std::size_t o) const { return circle(at_[o], radius(o), kind(o), told(o)); }

    std::string drawn_middle(std::size_t o) const {
        constexpr double side = 40;
        const Point at = at_[o];
        return fmt::format(
            "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" rx=\"6\">"
            "<title>{}</title></rect>",
            kind(o), at.x - side / 2, at.y - side / 2, side, side, escaped(told(o)));
    }

    std::string joins() const {
        std::vector<bool> is_drawn(score_.size(), false);
        for (const std::size_t o : around_) is_drawn[o] = true;
        for (const std::size_t o : middle_) is_drawn[o] = true;
        std::string lines;
        for (const auto& [a, b] : joined_) {
            if (is_drawn[a] && is_drawn[b]) {
                lines += line(at_[a].x, at_[a].y, at_[b].x, at_[b].y,
                              one_ring() ? "join" : "join faint");
            }
        }
        return lines;
    }

    /// The codes of the regions inside the ring, each with an arc over its organisations.
    std::string regions() const {
        std::string all;
        constexpr double arc_inside = 24;
        constexpr double code_inside = 38;
        for (std::size_t i = 0; i < around_.size();) {
            std::size_t end = i + 1;
            while (end < around_.size() && !begins_region(end)) ++end;
            constexpr double longest_end = 14;
            const double half = std::min(0.4 * pitch_, longest_end) / ring_;
            const double from = angle_[around_[i]] - half;
            const double to = angle_[around_[end - 1]] + half;
            const double r = ring_ - arc_inside;
            const Point a = on_circle(r, from);
            const Point b = on_circle(r, to);
            if (!has_room_beside())
                all += fmt::format(
                    "<path class=\"arc\" d=\"M{:.1f},{:.1f}A{:.1f},{:.1f} 0 {} 1 {:.1f},{:.1f}\"/>",
                    a.x, a.y, r, r, to - from > std::numbers::pi ? 1 : 0, b.x, b.y);
            const double turn = (from + to) / 2;
            const Point code = on_circle(ring_ - code_inside, turn);
            const double sideways = std::sin(turn);
            const char* anchor = sideways > 0.4 ? "end" : sideways < -0.4 ? "start" : "middle";
            const auto& region =
                federation_.regions[federation_.organisations[around_[i]].region.index()];
            all += label(code.x, code.y + 4, anchor, harmless(region.code, 8), "tick halo");
            i = end;
        }
        return all;
    }

    std::string names() const {
        std::string all;
        for (const std::size_t o : middle_) {
            all += label(at_[o].x, at_[o].y + 36, "middle", name(o), "mark halo strong");
        }
        if (one_ring()) {
            for (const std::size_t o : around_) {
                const Point at = on_circle(ring_ + radius(o) + 5, angle_[o]);
                all += has_room_beside() ? level_label(o) : spoke_label(at, angle_[o], name(o));
            }
            return all;
        }
        return all + names_of_largest();
    }

    /// So few on the ring that names need not be turned.
    bool has_room_beside() const {
        constexpr double enough = 60;
        return pitch_ >= enough;
    }

    std::string level_label(std::size_t o) const {
        const double sideways = std::sin(angle_[o]);
        const double beside = radius(o) + 5;
        const Point at = at_[o];
        if (std::abs(sideways) < 0.3) {
            const bool is_above = at.y < centre;
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
        struct Taken {
            double from, to, y;
        };
        std::vector<Taken> taken;
        std::string all;
        for (const std::size_t o : smaller_later()) {
            if (taken.size() == named_of_many) break;
            const std::string words = shortened(name(o), 16);
            const bool is_left = at_[o].x < centre;
            const double beside = radius(o) + 3;
            const double x = at_[o].x + (is_left ? -beside : beside);
            const double wide = a_character * static_cast<double>(columns_of(words));
            const Taken here{is_left ? x - wide : x, is_left ? x : x + wide, at_[o].y};
            const bool covers = std::any_of(taken.begin(), taken.end(), [&](const Taken& other) {
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
        const double y = width + 24;
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
            all += label(left + swatch * shades, y + 32, "end", exposure_.most);
        }
        return all + sizes(y);
    }

    std::string sizes(double y) const {
        double most = 0;
        for (const std::size_t o : around_) {
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
        if (left_out_ == 0) return all;
        return all + label(x, y + 44, "start", text_("picture.left_out", {{"count", left_out_}}));
    }

    std::string alternative() const {
        constexpr std::size_t most = 5;
        std::vector<std::string> in_middle;
        for (const std::size_t o : middle_) in_middle.push_back(name(o));
        if (exposure_.of.empty()) {
            return middle_.empty() ? text_("picture.federation.alone",
                                           {{"count", around_.size()}, {"people", people_}})
                                   : text_("picture.federation", {{"count", around_.size()},
                                                                  {"people", people_},
                                                                  Argument("middle", in_middle)});
        }
        std::vector<std::size_t> exposed(score_.size());
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
            {{"count", around_.size()}, {"what", exposure_.what}, Argument("worst", worst)});
    }
};

}  // namespace

std::string federation_picture(const Federation& federation, const Exposure& exposure,
                               const std::string& people, const Text& text) {
    return FederationPicture(federation, exposure, people, text).draw();
}

}  // namespace kammerspiel::report
