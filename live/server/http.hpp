#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kammerspiel::live {

/// A request as the site sees it, whatever carried it.
struct Request {
    std::string method;
    std::string path;                            ///< without the query
    std::map<std::string, std::string> query;    ///< decoded
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;

    [[nodiscard]] const std::string* header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? nullptr : &found->second;
    }
};

struct Response {
    int status = 200;
    std::string type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    /// Instead of the body: what happens from now on, for this seat.
    std::optional<std::uint64_t> stream;
};

/// `target` taken apart; absent if it is not one that a browser would send.
[[nodiscard]] std::optional<Request> request_for(const std::string& target);

}  // namespace kammerspiel::live
