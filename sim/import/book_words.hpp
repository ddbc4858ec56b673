#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/common.hpp"

// The sheets and columns of a workbook of organisations, and their words in both languages.

namespace kammerspiel::inventories {

enum class BookPart { organisations, groups, services, dependencies };
constexpr auto vocabulary(BookPart) {
    using enum BookPart;
    return std::array{Word{organisations, "organisations"}, Word{groups, "groups"},
                      Word{services, "services"}, Word{dependencies, "dependencies"}};
}

enum class BookColumn {
    id,
    name,
    city,
    region,
    members,
    staff,
    type,
    group,
    kind,
    count,
    per_staff,
    zone,
    service,
    title,
    share,
    profile,
    waits,
    patience,
    mtpd,
    rto,
    elsewhere,
    of,
    needs,
    provider,
    grace,
    alternative,
};
constexpr auto vocabulary(BookColumn) {
    using enum BookColumn;
    return std::array{Word{id, "id"},
                      Word{name, "name"},
                      Word{city, "city"},
                      Word{region, "region"},
                      Word{members, "members"},
                      Word{staff, "staff"},
                      Word{type, "type"},
                      Word{group, "group"},
                      Word{kind, "kind"},
                      Word{count, "count"},
                      Word{per_staff, "per_staff"},
                      Word{zone, "zone"},
                      Word{service, "service"},
                      Word{title, "title"},
                      Word{share, "share"},
                      Word{profile, "profile"},
                      Word{waits, "waits"},
                      Word{patience, "patience"},
                      Word{mtpd, "mtpd"},
                      Word{rto, "rto"},
                      Word{elsewhere, "elsewhere"},
                      Word{of, "of"},
                      Word{needs, "needs"},
                      Word{provider, "provider"},
                      Word{grace, "grace"},
                      Word{alternative, "alternative"}};
}

/// How demand moves over the week, as the loader knows it.
inline constexpr std::array<std::string_view, 3> book_profiles{"always", "office-hours", "daytime"};

/// The columns of a sheet, the first ones needed most.
[[nodiscard]] std::vector<BookColumn> columns_of(BookPart part);
/// Without it a row says nothing.
[[nodiscard]] bool is_needed(BookPart part, BookColumn column);

[[nodiscard]] std::string book_name(BookPart part, const Text& text);
[[nodiscard]] std::string book_heading(BookColumn column, const Text& text);
[[nodiscard]] std::string book_kind(scenario::HostKind kind, const Text& text);
[[nodiscard]] std::string book_profile(std::string_view profile, const Text& text);
[[nodiscard]] std::string book_waits(bool waits, const Text& text);

/// The way back, by the words of either language or of a scenario file.
[[nodiscard]] std::optional<BookPart> part_called(std::string_view sheet);
[[nodiscard]] std::optional<BookColumn> column_called(std::string_view heading);
[[nodiscard]] std::optional<scenario::HostKind> kind_called(std::string_view word);
[[nodiscard]] std::optional<std::string_view> profile_called(std::string_view word);
[[nodiscard]] std::optional<bool> waits_called(std::string_view word);

}  // namespace kammerspiel::inventories
