// SPDX-License-Identifier: Apache-2.0
// What a server works with, from a session, which must outlive it. A plain function.
#pragma once

#include "base/result.h"
#include "cli/session.h"
#include "serve/desks.h"

namespace chancery::cli {

base::Result<serve::Tables> serve_tables(Session& session);

}  // namespace chancery::cli
