#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel::inventories {

/// What holds of many rows alike is said once, at the first of them, with their number.
class Remarks {
   public:
    /// Every message has the place {count}, which is filled here.
    void add(const Place& place, Message message) {
        std::string identity = message.key;
        for (const Argument& argument : message.arguments) {
            identity += "|" + argument.value;
            if (argument.message != nullptr) identity += argument.message->key;
        }
        const auto [at, is_new] = by_identity_.try_emplace(identity, all_.size());
        if (is_new) all_.push_back({place, std::move(message), 0});
        ++all_[at->second].count;
    }

    void report(Diagnostics& out) const {
        for (Remark remark : all_) {
            remark.message.arguments.emplace_back("count", remark.count);
            out.warning(remark.place, std::move(remark.message));
        }
    }

   private:
    struct Remark {
        Place place;
        Message message;
        std::int64_t count = 0;
    };
    std::map<std::string, std::size_t> by_identity_;
    std::vector<Remark> all_;
};

}  // namespace kammerspiel::inventories
