/** What a server action answers to a form. `values` is what was typed, so that nothing is lost without scripts. */
export type FormState<T = unknown> =
  | { status: "idle" }
  | { status: "ok"; message?: string; data: T }
  | {
      status: "error";
      message: string;
      /** Field name -> messages. Names without a field in the form are listed above it. */
      fieldErrors: Record<string, string[]>;
      values: Record<string, string>;
      requestId?: string;
      code?: string;
    };

/** The shape of every server action that a form calls. */
export type FormAction<T = unknown> = (state: FormState, form: FormData) => Promise<FormState<T>>;

export const idle = { status: "idle" } as const satisfies FormState;
