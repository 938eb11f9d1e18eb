/** One of several answers. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** Shown beside the label. */
  readonly hint?: string;
}

/** Asks a person. Each question throws `CancelledError` if the person cancels. */
export interface Ask {
  /** @param byDefault the answer for Enter */
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

/** A person has cancelled. */
export class CancelledError extends Error {}

/** Answers every question with its default, without asking. */
export const defaultAnswers: Ask = {
  confirm: async (_, byDefault) => byDefault,
  choose: async (_, __, byDefault) => byDefault,
  chooseSome: async (_, __, byDefault) => byDefault,
};
