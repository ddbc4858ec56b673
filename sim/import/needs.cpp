#include "sim/import/needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/import/parts.hpp"
#include "sim/import/values.hpp"

namespace kammerspiel::inventories {
namespace {

/// What the file that is made can hold: `at_least` up to so many, and needs joined so deep.
constexpr std::uint32_t most_at_least = 16;
constexpr std::size_t most_joints = 16;

}  // namespace

std::optional<std::size_t> NeedBuilder::part_at(const Record& row, Column column,
                                                std::optional<std::size_t> near) {
    const Cell* cell = row.find(column);
    if (cell == nullptr) {
        out_.error(row.place_of(column), {"import.edge.no_end", {{"column", word_of(column)}}});
        return std::nullopt;
    }
    const auto end = ends_.find(*cell, false, near);
    if (!end) return std::nullopt;
    switch (end->kind) {
        case End::Kind::part: return end->node;
        case End::Kind::organisation:
            out_.error(cell->place, {"import.edge.organisation", {{"name", cell->text}}});
            return std::nullopt;
        case End::Kind::internet:
            out_.error(cell->place, {"import.edge.internet"});
            return std::nullopt;
    }
    return std::nullopt;
}

bool NeedBuilder::may_need(std::size_t from, std::size_t to, const Cell& cell) {
    if (from == to) {
        out_.error(cell.place, {"import.edge.itself", {{"name", cell.text}}});
        return false;
    }
    const Node& its = registry_.node(to);
    if (its.what == What::link && its.organisation != registry_.node(from).organisation) {
        out_.error(cell.place, {"scenario.need.foreign_link"});
        return false;
    }
    return true;
}

Need NeedBuilder::need_of(const Record& row, const Node& from, const Node& to, const Cell& cell) {
    Need need;
    need.op = Need::Op::reference;
    need.place = cell.place;
    const std::string& owner = registry_.imported().organisations[to.organisation].id.text;
    need.of = {
        from.organisation == to.organisation ? to.name : fmt::format("{}/{}", owner, to.name),
        cell.place};
    need.enough = share_in(row, Column::enough, out_);
    if (need.enough && *need.enough <= Share{0.0}) {
        out_.error(row.place_of(Column::enough), {"scenario.need.enough_zero"});
    }
    if (row.find(Column::enough) != nullptr && to.what != What::host_group) {
        out_.error(row.place_of(Column::enough), {"scenario.need.enough", {{"name", cell.text}}});
    }
    need.floor = share_in(row, Column::floor, out_);
    need.grace = span_in(row, Column::grace, out_);
    need.to_start = truth_in(row, Column::to_start, out_).value_or(false);
    if (const Cell* over = row.find(Column::over)) {
        need.over = links_.called(*over, from.organisation);
    }
    return need;
}

bool NeedBuilder::add(const Record& row, EdgeType type) {
    const bool is_turned = type == EdgeType::needed_by;
    const Column from_column = is_turned ? Column::to : Column::from;
    const Column to_column = is_turned ? Column::from : Column::to;
    const std::size_t errors = out_.errors();
    // Both ends are looked at, so that both faults of a row show.
    const auto from = part_at(row, from_column, {});
    const auto near = from ? std::optional(registry_.node(*from).organisation) : std::nullopt;
    const auto to = part_at(row, to_column, near);
    if (!from || !to) return false;
    const Cell& cell = *row.find(to_column);
    if (!may_need(*from, *to, cell)) return false;
    Need need = need_of(row, registry_.node(*from), registry_.node(*to), cell);
    if (out_.errors() > errors) return false;
    const auto joints = joints_of(row);
    if (!joints) return false;
    Needs& needs = by_node_[*from];
    const std::string what =
        fmt::format("{}|{}|{}|{}", need.of.text, need.over ? need.over->text : "",
                    in_one_line(row.text(Column::any_of)), in_one_line(row.text(Column::within)));
    const auto [first, is_new] = needs.seen.try_emplace(what, row.place);
    if (!is_new) {
        out_.error(row.place_of(from_column), {"import.edge.twice"}, {},
                   {{first->second, {"scenario.first"}}});
        return false;
    }
    const bool starts_without = truth_in(row, Column::starts_without, out_).value_or(false);
    if (out_.errors() > errors) return false;
    const Name of = need.of;
    if (!insert(needs, row, *joints, std::move(need))) return false;
    pairs_.insert({*from, *to});
    if (pairs_.contains({*to, *from})) {
        remarks_.add(row.place,
                     {"import.edge.mutual",
                      {{"from", registry_.node(*from).name}, {"to", registry_.node(*to).name}}});
    }
    if (starts_without) needs.starts_without.push_back(of);
    ++count_;
    return true;
}

/// `1:any_of`, `2:at_least 2`
std::optional<NeedBuilder::Joint> NeedBuilder::joint_of(std::string_view words) const {
    const std::size_t colon = words.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    Joint joint{std::string(words.substr(0, colon)), Need::Op::any_of, 0};
    std::string_view op = words.substr(colon + 1);
    const std::size_t blank = op.find(' ');
    const std::string_view number =
        blank == std::string_view::npos ? std::string_view() : op.substr(blank + 1);
    op = op.substr(0, blank);
    if (op == "at_least") {
        joint.op = Need::Op::at_least;
        const char* const end = number.data() + number.size();
        const auto [at, fault] = std::from_chars(number.data(), end, joint.at_least);
        if (number.empty() || fault != std::errc() || at != end) return std::nullopt;
        return joint.at_least > 0 ? std::optional(joint) : std::nullopt;
    }
    if (!number.empty()) return std::nullopt;
    if (op == "all_of") joint.op = Need::Op::all_of;
    if (op == "weighted") joint.op = Need::Op::weighted;
    const bool is_known = op == "any_of" || op == "all_of" || op == "weighted";
    return is_known ? std::optional(joint) : std::nullopt;
}

std::optional<std::vector<NeedBuilder::Joint>> NeedBuilder::joints_of(const Record& row) {
    std::vector<Joint> joints;
    const std::string alternative = in_one_line(row.text(Column::any_of));
    if (!alternative.empty()) joints.push_back({alternative, Need::Op::any_of, 0});
    const Cell* cell = row.find(Column::within);
    if (cell == nullptr) return joints;
    const std::string words = in_one_line(cell->text);
    for (std::size_t at = 0; at <= words.size();) {
        const std::size_t end = std::min(words.find('/', at), words.size());
        const auto joint = joint_of(std::string_view(words).substr(at, end - at));
        if (!joint || !alternative.empty()) {
            out_.error(cell->place, {"import.edge.within", {{"words", words}}});
            return std::nullopt;
        }
        joints.push_back(*joint);
        at = end + 1;
    }
    const bool asks_too_much = std::any_of(joints.begin(), joints.end(), [](const Joint& one) {
        return one.at_least > most_at_least;
    });
    if (asks_too_much || joints.size() > most_joints) {
        out_.error(cell->place,
                   {"import.edge.within_most",
                    {{"words", words}, {"deep", most_joints}, {"most", most_at_least}}});
        return std::nullopt;
    }
    return joints;
}

bool NeedBuilder::insert(Needs& needs, const Record& row, const std::vector<Joint>& joints,
                         Need need) {
    Need* around = &needs.all;
    std::string path;
    for (const Joint& joint : joints) {
        const std::string how = fmt::format("{} {}", static_cast<int>(joint.op), joint.at_least);
        const auto [known, is_new] =
            needs.joints.try_emplace(joint.number, path + "/" + joint.number + " " + how);
        path += "/" + joint.number;
        if (!is_new && known->second != path + " " + how) {
            out_.error(row.place_of(Column::within),
                       {"import.edge.joined_twice", {{"number", joint.number}}});
            return false;
        }
        if (is_new) {
            Need group;
            group.op = joint.op;
            group.at_least = joint.at_least;
            group.place = need.place;
            group.of.text = joint.number;  // until all is there
            around->children.push_back(std::move(group));
        }
        const auto at =
            std::find_if(around->children.begin(), around->children.end(), [&](const Need& child) {
                return child.op != Need::Op::reference && child.of.text == joint.number;
            });
        around = &*at;
    }
    // Programs that draw graphs give every edge a weight: it says something of joined needs only.
    const bool has_joint = !joints.empty() && joints.back().op == Need::Op::weighted;
    const bool has_weight = row.find(Column::weight) != nullptr;
    if (has_weight && !has_joint && !joints.empty()) {
        out_.error(row.place_of(Column::weight), {"import.edge.weight"});
        return false;
    }
    const auto weight = has_joint ? share_in(row, Column::weight, out_) : std::nullopt;
    if (has_weight && joints.empty()) {
        remarks_.add(row.place_of(Column::weight), {"import.edge.weight_alone"});
    }
    const bool is_weighted = around->op == Need::Op::weighted;
    if (is_weighted && !weight) {
        out_.error(row.place_of(Column::weight), {"import.edge.weight"});
        return false;
    }
    if (is_weighted) around->weights.push_back(*weight);
    around->children.push_back(std::move(need));
    return true;
}

/// What joins one need alone joins nothing; what joins none, as its edges were faulty, is left out.
// NOLINTNEXTLINE(misc-no-recursion): as deep as `within` says
void NeedBuilder::simplify(Need& need) const {
    for (Need& child : need.children) {
        if (child.op == Need::Op::reference) continue;
        child.of.text.clear();
        simplify(child);
    }
    std::erase_if(need.children, [](const Need& child) {
        return child.op != Need::Op::reference && child.children.empty();
    });
    for (Need& child : need.children) {
        if (child.op == Need::Op::reference) continue;
        if (child.op == Need::Op::weighted || child.children.size() > 1) continue;
        Need only = std::move(child.children.front());
        child = std::move(only);
    }
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as `within` says
void NeedBuilder::check(const Need& need) const {
    if (need.op == Need::Op::at_least && need.at_least > need.children.size()) {
        out_.error(need.place, {"scenario.need.at_least_many",
                                {{"wanted", need.at_least}, {"named", need.children.size()}}});
    }
    if (need.op == Need::Op::weighted) {
        double sum = 0;
        for (const Share weight : need.weights) sum += weight.value();
        constexpr double rounding = 1e-6;
        if (std::abs(sum - 1) > rounding) out_.error(need.place, {"import.edge.weights"});
    }
    for (const Need& child : need.children) check(child);
}

void NeedBuilder::complete() {
    auto& organisations = registry_.imported().organisations;
    for (auto& [n, needs] : by_node_) {
        Need all = std::move(needs.all);
        simplify(all);
        if (all.children.empty()) continue;  // all its edges were faulty
        check(all);
        const Node& node = registry_.node(n);
        Organisation& owner = organisations[node.organisation];
        std::vector<Name>& starts_without = needs.starts_without;
        const auto give = [&all, &starts_without](auto& part) {
            part.needs = std::move(all);
            part.starts_without = std::move(starts_without);
        };
        if (node.what == What::service) give(owner.services[node.part]);
        if (node.what == What::host_group) give(owner.host_groups[node.part]);
        if (node.what == What::link) give(owner.links[node.part]);
    }
}

}  // namespace kammerspiel::inventories
