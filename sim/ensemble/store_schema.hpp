#pragma once

#include <string>

namespace kammerspiel::ensemble {

/// What the file says of itself in SQLite's header: that it is a study, and in which format.
inline constexpr int application_id = 0x4B616D6D;  // "Kamm"
/// A shard says that it is another kind of file, so that no version takes it for a study.
inline constexpr int shard_application_id = 0x4B616D53;  // "KamS"
inline constexpr int store_format = 5;
/// Those before it, which `migrate_study` brings to this one.
inline constexpr int earliest_format = 1;

/// The tables, and the views for people, as SQL.
[[nodiscard]] std::string store_schema();

/// Columns of the table `run` that hold metrics, in the order of Metric, separated by commas.
[[nodiscard]] std::string metric_columns();

}  // namespace kammerspiel::ensemble
