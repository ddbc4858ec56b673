#pragma once

// Catch2 is 2.13 in Debian 12 and 3 in Ubuntu 24.04, with other headers and namespaces. Tests
// include this file alone and write what both have: TEST_CASE, SECTION, GENERATE, CHECK_THAT,
// Approx and the matchers below without their namespaces.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
#include <catch2/catch.hpp>
#include <string>
inline auto ContainsSubstring(const std::string& part) { return Catch::Matchers::Contains(part); }
#endif

using Catch::Matchers::EndsWith;
using Catch::Matchers::Equals;
using Catch::Matchers::StartsWith;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
