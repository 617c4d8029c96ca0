// SPDX-License-Identifier: Apache-2.0
#include "cli/collector.h"

#include <fmt/core.h>

#include <filesystem>

#include "base/layout.h"
#include "cli/terminal.h"

namespace chancery::cli {

base::Result<> Collector::prepare() {
  if (!settings_.keep) return {};
  auto path = session_.ledger_path();
  if (!path) return tl::unexpected(path.error());
  std::error_code error;
  if (std::filesystem::exists(*path, error)) return open_ledger();
  return {};
}

base::Result<> Collector::open_ledger() {
  auto opened = session_.ledger(ledger::Access::create);
  if (!opened) return tl::unexpected(opened.error());
  ledger_ = *opened;
  return {};
}

base::Result<Hashes> Collector::known() const {
  if (ledger_ == nullptr) return Hashes();
  auto hashes = ledger_->read_by(settings_.reader);
  if (!hashes) return tl::unexpected(hashes.error());
  return Hashes(*hashes);
}

bool Collector::take(Outcome outcome) {
  ++taken_;
  progress_.done(outcome.bytes);
  if (auto done = put(outcome); !done) {
    failure_ = done.error();
    return false;
  }
  // Nobody reads what is printed any more; what is kept is still kept.
  return settings_.keep || file_ != nullptr || !session_.out.closed();
}

base::Result<> Collector::put(const Outcome& outcome) {
  if (outcome.error) {
    complain(*outcome.error);
    if (file_ != nullptr && outcome.breaks_off) return file_->missing();
  } else if (!outcome.skipped.empty()) {
    warn(outcome.path, "passed over: " + outcome.skipped);
  } else if (outcome.known) {
    ++known_;
  } else {
    for (const std::string& warning : outcome.warnings) warn(outcome.path, warning);
    if (settings_.keep) {
      if (auto done = keep(outcome); !done) return done;
    }
    ++read_;
    for (const auto& [kind, count] : outcome.kinds) {
      kinds_[kind] += count;
      statements_ += count;
    }
    for (const reading::Unread& unread : outcome.unread) {
      ++unread_count_;
      unread_ += fmt::format("{}, characters {}–{}\n", base::printable(outcome.path), unread.from, unread.to);
      for (const std::string& line : base::wrap(base::printable(unread.text), columns() - 2)) unread_ += "  " + line + "\n";
    }
    if (file_ == nullptr) session_.out.write(outcome.lines);
  }
  if (file_ == nullptr) return {};
  if (auto written = file_->write(outcome.lines); !written) return written;
  return file_->done(outcome.path);
}

base::Result<> Collector::keep(const Outcome& outcome) {
  if (ledger_ == nullptr) {
    if (auto done = open_ledger(); !done) return done;
  }
  auto recorded = ledger_->record(outcome.source, outcome.statements);
  if (!recorded) return tl::unexpected(recorded.error());
  total_.added += recorded->added;
  total_.kept += recorded->kept;
  total_.retracted += recorded->retracted;
  total_.restated += recorded->restated;
  total_.withheld += recorded->withheld;
  return {};
}

void Collector::warn(const std::string& path, const std::string& what) {
  progress_.clear();
  say("chancery read: warning: " + path + ": " + what);
}

void Collector::complain(const base::Error& error) {
  ++complaints_;
  progress_.clear();
  say(error, "read");
}

base::Result<int> Collector::finish() {
  progress_.finish();
  if (file_ != nullptr && !failure_)
    if (auto done = file_->finish(); !done) failure_ = done.error();
  if (settings_.table && (read_ > 0 || known_ > 0 || taken_ == 0)) session_.out.write(counts());
  if (failure_) return tl::unexpected(*failure_);
  return complaints_ > 0 ? 1 : 0;
}

std::string Collector::counts() const {
  base::TextTable table;
  table.column("Kind");
  table.column("Statements", base::TextTable::Align::right);
  for (const auto& [kind, count] : kinds_) table.row({kind, std::to_string(count)});
  table.row({fmt::format("all, of {} document{}", read_, read_ == 1 ? "" : "s"), std::to_string(statements_)});
  std::string out = table.render(columns());
  if (settings_.keep)
    out += fmt::format("\nIn the ledger: {} added, {} there already, {} retracted{}{}.\n", total_.added, total_.kept, total_.retracted,
                       total_.restated > 0 ? fmt::format(", {} restated", total_.restated) : "",
                       total_.withheld > 0 ? fmt::format(", {} taken back by somebody and left so", total_.withheld) : "");
  if (known_ > 0) out += fmt::format("Passed over: {} document{} that the ledger has.\n", known_, known_ == 1 ? "" : "s");
  if (settings_.unread) out += fmt::format("\nSentences that nothing was read from: {}\n\n", unread_count_) + unread_;
  return out;
}

}  // namespace chancery::cli
