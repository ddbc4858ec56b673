#include "kammerspiel/exercise/edit_injects.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/exercise/injects_yaml.hpp"

namespace kammerspiel::exercise {
namespace {

using scenario::Inject;
using Lines = std::vector<std::string>;

constexpr std::size_t npos = std::string::npos;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::size_t indent_of(std::string_view line) { return line.find_first_not_of(" \r"); }

bool is_blank(std::string_view line) { return indent_of(line) == npos; }

/// Nothing but a comment, or nothing.
bool is_remark(std::string_view line) { return is_blank(line) || line[indent_of(line)] == '#'; }

bool begins_item(std::string_view line, std::size_t indent) {
    if (is_blank(line) || indent_of(line) != indent || line[indent] != '-') return false;
    return line.size() == indent + 1 || line[indent + 1] == ' ' || line[indent + 1] == '\r';
}

/// Where a comment begins behind a value on one line, with the space before it; quotes are closed.
std::size_t comment_in(std::string_view line) {
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            if (quote == '"' && c == '\\')
                ++i;
            else if (c == quote)
                quote = 0;
        } else if ((c == '"' || c == '\'') && i > 0 &&
                   std::string_view(" :[{,").find(line[i - 1]) != npos) {
            quote = c;
        } else if (c == '#' && i > 0 && line[i - 1] == ' ') {
            const std::size_t last = line.find_last_not_of(' ', i - 1);
            return last == npos ? i : last + 1;
        }
    }
    return npos;
}

/// A key of an inject with the lines of its value; comments and empty lines behind are the next
/// one's.
struct Part {
    std::string key;
    std::size_t first, end;
};

/// The lines of one inject, from its dash to where the next one's remarks begin.
struct Item {
    std::size_t first, end;
    std::string name;
    std::vector<Part> parts;  ///< none where it is written in braces
};

class Editor {
   public:
    Editor(std::string_view text, const Calendar& calendar)
        : text_(text), lines_(lines_of(text)), calendar_(calendar) {}

    std::optional<EditedInjects> edit(const std::vector<Inject>& before,
                                      const std::vector<Inject>& after) {
        if (!find_block()) return std::nullopt;
        // Otherwise they stand in brackets, or in a way that only YAML itself understands.
        if (items_.size() != before.size()) return std::nullopt;
        for (std::size_t i = 0; i < before.size(); ++i) change(items_[i], before[i], after);
        append(before, after);
        return EditedInjects{joined(), std::move(changes_)};
    }

   private:
    std::string_view text_;
    Lines lines_;
    const Calendar& calendar_;
    std::size_t heading_ = 0;  ///< the line of `injects:`
    std::size_t end_ = 0;      ///< one behind the last line of the block
    std::size_t dash_ = 2;     ///< column of the dashes
    std::vector<Item> items_;
    std::vector<LineChange> changes_;  ///< in the order of the file, apart from each other

    bool find_block() {
        const auto heading = std::find_if(lines_.begin(), lines_.end(), [](const auto& line) {
            return line.starts_with("injects:");
        });
        if (heading == lines_.end()) {
            heading_ = end_ = lines_.size();
            return true;
        }
        heading_ = static_cast<std::size_t>(heading - lines_.begin());
        end_ = heading_ + 1;
        while (end_ < lines_.size()) {
            const std::string& line = lines_[end_];
            const bool is_inside = is_remark(line) || indent_of(line) > 0 || begins_item(line, 0);
            if (!is_inside) break;
            ++end_;
        }
        // Remarks at the end belong to what comes next.
        while (end_ > heading_ + 1 && is_remark(lines_[end_ - 1])) --end_;
        find_items();
        return true;
    }

    void find_items() {
        std::size_t first = heading_ + 1;
        while (first < end_ && is_remark(lines_[first])) ++first;
        if (first == end_) return;
        dash_ = indent_of(lines_[first]);
        if (!begins_item(lines_[first], dash_)) return;
        for (std::size_t l = first; l < end_; ++l) {
            if (begins_item(lines_[l], dash_)) items_.push_back({l, end_, {}, {}});
        }
        for (std::size_t i = 0; i + 1 < items_.size(); ++i) {
            std::size_t end = items_[i + 1].first;
            while (is_remark(lines_[end - 1])) --end;
            items_[i].end = end;
        }
        for (Item& item : items_) find_parts(item);
    }

    void find_parts(Item& item) const {
        const std::string& head = lines_[item.first];
        const std::size_t column = head.find_first_not_of(' ', dash_ + 1);
        if (column == npos || head[column] == '{' || head[column] == '#') return;
        for (std::size_t l = item.first; l < item.end; ++l) {
            const bool is_head = l == item.first;
            if (!is_head && (is_blank(lines_[l]) || indent_of(lines_[l]) != column)) continue;
            if (lines_[l][column] == '#') continue;
            const std::size_t colon = lines_[l].find(':', column);
            if (colon == npos) continue;
            item.parts.push_back({lines_[l].substr(column, colon - column), l, item.end});
        }
        for (std::size_t p = 0; p + 1 < item.parts.size(); ++p) {
            std::size_t end = item.parts[p + 1].first;
            while (end > item.parts[p].first + 1 && is_remark(lines_[end - 1])) --end;
            item.parts[p].end = end;
        }
    }

    [[nodiscard]] std::string ending() const {
        return !lines_.empty() && lines_.front().ends_with('\r') ? "\r" : "";
    }

    [[nodiscard]] std::string line(bool is_first, const YamlEntry& entry) const {
        return fmt::format("{}{} {}: {}{}", std::string(dash_, ' '), is_first ? '-' : ' ',
                           entry.key, entry.value, ending());
    }

    /// The new line of a part, with the comment that stood behind the old one.
    [[nodiscard]] std::string line_for(const Part& part, bool is_first,
                                       const YamlEntry& entry) const {
        std::string made = line(is_first, entry);
        const std::string& old = lines_[part.first];
        const std::size_t comment = comment_in(old);
        if (part.end != part.first + 1 || comment == npos) return made;
        made.resize(made.size() - ending().size());
        return made + old.substr(comment);
    }

    void replace(std::size_t first, std::size_t end, Lines by) {
        Lines before(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                     lines_.begin() + static_cast<std::ptrdiff_t>(end));
        if (before == by) return;
        changes_.push_back({first, std::move(before), std::move(by)});
    }

    void change(const Item& item, const Inject& was, const std::vector<Inject>& after) {
        const auto now = std::find_if(after.begin(), after.end(), [&](const Inject& one) {
            return one.name.text == was.name.text;
        });
        if (now == after.end()) return replace(item.first, item.end, {});
        if (*now == was) return;
        const auto old_entries = inject_entries(was, calendar_);
        const auto entries = inject_entries(*now, calendar_);
        if (item.parts.empty()) return replace(item.first, item.end, whole(entries));
        change_parts(item, old_entries, entries);
    }

    [[nodiscard]] Lines whole(const std::vector<YamlEntry>& entries) const {
        Lines lines;
        for (const YamlEntry& entry : entries) lines.push_back(line(lines.empty(), entry));
        return lines;
    }

    static const YamlEntry* find(const std::vector<YamlEntry>& entries, const std::string& key) {
        const auto found = std::find_if(entries.begin(), entries.end(),
                                        [&](const auto& one) { return one.key == key; });
        return found == entries.end() ? nullptr : &*found;
    }

    void change_parts(const Item& item, const std::vector<YamlEntry>& was,
                      const std::vector<YamlEntry>& now) {
        Lines made;
        std::size_t copied = item.first;
        const auto copy_to = [&](std::size_t end) {
            for (; copied < end; ++copied) made.push_back(lines_[copied]);
        };
        for (const Part& part : item.parts) {
            copy_to(part.first);
            const YamlEntry* entry = find(now, part.key);
            const YamlEntry* old = find(was, part.key);
            const bool is_same = entry != nullptr && old != nullptr && *entry == *old;
            // A value that is as usual may stand there all the same.
            const bool stays = is_same || (entry == nullptr && old == nullptr);
            if (stays) {
                copy_to(part.end);
            } else {
                if (entry != nullptr) {
                    made.push_back(line_for(part, part.first == item.first, *entry));
                }
                copied = part.end;
            }
            add_new_ones(item, part, now, made);
        }
        copy_to(item.end);
        replace(item.first, item.end, std::move(made));
    }

    /// Keys that the inject did not have go behind the one that usually comes before them.
    void add_new_ones(const Item& item, const Part& part, const std::vector<YamlEntry>& now,
                      Lines& made) const {
        const auto has = [&](const std::string& key) {
            return std::any_of(item.parts.begin(), item.parts.end(),
                               [&](const Part& one) { return one.key == key; });
        };
        const auto here = std::find_if(now.begin(), now.end(),
                                       [&](const auto& one) { return one.key == part.key; });
        if (here == now.end()) return;
        for (auto next = here + 1; next != now.end() && !has(next->key); ++next) {
            made.push_back(line(false, *next));
        }
    }

    void append(const std::vector<Inject>& before, const std::vector<Inject>& after) {
        Lines made;
        for (const Inject& inject : after) {
            const bool is_new = std::none_of(before.begin(), before.end(), [&](const Inject& one) {
                return one.name.text == inject.name.text;
            });
            if (!is_new) continue;
            for (std::string& one : whole(inject_entries(inject, calendar_))) {
                made.push_back(std::move(one));
            }
        }
        const std::string heading = "injects:" + ending();
        if (heading_ == lines_.size()) {
            if (made.empty()) return;
            made.insert(made.begin(), heading);
            return replace(heading_, heading_, std::move(made));
        }
        const bool is_none_left = after.empty() && !before.empty();
        if (before.empty() && !made.empty()) {
            // `injects: []`
            made.insert(made.begin(), heading);
            return replace(heading_, end_, std::move(made));
        }
        if (is_none_left) {
            changes_.insert(changes_.begin(),
                            {heading_, {lines_[heading_]}, {"injects: []" + ending()}});
            return;
        }
        if (!made.empty()) replace(end_, end_, std::move(made));
    }

    [[nodiscard]] std::string joined() {
        std::string text;
        const auto add = [&](const std::string& line) { text.append(line).append("\n"); };
        std::size_t at = 0;
        for (LineChange& change : changes_) {
            for (; at < change.line; ++at) add(lines_[at]);
            for (const std::string& line : change.after) add(line);
            at += change.before.size();
            ++change.line;  // people count from 1
        }
        for (; at < lines_.size(); ++at) add(lines_[at]);
        return text;
    }
};

}  // namespace

std::optional<EditedInjects> edit_injects(std::string_view text, const std::vector<Inject>& before,
                                          const std::vector<Inject>& after,
                                          const Calendar& calendar) {
    return Editor(text, calendar).edit(before, after);
}

}  // namespace kammerspiel::exercise
