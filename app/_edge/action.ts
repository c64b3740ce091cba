import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { FormAction, FormState } from "@/lib/client/form-state";
import type { Actor } from "@/lib/domain/access";
import { type DomainError, invalid } from "@/lib/domain/errors";
import { withRequestId } from "@/lib/services/context";
import { textFault } from "@/lib/services/json-text";
import { requireActor } from "./actor";
import { answerAs } from "./answer-status";
import { parsed } from "./body";
import { expected } from "./envelopes";

const maxDepth = 12;

type After<R, I> = (result: R, input: I) => { message?: string; redirectTo?: string };

/**
 * One mutation from a form: parse with the schema the API uses too, call the service, tell the form.
 * Field errors come back by field name, everything else as one sentence; what was typed comes back with them.
 */
export function action<S extends z.ZodType, R>(
  schema: S,
  service: (actor: Actor, input: z.output<S>) => Promise<R>,
  after: After<R, z.output<S>> = () => ({}),
): FormAction<R> {
  return async (_state, form) => {
    const actor = await requireActor();
    const id = randomUUID();
    let redirectTo: string | undefined;
    const state = await withRequestId(id, async (): Promise<FormState<R>> => {
      try {
        const input = parsed(schema, fieldsOf(form)) as z.output<S>;
        const data = await service(actor, input);
        const { message, redirectTo: to } = after(data, input);
        redirectTo = to;
        return { status: "ok", data, ...(message ? { message } : {}) };
      } catch (error) {
        return failed(expected(error, id), form, id);
      }
    });
    if (state.status === "ok") {
      // Also before another page: what stays around it, such as a layout's counts, may show what has changed.
      refresh();
      if (redirectTo) redirect(redirectTo);
    }
    return state;
  };
}

/**
 * A form that anybody may send: signing in, accepting an invitation. The answer's status says what became of it, for
 * whatever watches the traffic. `service` may redirect.
 */
export function openAction<S extends z.ZodType>(
  schema: S,
  service: (input: z.output<S>) => Promise<void>,
): FormAction {
  return async (_state, form) => {
    const id = randomUUID();
    return withRequestId(id, async (): Promise<FormState> => {
      try {
        await service(parsed(schema, fieldsOf(form)) as z.output<S>);
        return { status: "ok", data: undefined };
      } catch (error) {
        unstable_rethrow(error);
        const known = expected(error, id);
        await answerAs(known);
        return failed(known, form, id);
      }
    });
  };
}

/**
 * A form's fields as an object. `a.b` makes an object, `a[]` an array (also of one), `a[0].b` rows.
 * Next's own fields are left out; files stay files.
 * @param form whatever a caller of the action sent: only our own pages are sure to send a form
 * @throws DomainError `invalid` for what is no form, text that cannot be stored, and names that nest too deep
 */
export function fieldsOf(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) throw invalid("form", "must be a form; it came as something else");
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form.entries()) {
    if (name.startsWith("$ACTION") || name.includes("__proto__")) continue;
    const path = name.replaceAll("[", ".[").split(".");
    const fault = typeof value === "string" ? textFault(value) : undefined;
    if (fault) throw invalid(name, fault);
    if (path.length > maxDepth) throw invalid(name.slice(0, 100), `is nested deeper than ${maxDepth} levels`);
    put(fields, path, value);
  }
  return fields;
}

function put(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [head = "", ...rest] = path;
  const [next] = rest;
  if (next === undefined) target[head] = value;
  else if (next === "[]") target[head] = [...asArray(target[head]), value];
  else {
    const index = /^\[(\d{1,4})\]$/.exec(next)?.[1];
    if (index === undefined) put(child(target, head), rest, value);
    else {
      const rows = asArray(target[head]);
      target[head] = rows;
      if (rest.length === 1) rows[Number(index)] = value;
      else put(child(rows as unknown as Record<string, unknown>, index), rest.slice(1), value);
    }
  }
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function child(target: Record<string, unknown>, key: string): Record<string, unknown> {
  const known = target[key];
  if (typeof known === "object" && known !== null) return known as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  target[key] = made;
  return made;
}

/** Never sent back to a page. */
const secrets = new Set(["password", "current", "secret"]);

function failed<R>(error: DomainError, form: unknown, requestId: string): FormState<R> {
  const fieldErrors: Record<string, string[]> = {};
  for (const issue of error.issues)
    fieldErrors[issue.path] = [...(fieldErrors[issue.path] ?? []), issue.message];
  const values: Record<string, string> = {};
  for (const [name, value] of form instanceof FormData ? form.entries() : []) {
    if (typeof value === "string" && !secrets.has(name)) values[name] = value;
  }
  // What the person can mend needs no id to quote to support.
  const quoted = error.code === "internal" ? { requestId } : {};
  return { status: "error", code: error.code, message: error.message, fieldErrors, values, ...quoted };
}
