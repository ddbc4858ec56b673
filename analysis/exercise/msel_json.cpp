#include "analysis/exercise/msel_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/exercise/msel_moment.hpp"

namespace kammerspiel::exercise {
namespace {

using Json = nlohmann::ordered_json;

std::string small(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c != '_') result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// By name; capital letters and underscores do not count, as exports differ in them.
const Json* member(const Json& object, std::string_view name) {
    if (!object.is_object()) return nullptr;
    for (const auto& [key, value] : object.items()) {
        if (small(key) == name) return &value;
    }
    return nullptr;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the JSON, which the parser limits
std::string text_of(const Json* value) {
    if (value == nullptr || value->is_null()) return "";
    if (value->is_string()) return value->get<std::string>();
    if (value->is_number() || value->is_boolean()) return value->dump();
    if (value->is_array()) {
        std::string all;
        for (const Json& one : *value) {
            if (one.is_object() || one.is_array()) return "";
            all += (all.empty() ? "" : "; ") + text_of(&one);
        }
        return all;
    }
    return "";
}

std::string text_at(const Json& object, std::string_view name) {
    return text_of(member(object, name));
}

/// +1:05:00 of a number of seconds
std::string span_of(const Json* value) {
    if (value == nullptr || !value->is_number()) return "";
    const auto all = value->get<std::int64_t>();
    const auto whole = all < 0 ? -all : all;
    return fmt::format("{}{}:{:02}:{:02}", all < 0 ? '-' : '+', whole / 3600, whole / 60 % 60,
                       whole % 60);
}

/// Rows of cells by heading, in the order in which headings come up.
class TableMaker {
   public:
    void begin() { rows_.emplace_back(); }
    void put(const std::string& heading, const std::string& text) {
        if (text.empty()) return;
        const auto known = std::find(headings_.begin(), headings_.end(), heading);
        const auto column = static_cast<std::size_t>(known - headings_.begin());
        if (known == headings_.end()) headings_.push_back(heading);
        auto& row = rows_.back();
        if (row.size() <= column) row.resize(column + 1);
        row[column] = text;
    }
    [[nodiscard]] sheet::ReadSheet take() {
        sheet::ReadSheet sheet;
        sheet.rows.push_back(std::move(headings_));
        for (auto& row : rows_) sheet.rows.push_back(std::move(row));
        return sheet;
    }

   private:
    std::vector<std::string> headings_;
    std::vector<std::vector<std::string>> rows_;
};

// OpenAEV (formerly OpenBAS, OpenEx): each key begins with what it belongs to.

const Json* injects_of_openaev(const Json& root) {
    for (const std::string_view key :
         {"scenarioinjects", "exerciseinjects", "simulationinjects", "injects"}) {
        const Json* injects = member(root, key);
        if (injects == nullptr || !injects->is_array() || injects->empty()) continue;
        if (member(injects->front(), "injecttitle") != nullptr) return injects;
    }
    const bool is_list = root.is_array() && !root.empty();
    return is_list && member(root.front(), "injecttitle") != nullptr ? &root : nullptr;
}

std::map<std::string, std::string> teams_of(const Json& root) {
    std::map<std::string, std::string> teams;
    for (const std::string_view key :
         {"scenarioteams", "exerciseteams", "injectteams", "teams", "exerciseaudiences"}) {
        const Json* all = member(root, key);
        if (all == nullptr || !all->is_array()) continue;
        for (const Json& one : *all) {
            for (const std::string_view kind : {"team", "audience"}) {
                const std::string id = text_at(one, std::string(kind) + "id");
                if (!id.empty()) teams[id] = text_at(one, std::string(kind) + "name");
            }
        }
    }
    return teams;
}

std::string recipients_of(const Json& inject, const std::map<std::string, std::string>& teams) {
    const std::string all = text_at(inject, "injectallteams");
    if (all == "true" || text_at(inject, "injectallaudiences") == "true") return "all players";
    std::string names;
    for (const std::string_view key : {"injectteams", "injectaudiences"}) {
        const Json* listed = member(inject, key);
        if (listed == nullptr || !listed->is_array()) continue;
        for (const Json& one : *listed) {
            std::string name = one.is_object() ? text_at(one, "teamname") : text_of(&one);
            const auto found = teams.find(name);
            if (found != teams.end()) name = found->second;
            if (!name.empty()) names += (names.empty() ? "" : "; ") + name;
        }
    }
    return names;
}

/// What the kind of its injector says of how it is given.
std::string mode_of(const Json& inject) {
    std::string kind = small(text_at(inject, "injecttype"));
    const Json* contract = member(inject, "injectinjectorcontract");
    if (contract != nullptr && contract->is_object()) kind += small(contract->dump());
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> modes{
        {{"sms", "messenger"},
         {"mastodon", "social-media"},
         {"channel", "media"},
         {"mail", "mail"},
         {"phone", "phone"},
         {"twitter", "social-media"}}};
    for (const auto& [word, mode] : modes) {
        if (kind.find(word) != std::string::npos) return std::string(mode);
    }
    return "";
}

sheet::ReadSheet of_openaev(const Json& root, const Json& injects) {
    const auto teams = teams_of(root);
    TableMaker table;
    for (const Json& inject : injects) {
        table.begin();
        table.put("title", text_at(inject, "injecttitle"));
        table.put("real_time", span_of(member(inject, "injectdependsduration")));
        table.put("to", recipients_of(inject, teams));
        table.put("mode", mode_of(inject));
        const std::string description = text_at(inject, "injectdescription");
        std::string body;
        if (const Json* content = member(inject, "injectcontent")) {
            for (const std::string_view key : {"body", "message", "content", "text"}) {
                if (body.empty()) body = without_tags(text_at(*content, key));
            }
        }
        table.put("message", body.empty() ? description : body);
        if (!body.empty()) table.put("notes", description);
        if (text_at(inject, "injectenabled") == "false") table.put("status", "skipped");
    }
    return table.take();
}

// Blueprint: fields that the planner has named, and events with a value for each.

std::optional<sheet::ReadSheet> of_blueprint(const Json& root) {
    const Json* msel = member(root, "msel");
    const Json& from = msel != nullptr ? *msel : root;
    const Json* fields = member(from, "datafields");
    const Json* events = member(from, "scenarioevents");
    if (fields == nullptr || events == nullptr || !fields->is_array() || !events->is_array()) {
        return std::nullopt;
    }
    std::vector<std::pair<std::int64_t, std::pair<std::string, std::string>>> columns;
    for (const Json& field : *fields) {
        const Json* order = member(field, "displayorder");
        const auto place = order != nullptr && order->is_number() ? order->get<std::int64_t>() : 0;
        columns.push_back({place, {text_at(field, "id"), text_at(field, "name")}});
    }
    std::stable_sort(columns.begin(), columns.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    TableMaker table;
    for (const Json& event : *events) {
        table.begin();
        std::map<std::string, std::string> values;
        if (const Json* all = member(event, "datavalues"); all != nullptr && all->is_array()) {
            for (const Json& one : *all) {
                values[text_at(one, "datafieldid")] = without_tags(text_at(one, "value"));
            }
        }
        for (const auto& [place, field] : columns) table.put(field.second, values[field.first]);
        table.put("Move", text_at(event, "movenumber"));
        table.put("Elapsed time", span_of(member(event, "deltaseconds")));
    }
    return table.take();
}

/// A list of objects, at the top or as the only list there.
const Json* list_of_objects(const Json& root) {
    const auto is_list = [](const Json& value) {
        return value.is_array() && !value.empty() &&
               std::all_of(value.begin(), value.end(),
                           [](const Json& one) { return one.is_object(); });
    };
    if (is_list(root)) return &root;
    const Json* only = nullptr;
    if (!root.is_object()) return nullptr;
    for (const auto& [key, value] : root.items()) {
        if (!is_list(value)) continue;
        if (only != nullptr) return nullptr;
        only = &value;
    }
    return only;
}

}  // namespace

std::string without_tags(std::string_view html) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{
        {{"&nbsp;", " "},
         {"&lt;", "<"},
         {"&gt;", ">"},
         {"&quot;", "\""},
         {"&#39;", "'"},
         {"&apos;", "'"},
         {"&amp;", "&"}}};
    const bool is_html =
        html.find("</") != std::string_view::npos || html.find("<br") != std::string_view::npos;
    if (!is_html) return std::string(html);
    std::string text;
    while (!html.empty()) {
        if (html.front() == '<') {
            const std::size_t end = std::min(html.find('>'), html.size() - 1);
            const std::string tag = small(html.substr(0, end + 1));
            const bool is_line = tag.starts_with("<br") || tag.starts_with("</p") ||
                                 tag.starts_with("</div") || tag.starts_with("</li") ||
                                 tag.starts_with("</h") || tag.starts_with("</tr");
            if (is_line && !text.empty() && text.back() != '\n') text += '\n';
            html.remove_prefix(end + 1);
            continue;
        }
        const auto entity = std::find_if(entities.begin(), entities.end(), [&](const auto& one) {
            return html.starts_with(one.first);
        });
        if (entity != entities.end()) {
            text += entity->second;
            html.remove_prefix(entity->first.size());
            continue;
        }
        text += html.front();
        html.remove_prefix(1);
    }
    return std::string(trimmed_cell(text));
}

std::optional<sheet::ReadSheet> sheet_of_json(std::string_view bytes) {
    const Json root = Json::parse(bytes, nullptr, /*allow_exceptions=*/false);
    if (root.is_discarded()) return std::nullopt;
    if (const Json* injects = injects_of_openaev(root)) return of_openaev(root, *injects);
    if (auto blueprint = of_blueprint(root)) return blueprint;
    const Json* list = list_of_objects(root);
    if (list == nullptr) return std::nullopt;
    TableMaker table;
    for (const Json& one : *list) {
        table.begin();
        for (const auto& [key, value] : one.items()) table.put(key, text_of(&value));
    }
    return table.take();
}

}  // namespace kammerspiel::exercise
