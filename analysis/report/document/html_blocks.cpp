#include "analysis/report/document/html_blocks.hpp"

#include <fmt/format.h>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/mustache_data.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::report {
namespace {

using kainjow::mustache::data;

data named(const std::string& name, const data& value) {
    data block;
    block.set(name, value);
    return block;
}

data text_only(const std::string& words) {
    data one;
    one.set("text", printable(words));
    return one;
}

data headings_of(const PageTable& table) {
    data list{data::type::list};
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        data one = text_only(table.columns[c].heading);
        one.set("has_align", c == 0 || table.columns[c].is_text);
        list.push_back(one);
    }
    return list;
}

/// A row begins with what it is of, if that is said.
data cells_of(const std::vector<std::string>& words, const PageTable& table,
              const std::vector<CellPart>* parts) {
    data list{data::type::list};
    for (std::size_t c = 0; c < words.size(); ++c) {
        data one = text_only(words[c]);
        one.set("has_align", c == 0 || table.columns[c].is_text);
        one.set("is_head", c == 0 && !words[c].empty());
        const CellPart* part = parts != nullptr && c < parts->size() ? &(*parts)[c] : nullptr;
        const bool has_order = part != nullptr && part->order.has_value();
        one.set("order", if_any(has_order ? fmt::format("{:.6g}", *part->order) : ""));
        one.set("small_picture", if_any(part == nullptr ? "" : part->svg));
        list.push_back(one);
    }
    return list;
}

std::string class_of_table(const Table& table) {
    std::string all;
    if (!table.widths.empty()) all = "fixed";
    if (!table.parts.empty()) all += all.empty() ? "sortable" : " sortable";
    return all;
}

data of(const Table& block) {
    const PageTable& table = block.table;
    data one;
    one.set("title", if_any(printable(table.title)));
    one.set("note", if_any(printable(table.note)));
    one.set("class_of_table", if_any(class_of_table(block)));
    one.set("has_widths", !block.widths.empty());
    data columns{data::type::list};
    constexpr double hundred = 100;
    for (const double width : block.widths) {
        data column;
        column.set("percent", fmt::format("{:.1f}", hundred * width));
        columns.push_back(column);
    }
    one.set("widths", columns);
    one.set("columns", headings_of(table));
    data rows{data::type::list};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        data row;
        const bool stands_out =
            (r == 0 && table.stresses_first) || (r + 1 == table.rows.size() && table.sums_last);
        row.set("class_of_row", if_any(stands_out ? "total" : ""));
        row.set("cells",
                cells_of(table.rows[r], table, r < block.parts.size() ? &block.parts[r] : nullptr));
        rows.push_back(row);
    }
    one.set("rows", rows);
    return one;
}

std::string class_of(Paragraph::Kind kind) {
    switch (kind) {
        case Paragraph::Kind::plain:
        case Paragraph::Kind::message: return "";
        case Paragraph::Kind::note: return "note";
        case Paragraph::Kind::caution: return "caution";
        case Paragraph::Kind::alarm: return "caution alarm";
        case Paragraph::Kind::answer: return "answer";
        case Paragraph::Kind::truth: return "truth";
    }
    unreachable();
}

/// JSON as it may stand inside a script: nothing in it ends that.
std::string inside_script(const std::string& json) {
    std::string safe;
    for (const char c : json) safe += c == '<' ? std::string("\\u003c") : std::string(1, c);
    return safe;
}

class BlockData {
   public:
    BlockData(const Marking& marking, bool are_slides, const Text& text, ChartEngine& engine)
        : marking_(marking), are_slides_(are_slides), text_(text), engine_(engine) {}

    data operator()(const Heading& heading) const {
        data one = text_only(heading.text);
        one.set("anchor", if_any(heading.anchor));
        return named(fmt::format("h{}", heading.level), one);
    }
    data operator()(const Paragraph& paragraph) const {
        data one = text_only(paragraph.text);
        one.set("class", if_any(class_of(paragraph.kind)));
        return named(paragraph.kind == Paragraph::Kind::message ? "message" : "paragraph", one);
    }
    data operator()(const List& list) const {
        if (list.items.empty()) return data{};
        data items{data::type::list};
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            data item = text_only(list.items[i]);
            const bool is_known = i < list.sources.size() && !list.sources[i].words.empty();
            item.set("source", is_known ? of_source(list.sources[i]) : data{false});
            items.push_back(item);
        }
        data one;
        one.set("items", items);
        const bool is_numbered = list.kind == List::Kind::numbers;
        const bool has_boxes = list.kind == List::Kind::boxes;
        return named(is_numbered ? "numbers" : has_boxes ? "boxes" : "bullets", one);
    }
    data operator()(const Facts& facts) const {
        if (facts.rows.empty()) return data{};
        data one;
        one.set("brief", if_any(facts.is_brief ? "brief" : ""));
        one.set("rows", pairs(facts.rows, "term", "value"));
        return named("facts", one);
    }
    data operator()(const Figures& figures) const {
        if (figures.all.empty()) return data{};
        return named("figures", named("all", pairs(figures.all, "value", "label")));
    }
    data operator()(const Legend& legend) const {
        data parts{data::type::list};
        for (std::size_t i = 0; i < legend.parts.size(); ++i) {
            data part = text_only(legend.parts[i]);
            part.set("part", fmt::format("c{}", i));
            parts.push_back(part);
        }
        data one;
        one.set("title", printable(legend.title));
        one.set("parts", parts);
        return named("legend", one);
    }
    data operator()(const Table& table) const {
        if (table.table.rows.empty() || !table.table.on_page) return data{};
        return named("grid", of(table));
    }
    data operator()(const Picture& picture) const {
        return picture.is_empty() ? data{} : named("picture", of_picture(picture));
    }
    data of_picture(const Picture& picture) const {
        data one;
        one.set("finding", if_any(printable(picture.title)));
        one.set("alternative", printable(picture.alternative));
        one.set("svg", picture.kind.empty() ? picture.svg : engine_.draw(picture));
        one.set("kind", picture.is_tall ? "drawing tall" : "drawing");
        one.set("moves", if_any(inside_script(picture.moves)));
        const bool has_title = !picture.title.empty();
        one.set("caption", if_any(has_title ? "" : printable(picture.note)));
        one.set("reading", if_any(has_title ? printable(picture.note) : ""));
        data table{false};
        if (!picture.data.rows.empty()) {
            table = of(Table{picture.data});
            table.set("is_open", picture.shows_data);
            table.set("summary", text_("papers.data_behind"));
        }
        one.set("data", table);
        return one;
    }
    data operator()(const Chronicle& chronicle) const {
        if (chronicle.rows.empty()) return data{};
        data one;
        const bool has_picture = !chronicle.beside.is_empty();
        one.set("beside", has_picture ? of_picture(chronicle.beside) : data{false});
        one.set("reading", if_any(printable(chronicle.note)));
        one.set("when_heading", printable(chronicle.when));
        one.set("seen_heading", printable(chronicle.seen));
        one.set("hidden_heading", printable(chronicle.hidden));
        data rows{data::type::list};
        for (const Chronicle::Row& row : chronicle.rows) {
            data entry = text_only(row.what);
            entry.set("kind", row.kind);
            entry.set("when", printable(row.when));
            entry.set("side", printable(row.side));
            entry.set("is_hidden", row.is_hidden);
            entry.set("hours", if_any(row.hours ? fmt::format("{:.6g}", *row.hours) : ""));
            rows.push_back(entry);
        }
        one.set("rows", rows);
        return named("chronicle", one);
    }
    data operator()(const Code& code) const {
        if (code.text.empty()) return data{};
        data one = text_only(code.text);
        one.set("title", printable(code.title));
        return named("code", one);
    }
    data operator()(const WritingLines& lines) const {
        data one;
        one.set("label", if_any(printable(lines.label)));
        data rules{data::type::list};
        for (unsigned i = 0; i < lines.count; ++i) rules.push_back(data{data::type::bool_true});
        one.set("rules", rules);
        return named("lines", one);
    }
    data operator()(const Cards& cards) const {
        if (cards.cards.empty()) return data{};
        data list{data::type::list};
        for (const Cards::Card& card : cards.cards) {
            data one = text_only(card.text);
            one.set("medium", card.medium);
            one.set("head", printable(card.head));
            one.set("facts", pairs(card.facts, "term", "value"));
            data receipt{data::type::list};
            for (const std::string& field : card.receipt) receipt.push_back(text_only(field));
            one.set("has_receipt", !card.receipt.empty());
            one.set("receipt", receipt);
            one.set("foot", printable(card.foot));
            list.push_back(one);
        }
        return named("deck", named("cards", list));
    }
    data operator()(const Links& links) const {
        if (links.links.empty()) return data{};
        data list{data::type::list};
        for (const Links::Link& link : links.links) {
            data one = text_only(link.text);
            one.set("file", link.file);
            one.set("what", if_any(printable(link.what)));
            list.push_back(one);
        }
        return named("links", named("entries", list));
    }
    data operator()(const NewPage& /*unused*/) const {
        if (are_slides_) return named("slide", data{true});
        data one;
        one.set("exercise", printable(marking_.exercise));
        one.set("audience", printable(marking_.audience));
        one.set("tlp", printable(marking_.tlp));
        return named("page", one);
    }

   private:
    const Marking& marking_;
    bool are_slides_;
    const Text& text_;
    ChartEngine& engine_;

    static data of_source(const List::Source& source) {
        data one;
        one.set("words", printable(source.words));
        one.set("link", if_any(source.link));
        return one;
    }
    static data pairs(const std::vector<std::pair<std::string, std::string>>& all,
                      const std::string& first, const std::string& second) {
        data rows{data::type::list};
        for (const auto& [one, other] : all) {
            data row;
            row.set(first, printable(one));
            row.set(second, printable(other));
            rows.push_back(row);
        }
        return rows;
    }
};

}  // namespace

data if_any(const std::string& words) { return words.empty() ? data{false} : data{words}; }

data blocks_for_html(const std::vector<Block>& blocks, const Marking& marking, bool are_slides,
                     const Text& text, ChartEngine& engine) {
    const BlockData of_block(marking, are_slides, text, engine);
    data all{data::type::list};
    for (const Block& block : blocks) all.push_back(std::visit(of_block, block));
    return all;
}

}  // namespace kammerspiel::report
