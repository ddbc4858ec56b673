#include "cli/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace kammerspiel::cli {
namespace {

constexpr int quiet_zone = 4;
constexpr const char* dark_on_light = "\033[30;107m";
constexpr const char* as_before = "\033[0m";

struct Freed {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::string qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, Freed> code(
        QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
    if (!code) return {};
    const auto is_dark = [&](int row, int column) {
        const bool is_inside = row >= 0 && column >= 0 && row < code->width && column < code->width;
        return is_inside && (code->data[row * code->width + column] & 1U) != 0;
    };
    std::string picture;
    // A line of the terminal shows two rows of modules.
    for (int row = -quiet_zone; row < code->width + quiet_zone; row += 2) {
        picture += dark_on_light;
        for (int column = -quiet_zone; column < code->width + quiet_zone; ++column) {
            const bool upper = is_dark(row, column);
            const bool lower = is_dark(row + 1, column);
            picture += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        picture += as_before;
        picture += '\n';
    }
    return picture;
}

}  // namespace kammerspiel::cli
