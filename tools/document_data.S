// SPDX-License-Identifier: Apache-2.0
// What documents know of names, as it lies in the program: read when first asked for, as it is short.
        .section .rodata
        .global chancery_text_html, chancery_text_html_end, chancery_text_entities, chancery_text_entities_end
        .global chancery_text_references, chancery_text_references_end
chancery_text_html:
        .incbin "html.txt"
chancery_text_html_end:
chancery_text_entities:
        .incbin "entities.txt"
chancery_text_entities_end:
chancery_text_references:
        .incbin "references.txt"
chancery_text_references_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
