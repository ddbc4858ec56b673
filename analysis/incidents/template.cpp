#include "analysis/incidents/template.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace kammerspiel::incidents {
namespace {

constexpr std::string_view condition_mark = "#? ";
constexpr std::string_view end_mark = "#?";
constexpr std::string_view negation = "not ";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

struct Found {
    std::size_t at = 0;
    std::string_view name;
};

/// The next place of a line: `<` letters `>`.
std::optional<Found> next_place(std::string_view line, std::size_t from) {
    for (std::size_t at = line.find('<', from); at != std::string_view::npos;
         at = line.find('<', at + 1)) {
        std::size_t end = at + 1;
        while (end < line.size() && is_letter(line[end])) ++end;
        if (end > at + 1 && end < line.size() && line[end] == '>') {
            return Found{at, line.substr(at + 1, end - at - 1)};
        }
    }
    return std::nullopt;
}

class Writer {
   public:
    Writer(const std::string& file, const Filling& filling, Diagnostics& out)
        : file_(std::make_shared<const std::string>("template/" + file)),
          filling_(filling),
          out_(out) {}

    std::string write(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            ++number_;
            add_line(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
        return std::move(written_);
    }

   private:
    std::shared_ptr<const std::string> file_;
    const Filling& filling_;
    Diagnostics& out_;
    std::uint32_t number_ = 0;
    bool is_left_out_ = false;  ///< within a block whose condition does not hold
    std::string written_;

    [[nodiscard]] Place place(std::size_t at, std::size_t length) const {
        return {file_, number_, static_cast<std::uint32_t>(at + 1),
                static_cast<std::uint32_t>(length)};
    }

    void add_line(std::string_view line) {
        const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
        if (line.substr(begin) == end_mark) {
            is_left_out_ = false;
            return;
        }
        const std::size_t mark = line.rfind(condition_mark);
        if (mark == begin) {
            is_left_out_ = !holds(line, mark + condition_mark.size());
            return;
        }
        if (is_left_out_) return;
        if (mark != std::string_view::npos) {
            if (!holds(line, mark + condition_mark.size())) return;
            line = line.substr(0, mark);
            while (line.ends_with(' ')) line.remove_suffix(1);
        }
        std::size_t from = 0;
        while (const auto found = next_place(line, from)) {
            from = found->at + 1;
            const auto list = filling_.lists.find(found->name);
            if (list == filling_.lists.end()) continue;
            for (const Values& entry : list->second) add(line, entry);
            return;
        }
        add(line, {});
    }

    [[nodiscard]] bool holds(std::string_view line, std::size_t begin) const {
        std::string_view name = line.substr(begin);
        while (name.ends_with(' ')) name.remove_suffix(1);
        const bool wanted = !name.starts_with(negation);
        if (!wanted) name.remove_prefix(negation.size());
        const auto condition = filling_.conditions.find(name);
        if (condition != filling_.conditions.end()) return condition->second == wanted;
        std::vector<std::string> known;
        for (const auto& [word, value] : filling_.conditions) known.push_back(word);
        out_.error(place(begin, line.size() - begin),
                   {"incidents.template.condition", {{"name", name}, {"known", known}}},
                   did_you_mean(name, known));
        return true;
    }

    void add(std::string_view line, const Values& entry) {
        std::size_t from = 0;
        while (const auto found = next_place(line, from)) {
            written_ += line.substr(from, found->at - from);
            written_ += value_of(*found, entry);
            from = found->at + found->name.size() + 2;
        }
        written_ += line.substr(from);
        written_ += '\n';
    }

    [[nodiscard]] std::string value_of(const Found& found, const Values& entry) const {
        if (const auto value = entry.find(found.name); value != entry.end()) return value->second;
        const auto value = filling_.values.find(found.name);
        if (value != filling_.values.end()) return value->second;
        std::vector<std::string> known;
        for (const auto& [name, text] : filling_.values) known.push_back(name);
        for (const auto& [name, text] : entry) known.push_back(name);
        out_.error(place(found.at, found.name.size() + 2),
                   {"incidents.template.place", {{"name", found.name}}},
                   did_you_mean(found.name, known));
        return {};
    }
};

}  // namespace

std::string filled(const std::string& file, std::string_view text, const Filling& filling,
                   Diagnostics& out) {
    return Writer(file, filling, out).write(text);
}

}  // namespace kammerspiel::incidents
