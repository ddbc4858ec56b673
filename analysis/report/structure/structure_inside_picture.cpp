#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/structure/export_parts.hpp"
#include "analysis/report/structure/structure_pictures.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::OrganisationId;
using Kind = ExportNode::Kind;
using svg::label;

// Columns from left to right: others' services, links, own services, host groups by zone. What is
// needed lies to one side of the services or the other, so that arrows cross no boxes.
constexpr double inside_width = 1000;
constexpr double others_x = 8, others_width = 220;
constexpr double links_x = 292, links_width = 96;
constexpr double services_x = 452, services_width = 200;
constexpr double zones_x = 726, zones_width = 226;
constexpr double inset = 8;
constexpr double top = 40;
constexpr double row = 34;
constexpr double box_height = 26;
constexpr double heading = 20;
constexpr double between_parts = 12;

struct Box {
    double x = 0, y = 0, width = 0;
    [[nodiscard]] double middle() const { return y + box_height / 2; }
    [[nodiscard]] double right() const { return x + width; }
};

std::string rectangle(double x, double y, double wide, double high, double round,
                      std::string_view kind) {
    return fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "rx=\"{}\"/>",
        kind, x, y, wide, high, round);
}

/// As many characters as a box of this width holds.
std::string fitted(std::string_view words, double wide) {
    constexpr double a_character = 6.7;
    const auto most = static_cast<std::size_t>(wide / a_character);
    return shortened(harmless(words, most + 1), most);
}

class InsidePicture {
   public:
    InsidePicture(const Federation& federation, OrganisationId house, const Text& text)
        : federation_(federation), house_(house), text_(text) {
        for (const ExportNode part : parts_of(federation, house)) {
            for (ExportNeed& need : needs_of(federation, part)) needs_.push_back(std::move(need));
        }
        place_services();
        place_zones();
        place_others();
        place_links();
    }

    std::string draw() const {
        const double bottom = std::max({bottom_, top + row});
        std::string picture = svg::begin(inside_width, bottom + 34, alternative());
        if (!others_.empty() || has_internet_) {
            picture += label(others_x, 20, "start", text_("picture.others"), "tick");
        }
        if (!links_.empty()) picture += label(links_x, 20, "start", text_("picture.links"), "tick");
        picture += label(services_x, 20, "start", text_("picture.services"), "tick");
        picture += label(zones_x, 20, "start", text_("picture.groups"), "tick");
        picture += frames_;
        for (const ExportNeed& need : needs_) picture += arrow(need);
        picture += link_lines();
        picture += boxes();
        return picture +
               label(inside_width / 2, bottom + 24, "middle", text_("picture.legend"), "tick") +
               "</svg>";
    }

   private:
    const Federation& federation_;
    OrganisationId house_;
    const Text& text_;
    std::vector<ExportNeed> needs_;  ///< of everything inside
    std::map<ExportNode, Box> at_;
    std::vector<OrganisationId> others_;
    std::vector<ExportNode> links_;
    bool has_internet_ = false;
    std::string frames_;  ///< of zones and other organisations, behind everything
    double bottom_ = top;

    bool is_outside(ExportNode node) const { return owner(federation_, node) != house_; }

    void place_services() {
        const auto& services = federation_.of(house_).services;
        double y = top;
        for (std::uint32_t i = 0; i < services.count; ++i, y += row) {
            at_[{Kind::service, services[i].value}] = {services_x, y, services_width};
        }
        bottom_ = std::max(bottom_, y);
    }

    /// Mean height of what needs one of these; far below where nothing does.
    double height_of_users(const std::vector<ExportNode>& nodes) const {
        double sum = 0;
        double count = 0;
        for (const ExportNeed& need : needs_) {
            const auto from = at_.find(need.from);
            if (from == at_.end() || std::find(nodes.begin(), nodes.end(), need.to) == nodes.end())
                continue;
            sum += from->second.y;
            ++count;
        }
        return count > 0 ? sum / count : 1e6;
    }

    /// Puts what is most needed from above above: arrows cross less.
    template <class Which>
    std::vector<std::pair<Which, std::vector<ExportNode>>> ordered(
        const std::map<Which, std::vector<ExportNode>>& parts) const {
        std::vector<std::pair<Which, std::vector<ExportNode>>> all(parts.begin(), parts.end());
        std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
            return height_of_users(a.second) < height_of_users(b.second);
        });
        for (auto& one : all) {
            std::stable_sort(one.second.begin(), one.second.end(), [&](auto a, auto b) {
                return height_of_users({a}) < height_of_users({b});
            });
        }
        return all;
    }

    /// A frame with a heading around boxes one below the other; returns where it ends.
    double place_frame(double x, double y, double wide, std::string_view words,
                       const std::vector<ExportNode>& nodes, std::string_view kind) {
        const double high = heading + row * static_cast<double>(nodes.size());
        frames_ += rectangle(x, y, wide, high, 5, kind);
        frames_ += label(x + inset, y + 14, "start", fitted(words, wide - 2 * inset), "tick");
        double at = y + heading;
        for (const ExportNode node : nodes) {
            at_[node] = {x + inset, at, wide - 2 * inset};
            at += row;
        }
        bottom_ = std::max(bottom_, y + high + between_parts);
        return y + high + between_parts;
    }

    void place_zones() {
        std::map<std::uint32_t, std::vector<ExportNode>> zones;
        const auto& groups = federation_.of(house_).host_groups;
        for (std::uint32_t i = 0; i < groups.count; ++i) {
            const auto& group = federation_.host_groups[groups[i].index()];
            zones[group.zone.value].push_back({Kind::host_group, groups[i].value});
        }
        double y = top;
        for (const auto& [zone, nodes] : ordered(zones)) {
            y = place_frame(zones_x, y, zones_width, federation_.zones[zone], nodes, "zone");
        }
    }

    void place_others() {
        std::map<OrganisationId, std::vector<ExportNode>> others;
        for (const ExportNeed& need : needs_) {
            if (!is_outside(need.to)) continue;
            auto& known = others[owner(federation_, need.to)];
            if (std::find(known.begin(), known.end(), need.to) == known.end()) {
                known.push_back(need.to);
            }
        }
        const auto& links = federation_.of(house_).links;
        for (std::uint32_t i = 0; i < links.count; ++i) {
            const auto& link = federation_.links[links[i].index()];
            if (link.to) others[*link.to];
            has_internet_ = has_internet_ || !link.to;
        }
        double y = top;
        for (const auto& [other, nodes] : ordered(others)) {
            others_.push_back(other);
            at_[{Kind::organisation, other.value}] = {others_x, y, others_width};
            y = place_frame(others_x, y, others_width, federation_.of(other).name, nodes,
                            "outside");
        }
        if (!has_internet_) return;
        at_[{Kind::internet, 0}] = {others_x, y, others_width};
        bottom_ = std::max(bottom_, y + row + between_parts);
    }

    /// At the height of what they lead to, as far as there is room.
    void place_links() {
        const auto& links = federation_.of(house_).links;
        std::vector<std::pair<double, ExportNode>> wanted;
        for (std::uint32_t i = 0; i < links.count; ++i) {
            const ExportNode node{Kind::link, links[i].value};
            double sum = at_.at(end_of(node)).y;
            double count = 1;
            for (const ExportNeed& need : needs_) {
                const bool leads_out = need.over && is_outside(need.to);
                if (!leads_out || need.over->value != node.number) continue;
                sum += (at_.at(need.from).y + at_.at(need.to).y) / 2;
                ++count;
            }
            wanted.emplace_back(sum / count, node);
        }
        std::stable_sort(wanted.begin(), wanted.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        constexpr double room = 46;
        double y = top;
        for (const auto& [height, node] : wanted) {
            y = std::max(y, height);
            at_[node] = {links_x, y, links_width};
            links_.push_back(node);
            y += room;
        }
        bottom_ = std::max(bottom_, y);
    }

    ExportNode end_of(ExportNode link) const {
        const auto& to = federation_.links[link.number].to;
        return to ? ExportNode{Kind::organisation, to->value} : ExportNode{Kind::internet, 0};
    }

    static std::string curve(double x1, double y1, double x2, double y2, std::string_view kind) {
        const double bend = (x2 - x1) * 0.45;
        return fmt::format(
            "<path class=\"{}\" d=\"M{:.1f},{:.1f}C{:.1f},{:.1f} {:.1f},{:.1f} "
            "{:.1f},{:.1f}\"/>",
            kind, x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
    }
    /// Its tip points to the right or to the left.
    static std::string arrow_head(double x, double y, bool right) {
        const double back = right ? -7 : 7;
        return fmt::format("<path class=\"head\" d=\"M{0:.1f},{1:.1f}l{2},-3.5v7z\"/>", x, y, back);
    }

    std::string arrow(const ExportNeed& need) const {
        // What a link needs is written below it.
        if (need.from.kind == Kind::link) return {};
        const Box& from = at_.at(need.from);
        const Box& to = at_.at(need.to);
        const bool is_alone =
            std::all_of(need.within.begin(), need.within.end(),
                        [](const auto& one) { return one.op == scenario::Need::Op::all_of; });
        const std::string_view kind =
            need.floor > 0 || need.grace || !is_alone ? "need partly" : "need";
        if (from.x == to.x) return beside(need, from, to, kind);
        if (to.x > from.x) {
            return curve(from.right(), from.middle(), to.x - 6, to.middle(), kind) +
                   arrow_head(to.x, to.middle(), true) + open_link(need, from, kind);
        }
        const std::string head = arrow_head(to.right(), to.middle(), false);
        if (!need.over) {
            return curve(from.x, from.middle(), to.right() + 6, to.middle(), kind) + head;
        }
        const Box& gate = at_.at({Kind::link, need.over->value});
        return curve(from.x, from.middle(), gate.right(), gate.middle(), kind) +
               curve(gate.x, gate.middle(), to.right() + 6, to.middle(), kind) + head;
    }

    /// Of what is inside, but of use only while a link is open: the link is needed, too.
    std::string open_link(const ExportNeed& need, const Box& from, std::string_view kind) const {
        if (!need.over) return {};
        const Box& gate = at_.at({Kind::link, need.over->value});
        return curve(from.x, from.middle(), gate.right() + 6, gate.middle(), kind) +
               arrow_head(gate.right(), gate.middle(), false);
    }

    /// Within a column: round its side; of groups on the right, of services on the left.
    static std::string beside(const ExportNeed& need, const Box& from, const Box& to,
                              std::string_view kind) {
        const bool right = need.from.kind == Kind::host_group;
        const double x = right ? from.right() : from.x;
        const double out = (right ? 1 : -1) * (20 + std::min(16.0, std::abs(to.y - from.y) / 12));
        const double tip = right ? x + 6 : x - 6;
        return fmt::format(
                   "<path class=\"{}\" d=\"M{:.1f},{:.1f}C{:.1f},{:.1f} {:.1f},{:.1f} "
                   "{:.1f},{:.1f}\"/>",
                   kind, x, from.middle(), x + out, from.middle(), x + out, to.middle(), tip,
                   to.middle()) +
               arrow_head(x, to.middle(), !right);
    }

    std::string link_lines() const {
        std::string lines;
        for (const ExportNode link : links_) {
            const Box& from = at_.at(link);
            const Box& to = at_.at(end_of(link));
            // A frame's heading is where its organisation is.
            const double y = end_of(link).kind == Kind::internet ? to.middle() : to.y + heading / 2;
            lines += curve(from.x, from.middle(), to.right(), y, "arc");
        }
        return lines;
    }

    std::string title_of(ExportNode node) const {
        if (node.kind == Kind::service) {
            const auto& service = federation_.services[node.number];
            const std::string& title = text_(service.title);
            return title.empty() ? service.local_name : title;
        }
        if (node.kind == Kind::host_group) {
            const auto& group = federation_.host_groups[node.number];
            return text_("export.group", {{"name", group.local_name}, {"count", group.count}});
        }
        return local_name(federation_, node);
    }

    std::string boxes() const {
        std::string all;
        for (const auto& [node, box] : at_) {
            if (node.kind == Kind::organisation) continue;
            if (node.kind == Kind::internet) {
                all += rectangle(box.x, box.y, box.width, box_height, 13, "outside");
                all += label(box.x + box.width / 2, box.middle() + 4, "middle",
                             text_("export.internet"), "mark");
                continue;
            }
            const std::string_view kind = node.kind == Kind::service ? "service" : "node";
            const double round = node.kind == Kind::host_group ? 2 : 13;
            all += rectangle(box.x, box.y, box.width, box_height, round, kind);
            all += label(box.x + box.width / 2, box.middle() + 4, "middle",
                         fitted(title_of(node), box.width - inset), "mark");
            if (node.kind == Kind::link) all += needs_of_link(node, box);
        }
        return all;
    }

    std::string needs_of_link(ExportNode link, const Box& box) const {
        std::vector<std::string> names;
        for (const ExportNeed& need : needs_) {
            if (need.from == link) names.push_back(local_name(federation_, need.to));
        }
        if (names.empty()) return {};
        const std::string words = text_("picture.link_needs", {Argument("what", names)});
        return label(box.x + box.width / 2, box.y + box_height + 13, "middle",
                     fitted(words, links_width + 50), "tick halo");
    }

    std::string alternative() const {
        constexpr std::size_t longest = 100;
        const auto& house = federation_.of(house_);
        const std::string name = harmless(house.name, longest);
        std::vector<std::string> others;
        for (const OrganisationId other : others_) {
            others.push_back(harmless(federation_.of(other).name, longest));
        }
        const auto services = fmt::format("{}", house.services.count);
        if (others.empty()) {
            return text_("picture.inside.alone", {{"organisation", name}, {"services", services}});
        }
        return text_("picture.inside",
                     {{"organisation", name}, {"services", services}, Argument("others", others)});
    }
};

}  // namespace

std::string inside_picture(const Federation& federation, OrganisationId organisation,
                           const Text& text) {
    return InsidePicture(federation, organisation, text).draw();
}

}  // namespace kammerspiel::report
