import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Instant } from "./time-format";
import { Timestamp } from "./timestamp";

export type Step = {
  id: string;
  label: string;
  /** When it happened or, for a coming step, when it will. */
  at?: Instant | undefined;
  /** Who did it. */
  by?: string | undefined;
  note?: ReactNode;
};

type StepperProps = {
  steps: Step[] /** The id of the step the object is in. */;
  current: string;
  label: string;
};

/** The life of an object: draft → scheduled → active → expired, each with its time and person. */
export function Stepper({ steps, current, label }: StepperProps) {
  const position = steps.findIndex((step) => step.id === current);
  return (
    <ol data-slot="stepper" aria-label={label} className="flex flex-col sm:flex-row">
      {steps.map((step, index) => {
        const phase = index < position ? "done" : index === position ? "current" : "coming";
        return (
          <li
            key={step.id}
            aria-current={phase === "current" ? "step" : undefined}
            className="group/step relative flex min-w-0 flex-1 gap-2.5 pb-4 last:pb-0 sm:flex-col sm:gap-2 sm:pr-3 sm:pb-0"
          >
            {index < steps.length - 1 ? (
              <span
                aria-hidden
                className={cn(
                  "absolute top-5 bottom-0 left-2.5 w-px sm:top-2.5 sm:right-0 sm:bottom-auto sm:left-5 sm:h-px sm:w-auto",
                  phase === "done" ? "bg-primary" : "bg-border-strong",
                )}
              />
            ) : null}
            <StepMark phase={phase} />
            <StepText step={step} phase={phase} />
          </li>
        );
      })}
    </ol>
  );
}

type Phase = "done" | "current" | "coming";

function StepMark({ phase }: { phase: Phase }) {
  return (
    <span
      aria-hidden
      className={cn(
        "relative inline-flex size-5 shrink-0 items-center justify-center rounded-full border",
        phase === "done" && "border-primary bg-primary text-primary-foreground",
        phase === "current" && "border-2 border-primary bg-surface",
        phase === "coming" && "border-control bg-surface",
      )}
    >
      {phase === "done" ? <Check className="size-3" strokeWidth={3} /> : null}
      {phase === "current" ? <span className="size-2 rounded-full bg-primary" /> : null}
    </span>
  );
}

function StepText({ step, phase }: { step: Step; phase: Phase }) {
  return (
    <div className="min-w-0 text-sm">
      <p className={cn("font-medium", phase === "coming" && "text-muted-foreground")}>
        {step.label}
        {phase === "done" ? <span className="sr-only"> (done)</span> : null}
      </p>
      <p className="text-muted-foreground text-xs">
        {step.at === undefined ? null : <Timestamp at={step.at} className="whitespace-normal" />}
        {step.by ? <span className="block">{step.by}</span> : null}
        {step.note ? <span className="block">{step.note}</span> : null}
      </p>
    </div>
  );
}
