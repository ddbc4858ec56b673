#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/ensemble/store.hpp"
#include "sim/ensemble/sqlite.hpp"

// The tables of a study's file one by one: what is written to each, and read back and checked. What
// does not fit is a StoreError that names the place.

namespace kammerspiel::ensemble {

[[noreturn]] void damaged(const std::filesystem::path& path, std::string_view what);

// `about`: keys and values.
void set_about(const Database& database, std::string_view key, std::string_view value);
[[nodiscard]] std::optional<std::string> about_if_any(const Database& database,
                                                      std::string_view key);
[[nodiscard]] std::string about_value(const Database& database, std::string_view key);
[[nodiscard]] std::uint64_t number_about(const Database& database, std::string_view key);
[[nodiscard]] std::optional<double> real_if_any(const Database& database, std::string_view key);

/// With the tables of what a study is of: files, parameters, strategies, attackers.
void write_about(const Database& database, const About& of);
[[nodiscard]] About read_about(const Database& database);

void write_organisations(const Database& database, const std::vector<AboutOrganisation>& all);
[[nodiscard]] std::vector<AboutOrganisation> read_organisations(const Database& database);

void write_places(const Database& database, const std::vector<Site>& sites);
[[nodiscard]] std::vector<Site> read_places(const Database& database);

/// Figures of places of these runs, where they are kept.
void write_place_runs(const Database& database, const std::vector<Row>& rows);
/// `rows`: runs that there are; `places`: kept of each, 0 for none.
void check_place_runs(const Database& database, std::uint64_t rows, std::size_t places);

void write_shard(const Database& database, const Shard& shard);
[[nodiscard]] Shard read_shard(const Database& database);

void write_round(const Database& database, std::size_t number, const Round& round);
[[nodiscard]] Rounds read_rounds(const Database& database, std::size_t strategies,
                                 std::size_t attackers);

/// A study may come from anywhere: before its numbers are believed, they must fit its rows.
/// `worlds`: how many there are.
void check_rows(const Database& database, std::uint64_t worlds, const Rounds& rounds);

/// Sums of places, of cells and of curves, by strategy and attacker.
void write_sums(const Database& database, const About& about, const std::vector<CellSums>& sums);
[[nodiscard]] std::vector<CellSums> read_sums(const Database& database, const About& about);

}  // namespace kammerspiel::ensemble
