import * as clack from "@clack/prompts";
import { type Ask, CancelledError, type Choice } from "../init/ask.ts";

/** Questions on the terminal of this process. @param signal cancels a question */
export function terminalAsk(signal: AbortSignal): Ask {
  const answered = async <T>(question: Question<T>): Promise<T> => {
    const value = await untilInputEnds(question, signal);
    if (clack.isCancel(value)) throw new CancelledError();
    return value;
  };
  return {
    confirm: (message, initialValue) =>
      answered((signal) => clack.confirm({ message, initialValue, signal })),
    choose: (message, choices, initialValue) =>
      answered((signal) =>
        clack.select<string>({ message, options: optionsOf(choices), initialValue, signal }),
      ).then((value) => choices.find((choice) => choice.value === value)?.value ?? initialValue),
    chooseSome: (message, choices, initialValues) =>
      answered((signal) =>
        clack.multiselect<string>({
          message,
          options: optionsOf(choices),
          initialValues: [...initialValues],
          required: true,
          signal,
        }),
      ).then((values) => choices.flatMap(({ value }) => (values.includes(value) ? [value] : []))),
  };
}

type Question<T> = (signal: AbortSignal) => Promise<T | typeof clack.CANCEL_SYMBOL>;

/**
 * The answer to a question. Ctrl-D cancels it, as does the end of the input: clack stops reading there, and its promise
 * would stay open.
 */
async function untilInputEnds<T>(question: Question<T>, signal: AbortSignal) {
  const end = new AbortController();
  const cancel = () => end.abort();
  const onKey = (_: unknown, key: { readonly name?: string; readonly ctrl?: boolean }) => {
    if (key.ctrl === true && key.name === "d") cancel();
  };
  process.stdin.on("keypress", onKey).on("end", cancel);
  try {
    return await question(AbortSignal.any([signal, end.signal]));
  } finally {
    process.stdin.off("keypress", onKey).off("end", cancel);
  }
}

function optionsOf(choices: readonly Choice<string>[]) {
  return choices.map(({ value, label, hint }) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
}
