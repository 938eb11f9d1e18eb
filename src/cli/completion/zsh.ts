import {
  type CompletedCommand,
  type CompletedFlag,
  completedCommands,
  flagsWithValue,
  type Values,
} from "./words.ts";

/** The script for zsh: to source after compinit, or a file _stagegate in a folder of fpath. */
export function zshScript(): string {
  const commands = completedCommands();
  const [gate] = commands;
  return `#compdef stagegate
# zsh completion of stagegate. In ~/.zshrc, after compinit: source <(stagegate completion zsh)

_stagegate_commands() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
  )
  ((words[(I)--])) || _describe -t commands command commands
  _files -/
}

# The stages of ./Dockerfile.
_stagegate_stages() {
  local line
  local -a match mbegin mend stages
  [[ -f Dockerfile ]] || return
  while read -r line || [[ -n $line ]]; do
    [[ $line =~ '^[Ff][Rr][Oo][Mm][[:space:]].*[[:space:]][Aa][Ss][[:space:]]+([A-Za-z0-9_.-]+)[[:space:]]*$' ]] || continue
    stages+=($match[1])
  done <Dockerfile
  compadd -a stages
}

_stagegate() {
  local command= before= i
  for ((i = 2; i < CURRENT; i++)); do
    case $before in
      (${flagsWithValue().join("|")}) before= ;;
      (*)
        before=$words[i]
        [[ $words[i] == -* ]] || { command=$words[i]; break }
        ;;
    esac
  done

  case $command in
${commands.map(commandCase).join("\n")}
    (*) _arguments -s -S ${specs(gate, "'1: :_stagegate_commands'")} ;;
  esac
}

compdef _stagegate stagegate
# As a file of fpath, it is the body of the function.
[[ $funcstack[1] != _stagegate ]] || _stagegate "$@"
`;
}

function commandCase(command: CompletedCommand): string {
  const operand = command.operand === "none" ? null : quoted(`*: :${action(command.operand)}`);
  return `    (${command.name})
      words[i]=()
      ((CURRENT--))
      _arguments -s -S ${specs(command, operand)}
      ;;`;
}

/** Arguments of \`_arguments\`, one a line. */
function specs(command: CompletedCommand | undefined, operand: string | null): string {
  const flags = (command?.flags ?? []).flatMap(specsOf);
  return [...flags, ...(operand === null ? [] : [operand])].join(" \\\n        ");
}

/** @see https://zsh.sourceforge.io/Doc/Release/Completion-System.html \`_arguments\` */
function specsOf({ name, short, help, values, isList }: CompletedFlag): string[] {
  const text = `[${help.replace(/[[\]\\]/g, "\\$&")}]`;
  const others = short === null || isList ? "" : `(-${short} --${name})`;
  const value = values === null ? "" : `:${name}:${action(values)}`;
  const repeated = isList ? "*" : "";
  const long = quoted(`${others}${repeated}--${name}${values === null ? "" : "="}${text}${value}`);
  return short === null
    ? [long]
    : [long, quoted(`${others}${repeated}-${short}${values === null ? "" : "+"}${text}${value}`)];
}

function action(values: Values): string {
  if (values === "none") return " ";
  if (values === "file") return "_files";
  if (values === "stage") return "_stagegate_stages";
  return values === "folder" ? "_files -/" : `(${values.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
