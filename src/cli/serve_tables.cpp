// SPDX-License-Identifier: Apache-2.0
#include "cli/serve_tables.h"

#include <fmt/core.h>

#include "base/sha256.h"
#include "cli/help.h"

namespace chancery::cli {

base::Result<serve::Tables> serve_tables(Session& session) {
  serve::Tables out;
  auto kinds = session.kinds();
  if (!kinds) return tl::unexpected(kinds.error());
  auto gazetteer = session.gazetteer();
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto reader = session.reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rules = session.audit_rules();
  if (!rules) return tl::unexpected(rules.error());
  auto questions = session.questions();
  if (!questions) return tl::unexpected(questions.error());
  auto hash = session.tables_hash();
  if (!hash) return tl::unexpected(hash.error());
  out.kinds = *kinds;
  out.gazetteer = *gazetteer;
  out.reader = *reader;
  out.audit_rules = *rules;
  out.questions = *questions;
  out.reader_name = base::sha256_hex(fmt::format("{}\n{}\nserve", kVersion, *hash));
  return out;
}

}  // namespace chancery::cli
