// SPDX-License-Identifier: Apache-2.0
// What describes the API, as it lies in the program.
        .section .rodata
        .global chancery_openapi, chancery_openapi_end, chancery_tools, chancery_tools_end
chancery_openapi:
        .incbin "openapi.json"
chancery_openapi_end:
        .byte 0
chancery_tools:
        .incbin "tools.json"
chancery_tools_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
