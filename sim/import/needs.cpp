#include "sim/import/needs.hpp"

#include <fmt/format.h>

#include "sim/import/parts.hpp"
#include "sim/import/values.hpp"

namespace kammerspiel::inventories {

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
    Needs& needs = by_node_[*from];
    const std::string alternative = in_one_line(row.text(Column::any_of));
    const std::string what =
        fmt::format("{}|{}|{}", need.of.text, need.over ? need.over->text : "", alternative);
    const auto [first, is_new] = needs.seen.try_emplace(what, row.place);
    if (!is_new) {
        out_.error(row.place_of(from_column), {"import.edge.twice"}, {},
                   {{first->second, {"scenario.first"}}});
        return false;
    }
    insert(needs, alternative, std::move(need));
    ++count_;
    return true;
}

void NeedBuilder::insert(Needs& needs, const std::string& alternative, Need need) {
    if (alternative.empty()) {
        needs.all.push_back(std::move(need));
        return;
    }
    const auto [at, is_new] = needs.alternatives.try_emplace(alternative, needs.all.size());
    if (is_new) {
        Need group;
        group.op = Need::Op::any_of;
        group.place = need.place;
        needs.all.push_back(std::move(group));
    }
    needs.all[at->second].children.push_back(std::move(need));
}

void NeedBuilder::complete() {
    auto& organisations = registry_.imported().organisations;
    for (auto& [n, needs] : by_node_) {
        Need all{.op = Need::Op::all_of, .children = std::move(needs.all)};
        for (Need& need : all.children) {
            // One alternative alone is none.
            if (need.op != Need::Op::any_of || need.children.size() > 1) continue;
            Need only = std::move(need.children.front());
            need = std::move(only);
        }
        const Node& node = registry_.node(n);
        Organisation& owner = organisations[node.organisation];
        if (node.what == What::service) owner.services[node.part].needs = std::move(all);
        if (node.what == What::host_group) owner.host_groups[node.part].needs = std::move(all);
        if (node.what == What::link) owner.links[node.part].needs = std::move(all);
    }
}

}  // namespace kammerspiel::inventories
