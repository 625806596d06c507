/** What a shell reads once, so that it asks the program for what may come next: {@link word}, and the words so far. */

export const shells = ["bash", "zsh", "fish"] as const
export type Shell = (typeof shells)[number]

/** The command that shells ask, which no help names. */
export const word = "__complete"

/** Where there is nothing to offer, bash completes names of files (`-o default`). */
const bash = `# skein --completions bash >> ~/.bashrc
_skein_ask() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <("$@" 2>/dev/null </dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
_skein() {
  _skein_ask "\${COMP_WORDS[0]}" ${word} "\${COMP_WORDS[@]:1:COMP_CWORD}"
}
_skein_npx() {
  COMPREPLY=()
  if [[ \${COMP_WORDS[1]} == skein ]] && (( COMP_CWORD > 1 )); then
    _skein_ask npx --no skein ${word} "\${COMP_WORDS[@]:2:COMP_CWORD-1}"
  fi
}
complete -o bashdefault -o default -F _skein skein
complete -p npx >/dev/null 2>&1 || complete -o bashdefault -o default -F _skein_npx npx
`

const zsh = `#compdef skein
# skein --completions zsh >> ~/.zshrc, behind compinit
_skein_ask() {
  local -a found
  found=("\${(@f)$("$@" 2>/dev/null </dev/null)}")
  found=(\${found:#})
  if (( \${#found} == 0 )); then _files
  elif [[ \${found[1]} == *= ]]; then compadd -S '' -- $found
  else compadd -- $found
  fi
}
_skein() { _skein_ask "\${words[1]}" ${word} "\${(@)words[2,CURRENT]}" }
_skein_npx() {
  if [[ \${words[2]} == skein ]] && (( CURRENT > 2 )); then
    _skein_ask npx --no skein ${word} "\${(@)words[3,CURRENT]}"
  else _files
  fi
}
compdef _skein skein
(( \${+_comps[npx]} )) || compdef _skein_npx npx
`

/** Fish offers names of files beside what it is told. */
const fish = `# skein --completions fish > ~/.config/fish/completions/skein.fish
function __skein_ask
    set -l words (commandline -opc) (commandline -ct)
    if test "$words[1]" = npx
        npx --no skein ${word} $words[3..-1] 2>/dev/null </dev/null
    else
        $words[1] ${word} $words[2..-1] 2>/dev/null </dev/null
    end
end
complete -c skein -a '(__skein_ask)'
complete -c npx -n 'test (count (commandline -opc)) -gt 1; and test (commandline -opc)[2] = skein' -a '(__skein_ask)'
`

export const of: Readonly<Record<Shell, string>> = { bash, zsh, fish }
