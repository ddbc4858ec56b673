#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kammerspiel {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
   public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::string_view bytes);
    /// In hexadecimal, 64 digits; nothing may be added afterwards.
    [[nodiscard]] std::string finish();

   private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kammerspiel
