// SPDX-License-Identifier: Apache-2.0
// The compiled table of what wikitext's templates show, as it lies in the program.
        .section .rodata
        .balign 16
        .global chancery_table_templates, chancery_table_templates_end
chancery_table_templates:
        .incbin "templates.table"
chancery_table_templates_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
