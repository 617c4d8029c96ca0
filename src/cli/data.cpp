// SPDX-License-Identifier: Apache-2.0
#include "cli/data.h"

#include <filesystem>

#include "audit/rules.h"
#include "gazetteer/gazetteer.h"
#include "model/kinds.h"
#include "question/question.h"
#include "reading/rules.h"

namespace chancery::cli {

base::Result<Data> Data::load(const std::string& folder) {
  Data data;
  if (folder.empty()) return data;
  struct Part {
    const char* name;
    base::Result<std::string> (*compile)(const std::string&);
    std::string* table;
  };
  bool any = false;
  for (const Part& part : {Part{"/model", model::compile, &data.model_}, Part{"/gazetteer", gazetteer::compile, &data.gazetteer_},
                           Part{"/rules/reading", reading::compile, &data.rules_}, Part{"/rules/audit", audit::compile, &data.audit_}}) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder + part.name, error)) continue;
    auto table = part.compile(folder + part.name);
    if (!table) return tl::unexpected(table.error());
    *part.table = std::move(*table);
    any = true;
  }
  std::error_code error;
  if (std::filesystem::is_directory(folder + "/rules/question", error)) {
    auto table = question::compile(folder);
    if (!table) return tl::unexpected(table.error());
    data.questions_ = std::move(*table);
    any = true;
  }
  if (!any)
    return base::fail(base::ErrorKind::not_found, "no model/, gazetteer/, rules/reading/, rules/audit/ or rules/question/ in this folder",
                      folder, "--data takes a folder laid out like the source tree");
  return data;
}

}  // namespace chancery::cli
