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

   private:
    Session& session_;
};

}  // namespace kammerspiel::cluster
