#pragma once

#include "cluster/session.hpp"
#include "kammerspiel/kernel/exchange.hpp"

namespace kammerspiel::cluster {

/// The parts of a run as the ranks of a job.
class RankExchange final : public kernel::Exchange {
   public:
    explicit RankExchange(Session& session) : session_(session) {}
    [[nodiscard]] std::size_t part() const override;
    [[nodiscard]] std::size_t parts() const override;
    [[nodiscard]] kernel::Vote agree(const kernel::Vote& mine) override;
    void swap(std::span<Letters> to, Letters& from) override;

    [[nodiscard]] std::uint64_t votes() const { return votes_; }
    [[nodiscard]] std::uint64_t swaps() const { return swaps_; }
    [[nodiscard]] std::uint64_t bytes_sent() const { return bytes_sent_; }

   private:
    Session& session_;
    std::uint64_t votes_ = 0;
    std::uint64_t swaps_ = 0;
    std::uint64_t bytes_sent_ = 0;
};

}  // namespace kammerspiel::cluster
