import { Check, Hash, Infinity as InfinityIcon, Type, X } from "lucide-react";
import { valueText } from "@/lib/domain/feature-value";
import type { FeatureValue } from "@/lib/domain/offer-content";

/** What a feature is in a plan: a sign and its word, never the sign alone to a screen reader. */
export function FeatureValueView({ value }: { value: FeatureValue | undefined }) {
  if (!value) {
    return (
      <span className="text-subtle-foreground">
        <span aria-hidden>—</span>
        <span className="sr-only">No value</span>
      </span>
    );
  }
  const text = valueText(value);
  if (value.type === "boolean") {
    return (
      <>
        <ValueSign value={value} />
        <span className="sr-only">{text}</span>
      </>
    );
  }
  if (value.type === "unlimited") {
    return (
      <span className="inline-flex items-center gap-1.5 font-medium">
        <ValueSign value={value} />
        {text}
      </span>
    );
  }
  return <span className="break-words">{text}</span>;
}

/** The sign of a value's kind. Its word stands beside it. */
export function ValueSign({ value }: { value: FeatureValue | null }) {
  if (!value) return null;
  if (value.type === "boolean" && value.value === "true") {
    return (
      <span className="inline-flex size-5.5 items-center justify-center rounded-full bg-success-subtle text-success">
        <Check aria-hidden className="size-3.5" strokeWidth={2.75} />
      </span>
    );
  }
  if (value.type === "boolean") {
    return (
      <span className="inline-flex size-5.5 items-center justify-center text-subtle-foreground">
        <X aria-hidden className="size-3.5" />
      </span>
    );
  }
  if (value.type === "unlimited")
    return <InfinityIcon aria-hidden className="size-4 text-muted-foreground" />;
  const Icon = value.type === "number" ? Hash : Type;
  return <Icon aria-hidden className="size-3 text-subtle-foreground" />;
}
