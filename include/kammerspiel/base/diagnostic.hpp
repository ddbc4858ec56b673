#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kammerspiel/base/text.hpp"

// What is wrong with an input, where, why, and how to mend it.

namespace kammerspiel {

/// A stretch of one line of an input file. Lines and columns count from 1; a column counts
/// characters (code points), as editors do. Line 0: the file as a whole.
struct Place {
    std::shared_ptr<const std::string> file;  ///< relative to the scenario's root; null: nowhere
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
    [[nodiscard]] std::string name() const { return file ? *file : std::string(); }
    /// Same file, line and column.
    bool operator==(const Place& other) const {
        return name() == other.name() && line == other.line && column == other.column;
    }
};

enum class Severity { error, warning };

/// Another place that has to do with it.
struct Note {
    Place place;
    Message message;
};

struct Diagnostic {
    Severity severity = Severity::error;
    Place place;
    Message message;
    /// Printed beside the caret, e.g. did you mean 'identity'? Where it is empty, what the
    /// catalogue has under the message's key with `.hint` behind it, filled with the same
    /// arguments.
    Message hint = {};
    std::vector<Note> notes = {};
};

/// Collects everything that is wrong in one pass, each finding once. After `most` errors, and after
/// as many warnings, further ones are only counted, so that a hostile input fills neither the
/// screen nor the memory.
class Diagnostics {
   public:
    static constexpr std::size_t most = 100;

    void add(Diagnostic diagnostic);
    void error(const Place& place, Message message, Message hint = {},
               std::vector<Note> notes = {});
    void warning(const Place& place, Message message, Message hint = {},
                 std::vector<Note> notes = {});

    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] std::size_t warnings() const { return warnings_; }
    [[nodiscard]] std::size_t left_out() const { return errors_ + warnings_ - all_.size(); }
    /// Further errors are only counted: what is costly to say of them need not be found out.
    [[nodiscard]] bool is_full() const { return errors_ >= most; }
    /// By file, line and column; of one place in the order in which they were found.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

   private:
    std::vector<Diagnostic> all_;
    std::unordered_set<std::size_t> seen_;  ///< hashes of what was added, also of what is not kept
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

/// Gives the text of a line of a file, or nothing where it cannot be shown.
class LineSource {
   public:
    virtual ~LineSource() = default;
    [[nodiscard]] virtual std::string_view line(const std::string& file,
                                                std::uint32_t number) const = 0;
};

/// How to mend it, in the language of `text`; empty where nothing is known.
[[nodiscard]] std::string hint_of(const Diagnostic& diagnostic, const Text& text);

/// Renders as compilers do, in the language of `text`; what stems from files is shown without
/// control characters and shortened:
///
///     strategies.yaml:41:23: error: unknown host group 'identiy'
///        41 |     shutdown: { group: identiy }
///           |                        ^~~~~~~ did you mean 'identity'?
///     chamber.yaml:12:5: note: 'identity' is defined here
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const LineSource& lines,
                                 const Text& text, bool colour);

/// The candidate that `word` is most likely a slip of, or nothing: at most a third of its letters
/// wrong, missing, added or swapped (Damerau 1964).
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       const std::vector<std::string>& candidates);

/// "did you mean 'identity'?", or nothing.
[[nodiscard]] Message did_you_mean(std::string_view word,
                                   const std::vector<std::string>& candidates);

}  // namespace kammerspiel
