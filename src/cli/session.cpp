// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include <fmt/core.h>

#include <cstdlib>
#include <filesystem>

#include "base/sha256.h"
#include "reading/rules.h"
#include "tables.h"

namespace chancery::cli {

using base::ErrorKind;
using base::fail;

base::Result<std::string> Session::ledger_path() const {
  auto environment = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value != nullptr ? value : "");
  };
  if (arguments_->has("ledger")) return arguments_->value("ledger");
  if (std::string path = environment("CHANCERY_LEDGER"); !path.empty()) return path;
  std::string folder = environment("XDG_DATA_HOME");
  // The XDG rules: a path that is not absolute is as good as none.
  if (folder.empty() || folder[0] != '/') {
    std::string home = environment("HOME");
    if (home.empty()) return fail(ErrorKind::usage, "no ledger is named and there is no $HOME to look in", "", "give --ledger FILE");
    folder = home + "/.local/share";
  }
  return folder + "/chancery/chancery.ledger";
}

base::Result<> Session::load_data() {
  if (loaded_) return {};
  model_ = tables::model();
  names_ = tables::gazetteer();
  rules_ = tables::rules();
  if (arguments_->has("data")) {
    // What the folder has of the three takes the place of what is linked in.
    std::string folder = arguments_->value("data");
    struct Part {
      const char* name;
      base::Result<std::string> (*compile)(const std::string&);
      std::string_view* table;
    };
    bool any = false;
    std::size_t i = 0;
    for (const Part& part : {Part{"/model", model::compile, &model_}, Part{"/gazetteer", gazetteer::compile, &names_},
                             Part{"/rules/reading", reading::compile, &rules_}}) {
      std::string& made = made_[i++];
      std::error_code error;
      if (!std::filesystem::is_directory(folder + part.name, error)) continue;
      auto table = part.compile(folder + part.name);
      if (!table) return tl::unexpected(table.error());
      made = std::move(*table);
      *part.table = made;
      any = true;
    }
    if (!any)
      return fail(ErrorKind::not_found, "no model/, gazetteer/ or rules/reading/ in this folder", folder,
                  "--data takes a folder laid out like the source tree");
  }
  loaded_ = true;
  return {};
}

base::Result<std::string> Session::tables_hash() {
  if (auto done = load_data(); !done) return tl::unexpected(done.error());
  base::Sha256 hash;
  for (std::string_view table : {model_, names_, rules_}) {
    hash.update(std::to_string(table.size()) + "\n");
    hash.update(table);
  }
  std::string out;
  for (std::uint8_t byte : hash.finish()) out += fmt::format("{:02x}", byte);
  return out;
}

base::Result<const model::Kinds*> Session::kinds() {
  if (kinds_ == nullptr) {
    if (auto done = load_data(); !done) return tl::unexpected(done.error());
    auto opened = model::Kinds::open(model_);
    if (!opened) return tl::unexpected(opened.error());
    kinds_ = std::make_unique<model::Kinds>(std::move(*opened));
  }
  return kinds_.get();
}

base::Result<const gazetteer::Gazetteer*> Session::gazetteer() {
  if (gazetteer_ == nullptr) {
    if (auto done = load_data(); !done) return tl::unexpected(done.error());
    auto opened = gazetteer::Gazetteer::open(names_);
    if (!opened) return tl::unexpected(opened.error());
    gazetteer_ = std::make_unique<gazetteer::Gazetteer>(std::move(*opened));
  }
  return gazetteer_.get();
}

base::Result<const reading::Reader*> Session::reader() {
  if (reader_ == nullptr) {
    if (auto done = load_data(); !done) return tl::unexpected(done.error());
    auto opened = reading::Reader::open(rules_, model_, names_);
    if (!opened) return tl::unexpected(opened.error());
    reader_ = std::make_unique<reading::Reader>(std::move(*opened));
  }
  return reader_.get();
}

base::Result<ledger::Ledger*> Session::ledger(ledger::Access access) {
  auto kinds = this->kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  auto path = ledger_path();
  if (!path) return tl::unexpected(path.error());
  auto opened = ledger::Ledger::open(*path, access, **kinds);
  if (!opened) {
    base::Error error = opened.error();
    if (error.kind == ErrorKind::not_found && error.hint.empty())
      error.hint = "`chancery read --keep FILE…` makes one; --ledger FILE names another";
    return tl::unexpected(std::move(error));
  }
  ledger_ = std::make_unique<ledger::Ledger>(std::move(*opened));
  return ledger_.get();
}

base::Result<const inquiry::Inquiry*> Session::inquiry() {
  auto names = gazetteer();
  if (!names) return tl::unexpected(names.error());
  auto opened = ledger(ledger::Access::read);
  if (!opened) return tl::unexpected(opened.error());
  inquiry_ = std::make_unique<inquiry::Inquiry>(**opened, **names);
  return inquiry_.get();
}

}  // namespace chancery::cli
