// SPDX-License-Identifier: Apache-2.0
// What answers are worked out with. Tables are shared by all threads; a ledger and an asker are for one at a time, so a thread takes a desk
// that has its own and puts it back.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/rules.h"
#include "base/result.h"
#include "gazetteer/gazetteer.h"
#include "inquiry/inquiry.h"
#include "ledger/ledger.h"
#include "model/kinds.h"
#include "question/question.h"
#include "reading/reader.h"

namespace chancery::serve {

// Refers to what must outlive everything here.
struct Tables {
  const model::Kinds* kinds = nullptr;
  const gazetteer::Gazetteer* gazetteer = nullptr;
  const reading::Reader* reader = nullptr;
  const audit::Rules* audit_rules = nullptr;
  std::string_view questions;  // the compiled table that askers are opened from
  std::string reader_name;     // what the statements of a document depend on besides it, in one word
};

// Names that a search may complete: of states and organisations, and of whom the ledger speaks.
struct NameIndex {
  struct Entry {
    std::string folded;
    inquiry::Entity entity;
  };
  std::string pin;
  std::vector<Entry> entries;
};

// A summary that a document has of somebody.
struct Gloss {
  std::string text;
  std::uint64_t from = 0, to = 0;  // its place in the document
};
using Glosses = std::map<std::uint32_t, Gloss>;  // by entity, the first of each

struct Desk {
  ledger::Ledger ledger;
  question::Asker asker;
  // Of the ledger as it was at this pin: what it found out about sources serves the next question too.
  std::string pin = {};
  std::optional<inquiry::Inquiry> inquiry = {};
};

class Desks {
 public:
  Desks(Tables tables, std::string ledger_path, bool may_write)
      : tables_(std::move(tables)), path_(std::move(ledger_path)), may_write_(may_write) {}

  // A desk on loan, which goes back when it is destroyed.
  class Loan {
   public:
    Loan(Desks& desks, std::unique_ptr<Desk> desk) : desks_(&desks), desk_(std::move(desk)) {}
    Loan(Loan&&) noexcept = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan();
    Desk& operator*() const { return *desk_; }

   private:
    Desks* desks_;
    std::unique_ptr<Desk> desk_;
  };
  base::Result<Loan> take();

  // The ledger's pin now. While somebody commits a writing it is the one before. Costs next to nothing while the file stays as it is.
  base::Result<std::string> pin();
  // A ledger to write in, for the one writer at a time who holds the lock.
  base::Result<ledger::Ledger> writer(std::unique_lock<std::mutex>& lock);

  // Made anew when the ledger has another pin.
  base::Result<std::shared_ptr<const NameIndex>> name_index(const inquiry::Inquiry& inquiry);

  // Of the document with this hash, made once: what a document says never changes.
  std::shared_ptr<const Glosses> glosses(const std::string& hash) const;  // nullptr: not yet
  void keep_glosses(const std::string& hash, std::shared_ptr<const Glosses> glosses);

  const Tables& tables() const { return tables_; }
  const std::string& path() const { return path_; }
  bool may_write() const { return may_write_; }
  // Whether looking through all of it takes long enough to be noticed.
  bool large() const;

 private:
  struct FileState {
    std::int64_t seconds = 0, nanoseconds = 0, size = -1;
    bool operator==(const FileState&) const = default;
  };
  FileState file_state() const;

  const Tables tables_;
  const std::string path_;
  const bool may_write_;
  std::mutex idle_mutex_;
  std::vector<std::unique_ptr<Desk>> idle_;
  std::mutex pin_mutex_;
  std::unique_ptr<ledger::Ledger> pin_reader_;
  std::string pin_;
  FileState pin_state_;  // as the file was when the pin was read; no state of a file where that was too fresh to tell two apart
  std::mutex writing_mutex_;
  std::mutex names_mutex_;
  std::shared_ptr<const NameIndex> names_;
  mutable std::mutex glosses_mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Glosses>> glosses_;
};

}  // namespace chancery::serve
