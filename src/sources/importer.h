// SPDX-License-Identifier: Apache-2.0
// The datasets that the program knows how to read, and reading them. Start here. Mappings are immutable once read; each() may run on
// several threads with a sink each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gazetteer/codes.h"
#include "model/events.h"
#include "sources/mapping.h"
#include "sources/sink.h"

namespace chancery::sources {

// The mappings that the program knows, by name; those of a folder of YAML files.
base::Result<std::vector<Mapping>> shipped(const model::Kinds& kinds);
base::Result<std::vector<Mapping>> mappings_in(const std::string& folder, const model::Kinds& kinds);

// Hands on what the file states, in one pass and in little memory. Statements come without document and hash. What of it cannot be used
// is rejected with its line and reason; an error is what keeps the whole file from being read.
base::Result<Tally> each(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink);

// The same of a mapping that has events: rows go to `take`, some at a time, by the numbers of the words that are added.
base::Result<Tally> each_event(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, model::EventWords& words,
                               const std::function<base::Result<>(std::span<const model::EventRow>)>& take,
                               const std::function<void(std::uint64_t line, std::string reason)>& reject);

// The SHA-256 of what the file holds (unpacked; of a dump that takes long to unpack, of the file as it lies), after its name where that
// says what it tells of; hexadecimal.
base::Result<std::string> hash_of(const Mapping& mapping, const std::string& path);

// Readers of datasets that no mapping can describe, by Mapping::reader.
base::Result<Tally> read_un_treaties(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink);
base::Result<Tally> read_wikidata(const Mapping& mapping, const std::string& path, const gazetteer::Codes& codes, const Sink& sink);

}  // namespace chancery::sources
