// SPDX-License-Identifier: Apache-2.0
// The facts that a new ledger begins with (data/README.md), as they lie in data/.
        .section .rodata
        .global chancery_starter, chancery_starter_end
        .balign 8
chancery_starter:
        .incbin "starter.jsonl.zst"
chancery_starter_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
