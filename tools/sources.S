// SPDX-License-Identifier: Apache-2.0
// The mappings of the datasets that the program knows, as YAML, read when a dataset is imported; and the licences by what they ask.
        .section .rodata
        .global chancery_text_sources, chancery_text_sources_end, chancery_text_licences, chancery_text_licences_end
chancery_text_sources:
        .incbin "sources.yaml"
chancery_text_sources_end:
        .byte 0
chancery_text_licences:
        .incbin "licences.tsv"
chancery_text_licences_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
