// SPDX-License-Identifier: Apache-2.0
// The compiled tables as they lie in the program.
        .section .rodata
        .macro table name, file
        .balign 16
        .global chancery_table_\name
chancery_table_\name:
        .incbin "\file"
        .global chancery_table_\name\()_end
chancery_table_\name\()_end:
        .byte 0
        .endm
        table model, "model.table"
        table gazetteer, "gazetteer.table"
        table reading, "reading.table"
        table audit, "audit.table"
        table question, "question.table"
        .section .note.GNU-stack,"",@progbits
