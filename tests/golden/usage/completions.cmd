# The scripts are sound for the shells that are here, and bash's completes.
for shell in bash zsh fish; do chancery completions $shell > "$WORK/$shell"; done
bash -n "$WORK/bash" && echo sound
. "$WORK/bash"
try() {
  COMP_WORDS=(chancery "$@") COMP_CWORD=$# COMPREPLY=()
  _chancery
  echo "${COMPREPLY[@]}"
}
try br
try read --for
try read --format j
try completions ""
