#include "tests/bench/measure.hpp"

#include <malloc.h>

#include <fstream>
#include <string>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::bench {
namespace {

/// A line of Linux's account of this process, which is in kB.
double account(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word != name + ":") continue;
        double kilobytes = 0;
        status >> kilobytes;
        return kilobytes * 1024;
    }
    broken("/proc/self/status says nothing of " + name);
}

}  // namespace

PeakMemory::PeakMemory() {
    malloc_trim(0);  // else what was freed before could be used again unseen
    std::ofstream("/proc/self/clear_refs") << "5";
    before_ = account("VmRSS");
}
double PeakMemory::bytes() const { return account("VmHWM") - before_; }

}  // namespace kammerspiel::bench
