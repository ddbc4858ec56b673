#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "kammerspiel/ensemble/runner.hpp"

// What ranks say to each other.

namespace kammerspiel::cluster {

/// The kind of a message.
enum class Tag : int {
    study,    ///< rank 0: what the blocks that follow are of; no answer
    block,    ///< rank 0: run these worlds; answered by one `answer`
    stop,     ///< rank 0: begin no more worlds of this block; no answer but the block's own
    answer,   ///< to rank 0: what a block came to, or why it did not; asks for the next one
    world,    ///< rank 0: run a part of this world together with all others; answered by one `part`
    part,     ///< to rank 0: what the part has come to, or why it has not
    more,     ///< rank 0: the next piece of the trace; answered by one `records`
    records,  ///< to rank 0: a piece of the trace; empty: there is no more
    end,      ///< rank 0: nothing more will come; answered by `ended`
    ended,    ///< to rank 0: nothing more will come
};

/// A study, for ranks that see none of its files.
struct StudyOrder {
    std::string program_version;
    ensemble::Definition definition;
    std::string scenario;                       ///< id
    std::vector<scenario::SourceFile> sources;  ///< the first one is the scenario's main file
    unsigned threads = 0;                       ///< of each rank; 0: its share of the machine
};

struct BlockOrder {
    std::uint64_t number = 0;  ///< no two blocks have the same one
    ensemble::Round round;
    std::chrono::milliseconds patience{};
};

/// Why there is no block, in words for those who look after the machines.
struct Failure {
    std::string machine;
    std::string why;
};
struct BlockAnswer {
    std::uint64_t number = 0;  ///< of the order
    std::variant<ensemble::Block, Failure> outcome;
};

[[nodiscard]] std::string bytes_of(const StudyOrder& order);
[[nodiscard]] std::string bytes_of(const BlockOrder& order);
[[nodiscard]] std::string bytes_of(const BlockAnswer& answer);
[[nodiscard]] StudyOrder study_order(std::string_view bytes);
[[nodiscard]] BlockOrder block_order(std::string_view bytes);
[[nodiscard]] BlockAnswer block_answer(std::string_view bytes);

}  // namespace kammerspiel::cluster
