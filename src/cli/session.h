// SPDX-License-Identifier: Apache-2.0
// What a command works with while it runs: standard output, the tables of kinds, names and rules, and where the ledger is.
// One a run, used by one thread; what it opens it keeps until the end.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/rules.h"
#include "base/result.h"
#include "cli/arguments.h"
#include "cli/data.h"
#include "cli/starter.h"
#include "cli/terminal.h"
#include "gazetteer/gazetteer.h"
#include "inquiry/inquiry.h"
#include "ledger/ledger.h"
#include "model/kinds.h"
#include "question/question.h"
#include "reading/reader.h"

namespace chancery::cli {

class Session {
 public:
  explicit Session(const Arguments& arguments) : arguments_(&arguments) {}

  Output out;

  // --ledger FILE, else $CHANCERY_LEDGER, else the user's data folder.
  base::Result<std::string> ledger_path() const;

  // Opened when they are first asked for: the tables linked in, or made from --data DIR.
  base::Result<const model::Kinds*> kinds();
  base::Result<const gazetteer::Gazetteer*> gazetteer();
  base::Result<const reading::Reader*> reader();
  base::Result<const audit::Rules*> audit_rules();
  base::Result<const question::Asker*> asker();
  base::Result<std::string_view> questions();  // the table of their shapes, from which each thread opens an asker of its own
  base::Result<std::string> tables_hash();     // of kinds, names and reading rules, hexadecimal
  // One that is made begins with the starter facts, unless $CHANCERY_STARTER is "none".
  base::Result<ledger::Ledger*> ledger(ledger::Access access, Starter starter = Starter::with);
  // Of --licences or --licence-max; none: all.
  base::Result<std::vector<std::string>> licences() const;
  // Of a ledger that is there, seen through --known or --pin and --suppose where the command has them.
  base::Result<const inquiry::Inquiry*> inquiry();

 private:
  base::Result<const Data*> data();
  // What stands in its place, opened from the data where it does not yet.
  template <class Thing, class Open>
  base::Result<const Thing*> kept(std::unique_ptr<Thing>& place, Open open);
  base::Result<inquiry::Window> window(const ledger::Ledger& ledger);

  const Arguments* arguments_;
  std::optional<Data> data_;
  std::unique_ptr<model::Kinds> kinds_;
  std::unique_ptr<gazetteer::Gazetteer> gazetteer_;
  std::unique_ptr<reading::Reader> reader_;
  std::unique_ptr<audit::Rules> audit_rules_;
  std::unique_ptr<question::Asker> asker_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<inquiry::Inquiry> inquiry_;
};

}  // namespace chancery::cli
