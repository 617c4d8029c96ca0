// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "brief/write.h"
#include "model/jsonl.h"

namespace chancery::brief {
namespace {

void write(base::JsonWriter& json, const Claim& claim) {
  json.begin_object().field("text", claim.text);
  if (!claim.quoted.empty()) json.field("quoted", claim.quoted);
  json.key("notes").begin_array();
  for (std::uint32_t note : claim.notes) json.value(note);
  json.end_array().end_object();
}

void write(base::JsonWriter& json, const std::vector<Claim>& claims) {
  json.begin_array();
  for (const Claim& claim : claims) write(json, claim);
  json.end_array();
}

void write(base::JsonWriter& json, const Table& table) {
  json.begin_object().key("heads").begin_array();
  for (const std::string& head : table.heads) json.value(head);
  json.end_array().key("rows").begin_array();
  for (const Row& row : table.rows) {
    json.begin_object().field("label", row.label).key("cells").begin_array();
    for (const Cell& cell : row.cells) write(json, cell);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void write(base::JsonWriter& json, const Block& block) {
  json.begin_object();
  if (!block.title.empty()) json.field("title", block.title);
  if (!block.claims.empty()) write(json.key("claims"), block.claims);
  if (!block.table.rows.empty()) write(json.key("table"), block.table);
  json.end_object();
}

void write(base::JsonWriter& json, const Note& note) {
  json.begin_object();
  if (note.kind == Note::Kind::searched) {
    json.field("searched", note.searched).end_object();
    return;
  }
  json.key("statements").begin_array();
  for (const std::string& id : note.statements) json.value(id);
  json.end_array();
  model::write_place(json, note.source);
  json.end_object();
}

}  // namespace

std::string write_json(const Dossier& dossier) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().field("title", dossier.title).field("subtitle", dossier.subtitle);
  write(json.key("head"), dossier.head);
  json.key("sections").begin_array();
  for (const Section& section : dossier.sections) {
    json.begin_object().field("name", section.name).field("title", section.title).key("blocks").begin_array();
    for (const Block& block : section.blocks) write(json, block);
    json.end_array().end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const Note& note : dossier.notes) write(json, note);
  json.end_array().field("foot", dossier.foot).end_object();
  return out + '\n';
}

}  // namespace chancery::brief
