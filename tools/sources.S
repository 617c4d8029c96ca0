// SPDX-License-Identifier: Apache-2.0
// The mappings of the datasets that the program knows, as YAML: read when a dataset is imported.
        .section .rodata
        .global chancery_text_sources, chancery_text_sources_end
chancery_text_sources:
        .incbin "sources.yaml"
chancery_text_sources_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
