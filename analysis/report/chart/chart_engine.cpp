#include "kammerspiel/report/chart_engine.hpp"

#include <duktape.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "analysis/report/chart/charts_script.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::report {
namespace {

/// Far more than any picture of an exercise takes (some tens of MB), far less than a machine has.
constexpr std::size_t most_memory = std::size_t{512} << 20U;

constexpr std::size_t much_memory = std::size_t{160} << 20U;

/// Counts what the interpreter holds. Each block is preceded by its size.
struct Memory {
    std::size_t used = 0;
};

constexpr std::size_t header = alignof(std::max_align_t);

void* give(void* memory, duk_size_t size) {
    auto& counted = *static_cast<Memory*>(memory);
    if (size == 0 || size > most_memory - counted.used) return nullptr;
    void* block = std::malloc(size + header);
    if (block == nullptr) return nullptr;
    *static_cast<std::size_t*>(block) = size;
    counted.used += size;
    return static_cast<std::byte*>(block) + header;
}

void take(void* memory, void* block) {
    if (block == nullptr) return;
    void* whole = static_cast<std::byte*>(block) - header;
    static_cast<Memory*>(memory)->used -= *static_cast<std::size_t*>(whole);
    std::free(whole);
}

void* resize(void* memory, void* block, duk_size_t size) {
    if (block == nullptr) return give(memory, size);
    if (size == 0) {
        take(memory, block);
        return nullptr;
    }
    auto& counted = *static_cast<Memory*>(memory);
    void* whole = static_cast<std::byte*>(block) - header;
    const std::size_t before = *static_cast<std::size_t*>(whole);
    if (size > before && size - before > most_memory - counted.used) return nullptr;
    void* moved = std::realloc(whole, size + header);
    if (moved == nullptr) return nullptr;
    *static_cast<std::size_t*>(moved) = size;
    counted.used = counted.used - before + size;
    return static_cast<std::byte*>(moved) + header;
}

/// All calls are protected: this one is for the interpreter's own faults, after which it cannot go
/// on.
void stop([[maybe_unused]] void* memory, const char* message) {
    fmt::print(stderr, "kammerspiel: {}\n", message);
    std::abort();
}

struct Closing {
    void operator()(duk_context* context) const { duk_destroy_heap(context); }
};

/// FNV-1a: short, and the same everywhere.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return hash;
}

std::string error_of(duk_context* context) {
    if (duk_is_error(context, -1) != 0) duk_get_prop_string(context, -1, "stack");
    return duk_safe_to_string(context, -1);
}

}  // namespace

struct ChartEngine::Heap {
    Memory memory;
    std::unique_ptr<duk_context, Closing> context;
};

ChartEngine::ChartEngine() = default;
ChartEngine::~ChartEngine() = default;
ChartEngine::ChartEngine(ChartEngine&&) noexcept = default;
ChartEngine& ChartEngine::operator=(ChartEngine&&) noexcept = default;

void ChartEngine::load() {
    heap_ = std::make_unique<Heap>();
    heap_->context.reset(duk_create_heap(give, resize, take, &heap_->memory, stop));
    duk_context* context = heap_->context.get();
    ensure(context != nullptr, "no memory for the interpreter that draws pictures");
    const std::string_view script = charts_script();
    const duk_int_t failed = duk_peval_lstring_noresult(context, script.data(), script.size());
    ensure(failed == 0, "the script that draws pictures cannot be loaded");
}

std::string ChartEngine::draw(const Picture& picture) {
    if (!heap_) load();
    duk_context* context = heap_->context.get();
    const std::string id = fmt::format(
        "p{:016x}",
        hash_of(fmt::format("{} {} {}", picture.kind, picture.drawing, picture.alternative)));
    duk_get_global_string(context, "draw");
    for (const std::string* word : {&picture.kind, &picture.drawing, &id, &picture.alternative}) {
        duk_push_lstring(context, word->data(), word->size());
    }
    constexpr duk_idx_t words = 4;
    const bool failed = duk_pcall(context, words) != DUK_EXEC_SUCCESS;
    std::string result = failed ? error_of(context) : duk_safe_to_string(context, -1);
    duk_set_top(context, 0);
    // What refers to itself in a circle is freed by this alone; it takes longer than a picture.
    if (heap_->memory.used > much_memory) duk_gc(context, 0);
    ensure(!failed, "a picture of kind {} could not be drawn: {}", picture.kind, result);
    return result;
}

}  // namespace kammerspiel::report
