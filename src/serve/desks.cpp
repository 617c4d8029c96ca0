// SPDX-License-Identifier: Apache-2.0
#include "serve/desks.h"

#include <sys/stat.h>

#include <ctime>

#include "base/plain.h"

namespace chancery::serve {
namespace {

constexpr std::int64_t kLarge = 64 << 20;             // bytes
constexpr std::int64_t kFreshNanoseconds = 50000000;  // clocks of file systems tick some milliseconds apart
constexpr std::size_t kMostGlossed = 10000;           // documents whose glosses are kept
constexpr int kPinWaitMilliseconds = 5;               // for a writer, on a thread that holds connections

}  // namespace

Desks::Loan::~Loan() {
  if (!desk_) return;
  const std::lock_guard lock(desks_->idle_mutex_);
  desks_->idle_.push_back(std::move(desk_));
}

base::Result<Desks::Loan> Desks::take() {
  {
    const std::lock_guard lock(idle_mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Desk> desk = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(desk));
    }
  }
  auto ledger = ledger::Ledger::open(path_, ledger::Access::read, *tables_.kinds);
  if (!ledger) return tl::unexpected(ledger.error());
  auto asker = question::Asker::open(tables_.questions, *tables_.gazetteer);
  if (!asker) return tl::unexpected(asker.error());
  return Loan(*this, std::make_unique<Desk>(Desk{std::move(*ledger), std::move(*asker)}));
}

Desks::FileState Desks::file_state() const {
  struct stat status {};
  if (stat(path_.c_str(), &status) != 0) return {};
  return {status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
}

base::Result<std::string> Desks::pin() {
  const FileState state = file_state();
  const std::lock_guard lock(pin_mutex_);
  if (!pin_.empty() && state == pin_state_) return pin_;
  if (pin_reader_ == nullptr) {
    auto opened = ledger::Ledger::open(path_, ledger::Access::read, *tables_.kinds, {.wait_milliseconds = kPinWaitMilliseconds});
    if (!opened) return tl::unexpected(opened.error());
    pin_reader_ = std::make_unique<ledger::Ledger>(std::move(*opened));
  }
  auto pin = pin_reader_->pin();
  if (!pin) return pin_.empty() ? pin : base::Result<std::string>(pin_);
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t age = (now.tv_sec - state.seconds) * 1000000000 + (now.tv_nsec - state.nanoseconds);
  pin_state_ = age > kFreshNanoseconds ? state : FileState{};
  pin_ = *pin;
  return pin_;
}

base::Result<ledger::Ledger> Desks::writer(std::unique_lock<std::mutex>& lock) {
  lock = std::unique_lock(writing_mutex_);
  return ledger::Ledger::open(path_, ledger::Access::write, *tables_.kinds);
}

base::Result<std::shared_ptr<const NameIndex>> Desks::name_index(const inquiry::Inquiry& inquiry) {
  auto pin = inquiry.pin();
  if (!pin) return tl::unexpected(pin.error());
  const std::lock_guard lock(names_mutex_);
  if (names_ && names_->pin == *pin) return names_;
  auto index = std::make_shared<NameIndex>();
  index->pin = *pin;
  auto add = [&](std::string value, std::string_view name, std::uint32_t entity) {
    index->entries.push_back({base::plain_letters(name), {std::move(value), std::string(name), entity}});
  };
  const gazetteer::Gazetteer& gazetteer = inquiry.gazetteer();
  for (std::uint32_t entity = 1; entity < gazetteer.size(); ++entity) {
    using gazetteer::EntityType;
    const EntityType type = gazetteer.entity(entity).type;
    if (type != EntityType::state && type != EntityType::organization) continue;
    std::string code(gazetteer.code(entity));
    add(code, gazetteer.name(entity), entity);
    if (code != gazetteer.name(entity)) index->entries.push_back({base::plain_letters(code), index->entries.back().entity});
  }
  auto values = inquiry.ledger().entities();
  if (!values) return tl::unexpected(values.error());
  for (std::string& value : *values)
    if (gazetteer.by_code(value) == 0) add(value, value, 0);
  names_ = std::move(index);
  return names_;
}

std::shared_ptr<const Glosses> Desks::glosses(const std::string& hash) const {
  const std::lock_guard lock(glosses_mutex_);
  const auto it = glosses_.find(hash);
  return it == glosses_.end() ? nullptr : it->second;
}

void Desks::keep_glosses(const std::string& hash, std::shared_ptr<const Glosses> glosses) {
  const std::lock_guard lock(glosses_mutex_);
  if (glosses_.size() == kMostGlossed) glosses_.clear();
  glosses_.emplace(hash, std::move(glosses));
}

bool Desks::large() const { return file_state().size > kLarge; }

}  // namespace chancery::serve
