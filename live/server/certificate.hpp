#pragma once

#include <string>
#include <vector>

namespace kammerspiel::live {

/// A key with its certificate, as PEM.
struct Certificate {
    std::string certificate;
    std::string key;
};

/// One of our own for these names and addresses, for the days of an exercise. Throws where the
/// system cannot make one.
[[nodiscard]] Certificate make_certificate(const std::vector<std::string>& names,
                                           const std::vector<std::string>& addresses);

/// SHA-256 of the certificate as browsers show it: AB:CD:…; empty if it is none.
[[nodiscard]] std::string fingerprint(const std::string& certificate);

}  // namespace kammerspiel::live
