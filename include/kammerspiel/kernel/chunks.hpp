#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

// Unsorted bags of small values, all made of equal chunks from one free list.

namespace kammerspiel::kernel {

/// Chunks of 1 KiB. A vector for each bag would keep the capacity of its fullest moment: measured
/// 12 times the memory. Neither copied nor given back before the end.
template <class T>
class ChunkPool {
   public:
    static constexpr std::size_t chunk_bytes = 1024;
    static constexpr std::uint32_t chunk_size = (chunk_bytes - sizeof(void*)) / sizeof(T);

    struct alignas(64) Chunk {
        T values[chunk_size];
        Chunk* older;
    };

    [[nodiscard]] Chunk* take() {
        if (free_ == nullptr) [[unlikely]]
            grow();
        return std::exchange(free_, free_->older);
    }
    void give_back(Chunk* chunk) { chunk->older = std::exchange(free_, chunk); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

    void swap(ChunkPool& other) {
        std::swap(free_, other.free_);
        blocks_.swap(other.blocks_);
        std::swap(bytes_, other.bytes_);
    }

   private:
    static constexpr std::size_t first_block = 16;  // a small run stays small
    static constexpr std::size_t largest_block = 1024;

    void grow() {
        const std::size_t chunks =
            blocks_.empty() ? first_block : std::min(largest_block, bytes_ / sizeof(Chunk));
        blocks_.push_back(std::unique_ptr<Chunk[]>(new Chunk[chunks]));  // left uninitialised
        bytes_ += chunks * sizeof(Chunk);
        for (std::size_t i = chunks; i-- > 0;) give_back(&blocks_.back()[i]);
    }

    Chunk* free_ = nullptr;
    std::vector<std::unique_ptr<Chunk[]>> blocks_;
    std::size_t bytes_ = 0;
};

/// A bag. All chunks but the newest are full. Owns nothing: whoever has the pool empties it.
template <class T>
class Bag {
   public:
    using Pool = ChunkPool<T>;

    [[nodiscard]] std::uint32_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

    void add(const T& value, Pool& pool) {
        if (used_ == Pool::chunk_size) [[unlikely]] {
            auto* chunk = pool.take();
            chunk->older = newest_;
            newest_ = chunk;
            used_ = 0;
        }
        newest_->values[used_++] = value;
        ++size_;
    }
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        std::uint32_t count = used_;
        for (const auto* chunk = newest_; chunk != nullptr; chunk = chunk->older) {
            for (std::uint32_t i = 0; i < count; ++i) visit(chunk->values[i]);
            count = Pool::chunk_size;
        }
    }
    /// Visits all and is empty afterwards; a chunk is free again as soon as it has been read.
    template <class Visitor>
    void drain(Pool& pool, Visitor&& visit) {
        Bag bag;
        std::swap(bag, *this);
        std::uint32_t count = bag.used_;
        for (auto* chunk = bag.newest_; chunk != nullptr;) {
            for (std::uint32_t i = 0; i < count; ++i) visit(std::as_const(chunk->values[i]));
            count = Pool::chunk_size;
            auto* read = std::exchange(chunk, chunk->older);
            pool.give_back(read);
        }
    }

   private:
    typename Pool::Chunk* newest_ = nullptr;
    std::uint32_t used_ = Pool::chunk_size;  ///< of the newest; full, if there is none
    std::uint32_t size_ = 0;
};

}  // namespace kammerspiel::kernel
