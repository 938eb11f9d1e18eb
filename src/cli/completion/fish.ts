import {
  type CompletedCommand,
  type CompletedFlag,
  completedCommands,
  flagsWithValue,
  type Values,
} from "./words.ts";

/** The script for fish. */
export function fishScript(): string {
  const commands = completedCommands();
  const names = commands.map(({ name }) => name);
  return `# fish completion of stagegate. In ~/.config/fish/config.fish: stagegate completion fish | source

function __stagegate_command
    set -l before
    for word in (commandline -opc)[2..-1]
        if contains -- "$before" ${flagsWithValue().join(" ")}
            set before
            continue
        end
        set before $word
        if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
end

# The gate is the command where there is no other.
function __stagegate_is
    set -l command (__stagegate_command)
    test "$command" = $argv[1]; and return
    test $argv[1] = gate; and not contains -- "$command" ${names.join(" ")}
end

function __stagegate_has_none
    test -z (__stagegate_command); and not contains -- -- (commandline -opc)
end

# The two halves of a name with a newline are no folders.
function __stagegate_folders
    for line in (__fish_complete_directories)
        set -l path (string replace -r -a -- '^--[\\w-]+=|\\t.*' '' $line | string replace -r '^~(?=/)' $HOME)
        test -d "$path"; and echo $line
    end
end

# The stages of ./Dockerfile.
function __stagegate_stages
    test -f Dockerfile; and string replace -rfi '^\\s*from\\s.*\\sas\\s+([\\w.-]+)\\s*$' '$1' <Dockerfile
end

complete -c stagegate -e
complete -c stagegate -f
${commands
  .map(
    ({ name, summary }) => `complete -c stagegate -n __stagegate_has_none -a ${name} -d ${quoted(summary)}`,
  )
  .join("\n")}
${commands.flatMap(linesOf).join("\n")}
`;
}

function linesOf(command: CompletedCommand): string[] {
  const start = `complete -c stagegate -n '__stagegate_is ${command.name}'`;
  const operand = operandWords(command.operand);
  return [
    ...(operand === null ? [] : [`${start} ${operand}`]),
    ...command.flags.map((flag) => `${start} ${flagWords(flag)}`),
  ];
}

function operandWords(values: Values): string | null {
  if (values === "none") return null;
  if (values === "file") return "-F";
  if (values === "stage") return "-a '(__stagegate_stages)'";
  return values === "folder" ? "-a '(__stagegate_folders)'" : `-a '${values.join(" ")}'`;
}

function flagWords({ name, short, help, values }: CompletedFlag): string {
  return [
    `-l ${name}`,
    ...(short === null ? [] : [`-s ${short}`]),
    ...(values === null ? [] : [valueWords(values)]),
    `-d ${quoted(help)}`,
  ].join(" ");
}

function valueWords(values: Values): string {
  if (values === "none") return "-x";
  if (values === "file") return "-rF";
  if (values === "stage") return "-xa '(__stagegate_stages)'";
  return values === "folder" ? "-xa '(__stagegate_folders)'" : `-xa '${values.join(" ")}'`;
}

/** A text as one word of fish. */
export function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
