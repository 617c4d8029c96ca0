// SPDX-License-Identifier: Apache-2.0
#include "tables.h"

extern "C" {
extern const char chancery_table_model[], chancery_table_model_end[];
extern const char chancery_table_gazetteer[], chancery_table_gazetteer_end[];
extern const char chancery_table_reading[], chancery_table_reading_end[];
extern const char chancery_table_audit[], chancery_table_audit_end[];
extern const char chancery_table_question[], chancery_table_question_end[];
}

namespace chancery::tables {
namespace {
std::string_view between(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }
}  // namespace

std::string_view model() { return between(chancery_table_model, chancery_table_model_end); }
std::string_view gazetteer() { return between(chancery_table_gazetteer, chancery_table_gazetteer_end); }
std::string_view rules() { return between(chancery_table_reading, chancery_table_reading_end); }
std::string_view audit() { return between(chancery_table_audit, chancery_table_audit_end); }
std::string_view questions() { return between(chancery_table_question, chancery_table_question_end); }

}  // namespace chancery::tables
