#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kammerspiel/ensemble/wide.hpp"
#include "kammerspiel/model/metrics.hpp"

// Values as bytes, the same on every machine.

namespace kammerspiel::cluster {

/// Whole numbers take as many bytes as they need, since most are small: seven bits in each, the
/// lowest first. Wider ones are preceded by how many bytes they have.
class ByteWriter {
   public:
    void whole(std::uint64_t number);
    /// Two's complement: numbers below zero take 16 bytes.
    void wide(model::Int128 number);
    void wide(const ensemble::Wide& number);
    /// The bits of an IEEE double, so that nothing is rounded and a NaN stays what it is.
    void real(double number);
    void text(std::string_view text);
    [[nodiscard]] std::string take() { return std::move(bytes_); }

   private:
    std::string bytes_;
    void byte(std::uint64_t value);
};

/// Reads what a ByteWriter wrote, in the same order. Bytes that end too early are a contradiction
/// within the program.
class ByteReader {
   public:
    /// `bytes` outlive the reader.
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint64_t whole();
    /// A whole number that is a place in, or the length of, something in memory.
    [[nodiscard]] std::uint32_t index();
    [[nodiscard]] model::Int128 wide();
    [[nodiscard]] ensemble::Wide very_wide();
    [[nodiscard]] double real();
    [[nodiscard]] std::string text();
    [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

   private:
    std::string_view bytes_;
    [[nodiscard]] std::uint8_t byte();
};

}  // namespace kammerspiel::cluster
