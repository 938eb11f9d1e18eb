import {
  allFlags,
  type CompletedCommand,
  completedCommands,
  flagsWithValue,
  typed,
  type Values,
} from "./words.ts";

/** The script for bash, also for version 3.2 of macOS. It needs no package of completions. */
export function bashScript(): string {
  const commands = completedCommands();
  return `# bash completion of stagegate. In ~/.bashrc: source <(stagegate completion bash)

_stagegate_paths() {
  local path
  compopt -o filenames 2>/dev/null
  COMPREPLY=()
  while IFS= read -r path; do
    # The two halves of a name with a newline are no paths.
    [[ $path == \\~* || -e $path || -L $path ]] || continue
    # Hidden files and folders only behind a dot.
    [[ \${path##*/} == .* && \${2##*/} != .* ]] || COMPREPLY+=("$path")
  done < <(compgen "$1" -- "$2")
}

# The stages of ./Dockerfile.
_stagegate_stages() {
  local line name
  COMPREPLY=()
  [[ -f Dockerfile ]] || return
  while read -r line || [[ -n $line ]]; do
    [[ $line =~ ^[Ff][Rr][Oo][Mm][[:space:]].*[[:space:]][Aa][Ss][[:space:]]+([A-Za-z0-9_.-]+)[[:space:]]*$ ]] || continue
    name=\${BASH_REMATCH[1]}
    [[ $name != "$1"* ]] || COMPREPLY+=("$name")
  done <Dockerfile
}

_stagegate() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command= word before= is_operand= i
  # bash makes words of --flag=value: the flag, "=" and the value.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $before in
      = | ${flagsWithValue().join(" | ")})
        before=
        [[ $word != = ]] || before==
        ;;
      *)
        before=$word
        [[ $word != -- ]] || { is_operand=yes && break; }
        [[ -n $command || $word == -* || $word == = ]] || command=$word
        ;;
    esac
  done

  [[ -n $is_operand ]] || case $prev in
${valueCases()}
  esac

  case $command in
${commands.map(commandCase).join("\n")}
    *)
      [[ $cur != -* || -n $is_operand ]] || { COMPREPLY=($(compgen -W "${flagWords(commands[0])}" -- "$cur")) && return; }
      _stagegate_paths -d "$cur"
      [[ -n $command$is_operand ]] || COMPREPLY+=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$cur"))
      ;;
  esac
}

complete -F _stagegate stagegate
`;
}

/** Cases of flags whose value is what the cursor is at. */
function valueCases(): string {
  return allFlags()
    .flatMap((flag) =>
      flag.values === null
        ? []
        : [`    ${typed(flag).join(" | ")}) ${[...reply(flag.values), "return"].join("; ")} ;;`],
    )
    .join("\n");
}

function commandCase(command: CompletedCommand): string {
  return `    ${command.name})
      [[ $cur != -* || -n $is_operand ]] || { COMPREPLY=($(compgen -W "${flagWords(command)}" -- "$cur")) && return; }
      ${reply(command.operand).join("; ") || ":"}
      ;;`;
}

function flagWords(command: CompletedCommand | undefined): string {
  return (command?.flags ?? []).flatMap(typed).join(" ");
}

function reply(values: Values): string[] {
  if (values === "none") return [];
  if (values === "file") return ['_stagegate_paths -f "$cur"'];
  if (values === "folder") return ['_stagegate_paths -d "$cur"'];
  if (values === "stage") return ['_stagegate_stages "$cur"'];
  return [`COMPREPLY=($(compgen -W "${values.join(" ")}" -- "$cur"))`];
}
