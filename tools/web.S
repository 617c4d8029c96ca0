// SPDX-License-Identifier: Apache-2.0
// The pages as they lie in the program.
        .section .rodata
        .global chancery_web_bundle
chancery_web_bundle:
        .incbin "web.bundle"
        .global chancery_web_bundle_end
chancery_web_bundle_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
