"use client";

import { Check, Copy } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "./button";
import { controlStyle } from "./input";

type CopyFieldProps = {
  /** What it is: “Link”, “Authorization header”. */
  label: string;
  value: string;
  /** On the button: “Copy link”. */
  copyLabel: string;
  help?: string;
};

/** A text to take away, all of it reachable, with a button that copies it. */
export function CopyField({ label, value, copyLabel, help }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  const id = useId();

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  const Icon = copied ? Check : Copy;
  return (
    <div data-slot="copy-field" className="flex min-w-0 flex-col">
      <label htmlFor={id} className="mb-1.5 font-medium text-sm">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
          className={`${controlStyle} bg-sunken font-mono text-sm`}
        />
        <Button onClick={() => void copy()}>
          <Icon aria-hidden className={copied ? "text-success" : undefined} />
          {copyLabel}
        </Button>
        <span role="status" className="sr-only">
          {copied ? "Copied" : ""}
        </span>
      </div>
      {help ? <p className="mt-1 text-muted-foreground text-sm">{help}</p> : null}
    </div>
  );
}
