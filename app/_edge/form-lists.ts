import type { FormAction } from "@/lib/client/form-state";

/**
 * For forms with controls that choose several: each choice is sent under the control's own name, so that errors find the
 * control again; here those names become lists, also with one choice or none.
 */
export function withLists<R>(names: readonly string[], action: FormAction<R>): FormAction<R> {
  return async (state, form) => {
    // Only our own pages are sure to send a form; what else comes, the action refuses.
    if (!(form instanceof FormData)) return action(state, form);
    const sent = new FormData();
    for (const [name, value] of form.entries()) {
      if (!names.includes(name)) sent.append(name, value);
      else if (value !== "") sent.append(`${name}[]`, value);
    }
    return action(state, sent);
  };
}
