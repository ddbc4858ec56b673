#include "sim/import/book_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/import/names.hpp"

namespace kammerspiel::inventories {
namespace {

const std::array<Text, 2>& languages() {
    static const std::array<Text, 2> both{Text(Language::en), Text(Language::de)};
    return both;
}

/// Whether `word` is what `said` makes of it in either language.
template <class Said>
bool is_called(std::string_view word, const Said& said) {
    const std::string wanted = folded(word);
    return std::any_of(languages().begin(), languages().end(),
                       [&](const Text& text) { return folded(said(text)) == wanted; });
}

}  // namespace

std::vector<BookColumn> columns_of(BookPart part) {
    using enum BookColumn;
    switch (part) {
        case BookPart::organisations: return {id, name, city, region, members, staff, type};
        case BookPart::groups: return {type, group, kind, count, per_staff, zone};
        case BookPart::services:
            return {type, service, title, share, profile, waits, patience, mtpd, rto, elsewhere};
        case BookPart::dependencies: return {type, of, needs, provider, grace, alternative};
    }
    unreachable();
}

bool is_needed(BookPart part, BookColumn column) {
    using enum BookColumn;
    switch (part) {
        case BookPart::organisations: return column == id || column == region;
        case BookPart::groups: return column == group || column == kind;
        case BookPart::services: return column == service;
        case BookPart::dependencies: return column == of || column == needs;
    }
    unreachable();
}

std::string book_name(BookPart part, const Text& text) {
    return text(fmt::format("book.sheet.{}", word_of(part)));
}
std::string book_heading(BookColumn column, const Text& text) {
    return text(fmt::format("book.column.{}", word_of(column)));
}
std::string book_kind(scenario::HostKind kind, const Text& text) {
    return text(fmt::format("book.kind.{}", word_of(kind)));
}
std::string book_profile(std::string_view profile, const Text& text) {
    return text(fmt::format("book.profile.{}", profile));
}
std::string book_waits(bool waits, const Text& text) {
    return text(waits ? "book.waits.yes" : "book.waits.no");
}

std::optional<BookPart> part_called(std::string_view sheet) {
    for (const BookPart part : Words<BookPart>::values) {
        if (is_called(sheet, [&](const Text& text) { return book_name(part, text); })) return part;
    }
    return std::nullopt;
}

std::optional<BookColumn> column_called(std::string_view heading) {
    for (const BookColumn column : Words<BookColumn>::values) {
        const bool is_word = folded(heading) == folded(word_of(column));
        if (is_word ||
            is_called(heading, [&](const Text& text) { return book_heading(column, text); })) {
            return column;
        }
    }
    return std::nullopt;
}

std::optional<scenario::HostKind> kind_called(std::string_view word) {
    for (const scenario::HostKind kind : Words<scenario::HostKind>::values) {
        const bool is_word = folded(word) == folded(word_of(kind));
        if (is_word || is_called(word, [&](const Text& text) { return book_kind(kind, text); })) {
            return kind;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> profile_called(std::string_view word) {
    for (const std::string_view profile : book_profiles) {
        const bool is_word = folded(word) == folded(profile);
        if (is_word ||
            is_called(word, [&](const Text& text) { return book_profile(profile, text); })) {
            return profile;
        }
    }
    return std::nullopt;
}

std::optional<bool> waits_called(std::string_view word) {
    for (const bool waits : {true, false}) {
        const bool is_word = folded(word) == (waits ? "deferrable" : "immediate");
        if (is_word || is_called(word, [&](const Text& text) { return book_waits(waits, text); })) {
            return waits;
        }
    }
    return std::nullopt;
}

}  // namespace kammerspiel::inventories
