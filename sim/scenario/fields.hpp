#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {

/// The keys of one map, checked against the table of its section: unknown and missing keys are
/// diagnostics at once. The readers check the value and say what is wrong with it; one pass finds
/// everything.
class Fields {
   public:
    Fields(const Node& node, const Section& section, Diagnostics& out);

    [[nodiscard]] const Node* node(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const { return node(key) != nullptr; }
    /// The value if it is a single one; says so if it is not.
    [[nodiscard]] const Node* scalar(std::string_view key) const;
    [[nodiscard]] const Place& place() const { return map_.place; }
    [[nodiscard]] Diagnostics& out() const { return out_; }

    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] Localised localised(std::string_view key) const;
    /// One text, or several.
    [[nodiscard]] std::vector<Localised> localised_list(std::string_view key) const;
    [[nodiscard]] std::optional<bool> boolean(std::string_view key) const;
    [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<Share> share(std::string_view key) const;
    [[nodiscard]] std::optional<Probability> probability(std::string_view key) const;
    [[nodiscard]] std::optional<Duration> duration(std::string_view key) const;
    [[nodiscard]] std::optional<Distribution> distribution(std::string_view key) const;
    [[nodiscard]] std::optional<Name> name(std::string_view key) const;
    [[nodiscard]] std::vector<Name> names(std::string_view key) const;
    /// One of the words that the table allows.
    [[nodiscard]] std::optional<std::string_view> word(std::string_view key) const;
    [[nodiscard]] std::vector<std::string_view> words(std::string_view key) const;
    /// As values of an enumeration whose words the table allows.
    template <HasWords Enum>
    [[nodiscard]] std::optional<Enum> word(std::string_view key) const {
        const auto said = word(key);
        return said ? std::optional(meaning<Enum>(*said)) : std::nullopt;
    }
    template <HasWords Enum>
    [[nodiscard]] std::vector<Enum> words(std::string_view key) const {
        std::vector<Enum> values;
        for (const std::string_view said : words(key)) values.push_back(meaning<Enum>(said));
        return values;
    }
    [[nodiscard]] std::optional<Bytes> amount(std::string_view key) const;
    /// 200 GB/h: how much in an hour.
    [[nodiscard]] std::optional<Bytes> rate(std::string_view key) const;
    /// `monday 10:00`, `workday 8:00`, `daily 7:30`, or a list of such: in the order of the week.
    [[nodiscard]] std::vector<WeeklyMoment> weekly(std::string_view key) const;
    /// Puts what the key says in the place of `into`; leaves that as it is, with the default of its
    /// struct, where the key is left out or says something wrong.
    template <class Value>
    void read(std::string_view key, Value& into) const {
        if (auto said = find(key, std::type_identity<Value>{})) into = std::move(*said);
    }

    /// A sum with its currency, e.g. 0.20 EUR.
    [[nodiscard]] std::optional<notation::Money> money(std::string_view key) const;
    /// A moment of the wall clock; without a calendar it is only checked.
    [[nodiscard]] std::optional<SimTime> moment(std::string_view key,
                                                const Calendar* calendar) const;
    /// 2022-09-01T08:00 to 12:00: from when to when.
    [[nodiscard]] std::optional<std::pair<SimTime, SimTime>> moments(
        std::string_view key, const Calendar* calendar) const;
    /// Names, each with a number in the range of the table.
    [[nodiscard]] std::vector<std::pair<Name, double>> factors(std::string_view key) const;
    /// The entries of a list or map of groups of keys.
    [[nodiscard]] std::vector<const Node*> list(std::string_view key) const;
    [[nodiscard]] std::vector<std::pair<Name, const Node*>> map(std::string_view key) const;

   private:
    const Node& map_;
    const Section& section_;
    Diagnostics& out_;

    [[nodiscard]] const Key& key_of(std::string_view key) const;

    template <class Enum>
    static Enum meaning(std::string_view word) {
        const auto value = value_of<Enum>(word);
        ensure(value.has_value(), "the table allows '{}', which has no meaning", word);
        return *value;
    }

    // What `read` reads, by the type of the value.
    template <class Value>
    using As = std::type_identity<Value>;
    template <HasWords Enum>
    std::optional<Enum> find(std::string_view key, As<Enum>) const {
        return word<Enum>(key);
    }
    std::optional<bool> find(std::string_view key, As<bool>) const { return boolean(key); }
    std::optional<std::uint64_t> find(std::string_view key, As<std::uint64_t>) const {
        return whole(key);
    }
    std::optional<std::uint32_t> find(std::string_view key, As<std::uint32_t>) const {
        const auto number = whole(key);
        if (!number) return std::nullopt;
        return static_cast<std::uint32_t>(*number);
    }
    std::optional<double> find(std::string_view key, As<double>) const { return number(key); }
    std::optional<Share> find(std::string_view key, As<Share>) const { return share(key); }
    std::optional<Probability> find(std::string_view key, As<Probability>) const {
        return probability(key);
    }
    std::optional<Duration> find(std::string_view key, As<Duration>) const { return duration(key); }
    std::optional<Distribution> find(std::string_view key, As<Distribution>) const {
        return distribution(key);
    }
    std::optional<Bytes> find(std::string_view key, As<Bytes>) const { return amount(key); }
    std::optional<Name> find(std::string_view key, As<Name>) const { return name(key); }
    std::optional<std::string> find(std::string_view key, As<std::string>) const {
        const auto said = name(key);
        return said ? std::optional(said->text) : std::nullopt;
    }

    [[nodiscard]] Localised read_localised(const Node& value, std::string_view key) const;
    void check_keys() const;
    [[nodiscard]] bool is_behind_comma(std::size_t i) const;
    /// When the wall clock shows this; the beginning where there is no calendar. Says so if it
    /// never does.
    std::optional<SimTime> shown(std::string_view key, const LocalTime& local, const Node& value,
                                 const Calendar* calendar) const;
    std::optional<double> in_range(const Key& key, const Node& value, bool whole) const;
};

/// A name: lower-case letters, digits, '-', '_'; says so if it is not one.
[[nodiscard]] std::optional<Name> read_name(const Node& node, Diagnostics& out,
                                            std::string_view key = {});

/// Any scalar as the name of something defined elsewhere.
[[nodiscard]] std::optional<Name> read_reference(const Node& node, Diagnostics& out,
                                                 std::string_view key = {});

}  // namespace kammerspiel::scenario
