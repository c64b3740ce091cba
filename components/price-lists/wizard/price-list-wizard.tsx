"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choice } from "@/components/ui/choice";
import { Form, FormActions, SubmitButton } from "@/components/ui/form";
import { readForm } from "@/components/ui/form-data";
import { Skeleton } from "@/components/ui/skeleton";
import { Stepper } from "@/components/ui/stepper";
import type { FormAction } from "@/lib/client/form-state";
import {
  reachableStep,
  stepProblems,
  type WizardDraft,
  type WizardStep,
  wizardSteps,
} from "@/lib/domain/price-list-wizard";
import {
  draftFields,
  emptyDraft,
  type ModelList,
  modelled,
  readStep,
  storeDraft,
  storedDraft,
} from "./wizard-draft";
import { StepFields } from "./wizard-steps";
import { type PricedListing, WizardSummary } from "./wizard-summary";

export type WizardProps = {
  action: FormAction<{ id: string }>;
  currencies: Choice[];
  products: Choice[];
  /** Chosen already, as when the wizard is opened from a product. */
  defaultProducts: string[];
  /** Only for distributors. */
  models: ModelList[] | undefined;
  /** Where a distributor's own list would count. */
  listings: PricedListing[];
  /** The server's clock, UTC milliseconds. */
  now: number;
};

const titles: Record<WizardStep, string> = {
  model: "Model",
  general: "General",
  products: "Products",
  columns: "Columns",
  version: "First version",
  summary: "Summary",
};

/** A new price list, step by step. The address holds the step; what was typed outlives going back and a reload. */
export function PriceListWizard(props: WizardProps) {
  const steps = useMemo(() => wizardSteps.filter((step) => step !== "model" || props.models), [props.models]);
  const first = steps[0] ?? "general";
  const blank = emptyDraft(props.models !== undefined, props.defaultProducts);
  const [draft, setDraft] = useState<WizardDraft>();
  const done = useRef(false);
  const asked = useSearchParams().get("step");
  const wanted = steps.find((step) => step === asked) ?? first;

  // Only the browser knows what was typed before.
  useEffect(() => {
    setDraft((known) => known ?? { ...blank, ...storedDraft(), ...chosenProducts(props.defaultProducts) });
  });

  if (!draft) return <Skeleton className="h-96" />;

  function change(part: Partial<WizardDraft>) {
    if (done.current) return;
    setDraft((known) => {
      const next = { ...(known ?? blank), ...part };
      storeDraft(next);
      return next;
    });
  }

  function finish() {
    done.current = true;
    storeDraft(undefined);
  }

  const step = reachableStep(steps, wanted, draft);
  return (
    <div className="flex flex-col gap-5">
      <Stepper label="Steps" current={step} steps={steps.map((id) => ({ id, label: titles[id] }))} />
      <WizardStepForm key={step} {...props} {...{ step, steps, draft, change, finish }} />
    </div>
  );
}

function chosenProducts(products: string[]): Partial<WizardDraft> {
  return products.length > 0 ? { products } : {};
}

type StepFormProps = WizardProps & {
  step: WizardStep;
  steps: WizardStep[];
  draft: WizardDraft;
  change: (part: Partial<WizardDraft>) => void;
  /** Forgets what was typed: it was saved, or given up. */
  finish: () => void;
};

/** Leads to another step of this page without asking the server for it. */
function show(step: WizardStep) {
  const query = new URLSearchParams(location.search);
  query.set("step", step);
  window.history.pushState(null, "", `?${query}`);
}

function WizardStepForm(props: StepFormProps) {
  const { step, steps, draft, change, finish, models } = props;
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  // The fields keep their own values while the step is shown.
  const [opened] = useState(draft);
  const position = steps.indexOf(step);
  const previous = steps[position - 1];
  const isLast = step === "summary";

  // Whichever way the step is left, what was typed is kept.
  const leave = useEffectEvent((form: HTMLFormElement) => change(readStep(step, readForm(form))));
  useLayoutEffect(() => {
    const form = box.current?.querySelector("form");
    return () => {
      if (form) leave(form);
    };
  }, []);

  const check: FormAction<{ id: string }> = async (_state, form) => {
    const typed = readStep(step, form);
    const problems = stepProblems(step, { ...draft, ...typed });
    if (Object.keys(problems).length > 0) {
      return { status: "error", code: "invalid", message: "", fieldErrors: problems, values: {} };
    }
    const model = models?.find(({ id }) => id === typed.model);
    const isNewModel = model && typed.model !== draft.model;
    change(isNewModel ? modelled({ ...draft, ...typed }, model) : typed);
    return { status: "ok", data: { id: "" } };
  };

  return (
    <div ref={box}>
      <Form
        action={isLast ? props.action : check}
        guard={false}
        className="gap-5"
        onSuccess={({ data }) => {
          const next = steps[position + 1];
          if (next) return show(next);
          finish();
          router.push(`/price-lists/${data.id}/versions/1`);
        }}
      >
        {isLast ? (
          <>
            {draftFields(draft).map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <WizardSummary {...props} show={show} />
          </>
        ) : (
          <StepFields {...props} draft={opened} />
        )}
        <FormActions className="justify-between">
          <Button
            variant="ghost"
            onClick={() => {
              finish();
              router.push("/price-lists");
            }}
          >
            Discard
          </Button>
          <span className="flex gap-2">
            {previous ? <Button onClick={() => show(previous)}>Back</Button> : null}
            <SubmitButton>{isLast ? "Create price list" : "Continue"}</SubmitButton>
          </span>
        </FormActions>
      </Form>
    </div>
  );
}
