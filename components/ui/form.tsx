"use client";

import { Form as Base } from "@base-ui/react/form";
import {
  createContext,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { type FormAction, type FormState, idle } from "@/lib/client/form-state";
import { cn } from "@/lib/cn";
import { Banner } from "./banner";
import { Button, type ButtonProps } from "./button";
import { formSnapshot, readForm } from "./form-data";
import { toast } from "./toast";
import { UnsavedGuard } from "./unsaved-guard";

type FormContextValue = { pending: boolean };
const FormContext = createContext<FormContextValue>({ pending: false });

type FormProps<T> = {
  /** A server action, or any function of that shape. */
  action: FormAction<T>;
  /** Called in the browser once after each success. Only client components can pass it. */
  onSuccess?: (state: Extract<FormState<T>, { status: "ok" }>) => void;
  /** Asks before leaving with unsaved changes. On by default. */
  guard?: boolean;
  /** Shows the action's success message as a toast. On by default. */
  announce?: boolean;
  id?: string;
  children: ReactNode;
  className?: string;
};

const noErrors: Record<string, string[]> = {};

/** Errors by field name. A list's field is called `products[]`, its error may be called `products`. */
function errorsByName<T>(state: FormState<T>): Record<string, string[]> {
  if (state.status !== "error") return noErrors;
  const entries = Object.entries(state.fieldErrors);
  return Object.fromEntries(
    entries.flatMap(([name, texts]) => [name, `${name}[]`].map((key) => [key, texts])),
  );
}

/**
 * The one form. Sends the fields to `action`, shows its progress on the submit button, puts errors on their fields,
 * focuses the first, keeps what was typed, and submits on ⌘Enter. Inputs are plain named fields.
 */
export function Form<T = unknown>(props: FormProps<T>) {
  const { action, onSuccess, guard = true, announce = true, id, children, className } = props;
  const [state, submit, pending] = useActionState<FormState<T>, FormData>(action, idle);
  const form = useRef<HTMLFormElement>(null);
  const saved = useRef("");
  const [answered, setAnswered] = useState<FormState<T>>();
  const shown = state === answered ? idle : state;
  const errors = useMemo(() => errorsByName(shown), [shown]);

  useEffect(() => {
    if (form.current) saved.current = formSnapshot(form.current);
  }, []);

  const succeeded = useEffectEvent((answer: Extract<FormState<T>, { status: "ok" }>) => {
    if (form.current) saved.current = formSnapshot(form.current);
    if (announce && answer.message) toast({ title: answer.message });
    onSuccess?.(answer);
  });

  useEffect(() => {
    if (state.status === "ok") succeeded(state);
  }, [state]);

  /** The server's last errors must not block the next attempt: only the server knows whether they still hold. */
  function forgetErrors() {
    if (!pending) flushSync(() => setAnswered(state));
  }

  function send(event: FormEvent<HTMLFormElement>) {
    // React empties a form submitted through `action` even when the action failed; submitting by hand does not.
    event.preventDefault();
    if (pending) return;
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const data = readForm(event.currentTarget, submitter);
    startTransition(() => submit(data));
  }

  return (
    <FormContext value={{ pending }}>
      <Base
        ref={form}
        id={id}
        data-slot="form"
        action={submit}
        errors={errors}
        onSubmitCapture={forgetErrors}
        onSubmit={send}
        onKeyDown={submitOnModEnter}
        className={cn("flex flex-col gap-2.5", className)}
      >
        {shown.status === "error" ? <FormErrors state={shown} /> : null}
        {children}
      </Base>
      {guard ? (
        <UnsavedGuard isDirty={() => form.current !== null && formSnapshot(form.current) !== saved.current} />
      ) : null}
    </FormContext>
  );
}

function submitOnModEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

type Failure = Extract<FormState, { status: "error" }>;

/** The sentence, whatever has no field of its own, and the id to quote to support. */
function FormErrors({ state }: { state: Failure }) {
  const box = useRef<HTMLDivElement>(null);
  const [homeless, setHomeless] = useState<[string, string][]>([]);

  useEffect(() => {
    const form = box.current?.closest("form");
    const rest = Object.entries(state.fieldErrors).filter(
      ([name]) =>
        !form?.querySelector(`[data-field="${CSS.escape(name)}"], [data-field="${CSS.escape(name)}[]"]`),
    );
    setHomeless(rest.flatMap(([name, messages]) => messages.map((text): [string, string] => [name, text])));
    if (rest.length === Object.keys(state.fieldErrors).length)
      box.current?.scrollIntoView({ block: "nearest" });
  }, [state]);

  return (
    <div ref={box}>
      <Banner tone="danger" role="alert" title={summary(state)}>
        {homeless.length > 0 ? (
          <ul className="list-disc pl-4">
            {homeless.map(([name, text]) => (
              <li key={`${name}:${text}`}>
                <code className="font-mono text-xs">{name}</code>: {text}
              </li>
            ))}
          </ul>
        ) : null}
        {state.requestId ? (
          <p className="text-muted-foreground">
            Request <code className="font-mono text-xs">{state.requestId}</code>
          </p>
        ) : null}
      </Banner>
    </div>
  );
}

/** The message repeats each field's error; where the fields themselves show them, a count says more. */
function summary({ code, message, fieldErrors }: Failure): string {
  const count = Object.keys(fieldErrors).length;
  if (code !== "invalid" || count === 0) return message;
  return count === 1 ? "One field needs your attention." : `${count} fields need your attention.`;
}

/** Submits the form around it (or `form`), keeps its label and shows progress. Never disabled beforehand. */
export function SubmitButton({ variant = "primary", ...props }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useContext(FormContext);
  return <Button {...props} type="submit" variant={variant} pending={pending} />;
}

/** The last line of a form: cancel, then the one primary button. */
export function FormActions({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div
      data-slot="form-actions"
      className={cn("flex flex-wrap items-center justify-end gap-2 pt-1", className)}
    >
      {children}
    </div>
  );
}
