import * as clack from "@clack/prompts";
import { type Ask, CancelledError, type Choice } from "../init/ask.ts";

/** Questions on the terminal of this process. @param signal cancels a question */
export function terminalAsk(signal: AbortSignal): Ask {
  const answered = async <T>(answer: Promise<T | typeof clack.CANCEL_SYMBOL>): Promise<T> => {
    const value = await answer;
    if (clack.isCancel(value)) throw new CancelledError();
    return value;
  };
  return {
    confirm: (message, initialValue) => answered(clack.confirm({ message, initialValue, signal })),
    choose: (message, choices, initialValue) =>
      answered(clack.select<string>({ message, options: optionsOf(choices), initialValue, signal })).then(
        (value) => choices.find((choice) => choice.value === value)?.value ?? initialValue,
      ),
    chooseSome: (message, choices, initialValues) =>
      answered(
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

function optionsOf(choices: readonly Choice<string>[]) {
  return choices.map(({ value, label, hint }) => ({ value, label, ...(hint === undefined ? {} : { hint }) }));
}
