// SPDX-License-Identifier: Apache-2.0
// Statements as JSON Lines, the interchange format of docs/formats/statements.md. Plain functions; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/source.h"
#include "model/statement.h"

namespace chancery::model {

// Appends one line, "\n" included. `id` is written where it is not empty. Text that is no UTF-8 comes out with U+FFFD for
// what is not.
void write_jsonl(std::string& out, const Statement& statement, std::string_view id = {});

// A text, a number, or an array of texts.
void write_value(base::JsonWriter& json, const Value& value);
// The fields "roles" and "time" of the object being written.
void write_roles_and_time(base::JsonWriter& json, const std::vector<Role>& roles, const Time& time);
// The fields of a citation: "document", then its range or its place in a dataset, "quote".
void write_place(base::JsonWriter& json, const Citation& citation);
// An object with the fields of the coverage that say something, and back.
void write_coverage(base::JsonWriter& json, const Coverage& coverage);
base::Result<Coverage> read_coverage(std::string_view json);
void write_terms(base::JsonWriter& json, const Terms& terms);
// {"terms":{…},"coverage":[…]}, either of which may be missing; what else there is, is an error.
base::Result<Declaration> read_declaration(std::string_view json);

// Reads one line. Fields that it does not know are passed over; `id` too, as it follows from the rest. The error names the
// field; its place is left to the caller, who knows file and line. Does not ask whether the kind and its roles exist.
base::Result<Statement> read_statement(std::string_view line);

}  // namespace chancery::model
