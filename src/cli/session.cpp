// SPDX-License-Identifier: Apache-2.0
#include "cli/session.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "base/files.h"
#include "base/sha256.h"
#include "inquiry/revisions.h"
#include "inquiry/suppose.h"
#include "sources/licences.h"

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

base::Result<const Data*> Session::data() {
  if (!data_) {
    auto loaded = Data::load(arguments_->value("data"));
    if (!loaded) return tl::unexpected(loaded.error());
    data_ = std::move(*loaded);
  }
  return &*data_;
}

base::Result<std::string> Session::tables_hash() {
  auto data = this->data();
  if (!data) return tl::unexpected(data.error());
  base::Sha256 hash;
  for (std::string_view table : {(*data)->model(), (*data)->gazetteer(), (*data)->rules()}) {
    hash.update(std::to_string(table.size()) + "\n");
    hash.update(table);
  }
  return hash.finish_hex();
}

template <class Thing, class Open>
base::Result<const Thing*> Session::kept(std::unique_ptr<Thing>& place, Open open) {
  if (place == nullptr) {
    auto data = this->data();
    if (!data) return tl::unexpected(data.error());
    auto opened = open(**data);
    if (!opened) return tl::unexpected(opened.error());
    place = std::make_unique<Thing>(std::move(*opened));
  }
  return place.get();
}

base::Result<const model::Kinds*> Session::kinds() {
  return kept(kinds_, [](const Data& data) { return model::Kinds::open(data.model()); });
}

base::Result<const gazetteer::Gazetteer*> Session::gazetteer() {
  return kept(gazetteer_, [](const Data& data) { return gazetteer::Gazetteer::open(data.gazetteer()); });
}

base::Result<const reading::Reader*> Session::reader() {
  return kept(reader_, [](const Data& data) { return reading::Reader::open(data.rules(), data.model(), data.gazetteer()); });
}

base::Result<const audit::Rules*> Session::audit_rules() {
  return kept(audit_rules_, [](const Data& data) { return audit::Rules::open(data.audit()); });
}

base::Result<std::string_view> Session::questions() {
  auto data = this->data();
  if (!data) return tl::unexpected(data.error());
  return (*data)->questions();
}

base::Result<const question::Asker*> Session::asker() {
  auto names = gazetteer();
  if (!names) return tl::unexpected(names.error());
  return kept(asker_, [&](const Data& data) { return question::Asker::open(data.questions(), **names); });
}

base::Result<ledger::Ledger*> Session::ledger(ledger::Access access, Starter starter) {
  auto kinds = this->kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  auto path = ledger_path();
  if (!path) return tl::unexpected(path.error());
  std::error_code error;
  const char* wanted = std::getenv("CHANCERY_STARTER");
  const bool begins = access == ledger::Access::create && starter == Starter::with &&
                      (wanted == nullptr || std::string_view(wanted) != "none") &&
                      (!std::filesystem::exists(*path, error) || std::filesystem::file_size(*path, error) == 0);
  auto opened = ledger::Ledger::open(*path, access, **kinds);
  if (!opened) {
    base::Error error = opened.error();
    if (error.kind == ErrorKind::not_found && error.hint.empty())
      error.hint = "`chancery read --keep FILE…` makes one; --ledger FILE names another";
    return tl::unexpected(std::move(error));
  }
  if (begins) {
    auto loaded = load_starter(*opened);
    if (!loaded) return tl::unexpected(loaded.error());
    say(fmt::format("{}: begun with {} starter facts (`chancery coverage` tells of what)", *path, loaded->added));
  }
  inquiry_.reset();  // it looked at the one before
  ledger_ = std::make_unique<ledger::Ledger>(std::move(*opened));
  return ledger_.get();
}

base::Result<std::vector<std::string>> Session::licences() const {
  if (arguments_->has("licences") && arguments_->has("licence-max"))
    return fail(ErrorKind::usage, "--licences and --licence-max both say under which", "", "give one of them");
  if (arguments_->has("licence-max")) return sources::licences_up_to(arguments_->value("licence-max"));
  std::string listed = arguments_->value("licences");
  std::replace(listed.begin(), listed.end(), ',', ' ');
  std::istringstream words(listed);
  std::vector<std::string> out;
  for (std::string word; words >> word;) out.push_back(word);
  if (arguments_->has("licences") && out.empty())
    return fail(ErrorKind::usage, "--licences names none", "", "such as CC0-1.0,public-domain");
  return out;
}

base::Result<inquiry::Window> Session::window(const ledger::Ledger& ledger) {
  inquiry::Window window;
  if (arguments_->has("known") && arguments_->has("pin"))
    return fail(ErrorKind::usage, "--known and --pin both say as of when", "", "give one of them");
  const bool pinned = arguments_->has("pin");
  if (const std::string state = arguments_->value(pinned ? "pin" : "known"); pinned || arguments_->has("known")) {
    auto revision = pinned ? inquiry::of_pin(ledger, state) : inquiry::known_at(ledger, state);
    if (!revision) return tl::unexpected(revision.error());
    window.known = revision->number;
  }
  auto licences = this->licences();
  if (!licences) return tl::unexpected(licences.error());
  window.licences = *std::move(licences);
  if (arguments_->has("suppose")) {
    const std::string path = arguments_->value("suppose");
    auto text = base::read_file(path, base::kDefaultMaxSize);
    if (!text) return tl::unexpected(text.error());
    auto supposed = inquiry::suppose(*text, path, *kinds_, *gazetteer_);
    if (!supposed) return tl::unexpected(supposed.error());
    window.supposed = std::move(*supposed);
  }
  return window;
}

base::Result<const inquiry::Inquiry*> Session::inquiry() {
  if (inquiry_ != nullptr) return inquiry_.get();
  auto names = gazetteer();
  if (!names) return tl::unexpected(names.error());
  auto opened = ledger(ledger::Access::read);
  if (!opened) return tl::unexpected(opened.error());
  auto window = this->window(**opened);
  if (!window) return tl::unexpected(window.error());
  inquiry_ = std::make_unique<inquiry::Inquiry>(**opened, **names, std::move(*window));
  return inquiry_.get();
}

}  // namespace chancery::cli
