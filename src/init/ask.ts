/** One of several answers. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown beside the label. */
  readonly hint?: string;
}

/** Puts questions to a person. Each throws `CancelledError` if the person gives up. */
export interface Ask {
  /** @param byDefault the answer of whoever just presses Enter */
  readonly confirm: (question: string, byDefault: boolean) => Promise<boolean>;
  readonly choose: <T extends string>(
    question: string,
    choices: readonly Choice<T>[],
    byDefault: T,
  ) => Promise<T>;
  /** At least one answer. */
  readonly chooseSome: <T extends string>(
    question: string,
    choices: readonly Choice<T>[],
    byDefault: readonly T[],
  ) => Promise<readonly T[]>;
}

/** A person gave up. */
export class CancelledError extends Error {}

/** Gives every default as the answer, and asks nobody. */
export const defaultAnswers: Ask = {
  confirm: async (_, byDefault) => byDefault,
  choose: async (_, __, byDefault) => byDefault,
  chooseSome: async (_, __, byDefault) => byDefault,
};
