#include "kammerspiel/kernel/draws.hpp"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/catch.hpp"

using namespace kammerspiel::kernel;

namespace {

using Words = std::array<std::uint64_t, 4>;
__extension__ using Word128 = unsigned __int128;

/// Philox4x64-10 once more, written from the paper (Salmon et al., SC11, section 4.3).
Words philox(Words counter, std::array<std::uint64_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const Word128 a = Word128{0xD2E7470EE14C6C93U} * counter[0];
        const Word128 b = Word128{0xCA5A826395121157U} * counter[2];
        counter = {static_cast<std::uint64_t>(b >> 64) ^ counter[1] ^ key[0],
                   static_cast<std::uint64_t>(b),
                   static_cast<std::uint64_t>(a >> 64) ^ counter[3] ^ key[1],
                   static_cast<std::uint64_t>(a)};
        key[0] += 0x9E3779B97F4A7C15U;
        key[1] += 0xBB67AE8584CAA73BU;
    }
    return counter;
}

EntityId host(std::uint64_t number) { return NamePrefix{"ihk-ulm/workstations#"}.numbered(number); }

constexpr int draws_made = 1 << 18;

/// The numbers of one way to walk through the draws.
template <class At>
std::vector<double> walk(At at) {
    std::vector<double> numbers;
    numbers.reserve(draws_made);
    for (std::uint64_t i = 0; i < draws_made; ++i) numbers.push_back(at(i));
    return numbers;
}

const Draws world{2022, 8};

/// By index, by entity, by purpose, by replication, by seed: how a model uses them.
std::vector<std::vector<double>> all_walks() {
    return {walk([](std::uint64_t i) { return world.uniform(host(1), Purpose{1}, i).value(); }),
            walk([](std::uint64_t i) { return world.uniform(host(i), Purpose{1}, 0).value(); }),
            walk([](std::uint64_t i) {
                return world.uniform(host(1), Purpose{static_cast<std::uint32_t>(i)}, 0).value();
            }),
            walk([](std::uint64_t i) {
                return Draws{2022, i}.uniform(host(1), Purpose{1}, 0).value();
            }),
            walk([](std::uint64_t i) {
                return Draws{i, 8}.uniform(host(1), Purpose{1}, 0).value();
            })};
}

/// Of ranks against ranks shifted by `lag`; standard error 1 / sqrt(n) if independent.
double correlation(const std::vector<double>& a, const std::vector<double>& b, std::size_t lag) {
    double sum = 0;
    for (std::size_t i = lag; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i - lag] - 0.5);
    return 12 * sum / static_cast<double>(a.size() - lag);
}

/// Chi-square of the pairs on a grid of 16 × 16, as a number of standard deviations.
double excess_on_grid(const std::vector<double>& a, const std::vector<double>& b) {
    std::array<int, 256> cells{};
    for (std::size_t i = 0; i < a.size(); ++i) {
        ++cells[static_cast<std::size_t>(a[i] * 16) * 16 + static_cast<std::size_t>(b[i] * 16)];
    }
    const double expected = static_cast<double>(a.size()) / 256;
    double chi_square = 0;
    for (const int cell : cells) chi_square += (cell - expected) * (cell - expected) / expected;
    return (chi_square - 255) / std::sqrt(2 * 255.0);
}

// Every check below is one of fewer than 100 on fixed numbers; 4.5 standard errors are exceeded by
// chance with probability 7e-6 each.
constexpr double standard_errors = 4.5;

}  // namespace

TEST_CASE("Philox4x64-10 gives the known answers of Random123's kat_vectors", "[kernel][draws]") {
    const std::uint64_t all = ~std::uint64_t{0};
    CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
          Words{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
    CHECK(philox({all, all, all, all}, {all, all}) ==
          Words{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
    CHECK(philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                 {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
          Words{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
    CHECK(Draws{}.bits(EntityId{0}, Purpose{0}, 0) == philox({0, 0, 0, 0}, {0, 0}));
}

TEST_CASE("a draw is Philox of key (seed, replication) and counter (entity, purpose, index)",
          "[kernel][draws]") {
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{42}, ~std::uint64_t{0}}) {
        for (std::uint64_t i = 0; i < 50; ++i) {
            const Purpose purpose{static_cast<std::uint32_t>(~i)};
            CHECK(Draws{seed, i}.bits(host(i), purpose, i * i) ==
                  philox({host(i).value, purpose.value, i * i, 0}, {seed, i}));
        }
    }
}

TEST_CASE("a uniform number lies strictly between 0 and 1, even at the ends", "[kernel][draws]") {
    CHECK(Uniform::from_bits(0).value() == 0x1p-53);
    CHECK(Uniform::from_bits(~std::uint64_t{0}).value() == 1 - 0x1p-53);
    CHECK(Uniform::from_bits(~std::uint64_t{0}).value() < 1.0);
}

TEST_CASE("the first of four numbers is that of a single draw", "[kernel][draws]") {
    for (std::uint64_t i = 0; i < 100; ++i) {
        CHECK(world.four(host(i), Purpose{3}, i)[0].value() ==
              world.uniform(host(i), Purpose{3}, i).value());
    }
}

TEST_CASE("draws have the moments of the uniform distribution", "[kernel][draws]") {
    for (const auto& numbers : all_walks()) {
        for (const int power : {1, 2, 3, 4}) {
            double sum = 0;
            for (const double u : numbers) sum += std::pow(u, power);
            const double mean = 1.0 / (power + 1);
            const double deviation = std::sqrt(1.0 / (2 * power + 1) - mean * mean);
            CHECK_THAT(sum / draws_made,
                       WithinAbs(mean, standard_errors * deviation / std::sqrt(draws_made)));
        }
    }
}

TEST_CASE("draws of one walk do not depend on each other", "[kernel][draws]") {
    for (const auto& numbers : all_walks()) {
        for (const std::size_t lag : {1U, 2U, 3U, 7U}) {
            CHECK_THAT(correlation(numbers, numbers, lag),
                       WithinAbs(0, standard_errors / std::sqrt(draws_made)));
        }
        const std::vector<double> next(numbers.begin() + 1, numbers.end());
        const std::vector<double> these(numbers.begin(), numbers.end() - 1);
        CHECK(std::abs(excess_on_grid(these, next)) < standard_errors);
    }
}

TEST_CASE("draws of different purposes, entities, worlds and words are independent",
          "[kernel][draws]") {
    const auto base = walk([](auto i) { return world.uniform(host(1), Purpose{1}, i).value(); });
    const std::vector<std::vector<double>> others{
        walk([](auto i) { return world.uniform(host(1), Purpose{2}, i).value(); }),
        walk([](auto i) { return world.uniform(host(2), Purpose{1}, i).value(); }),
        walk([](auto i) {
            return Draws{2022, 9}.uniform(host(1), Purpose{1}, i).value();
        }),
        walk([](auto i) {
            return Draws{2023, 8}.uniform(host(1), Purpose{1}, i).value();
        }),
        walk([](auto i) { return world.four(host(1), Purpose{1}, i)[1].value(); }),
        walk([](auto i) { return world.four(host(1), Purpose{1}, i)[3].value(); })};
    for (const auto& other : others) {
        CHECK_THAT(correlation(base, other, 0),
                   WithinAbs(0, standard_errors / std::sqrt(draws_made)));
        CHECK(std::abs(excess_on_grid(base, other)) < standard_errors);
    }
}

TEST_CASE("a numbered name is the name spelled out", "[kernel][draws]") {
    for (const std::uint64_t number : {0ULL, 7ULL, 10ULL, 4711ULL, 18446744073709551615ULL}) {
        CHECK(host(number) == EntityId::of("ihk-ulm/workstations#" + std::to_string(number)));
    }
    CHECK(EntityId::of("a/b") != EntityId::of("a/b#"));
    CHECK(EntityId::of("") != EntityId::of(std::string(1, '\0')));
}
