import Form from "next/form";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-field";

type AsOfFormProps = {
  action: string;
  /** The instant that is asked about, UTC milliseconds. */
  at: number | undefined;
  /** Other fields of the question, before the instant. */
  children?: ReactNode;
  submit?: string;
};

/** Asks about an instant, past or future, in UTC with the viewer's time beside it. A GET form: the question has an address. */
export function AsOfForm({ action, at, children, submit = "Look up" }: AsOfFormProps) {
  return (
    <Form action={action} scroll={false} className="flex flex-wrap items-end gap-x-3">
      {children}
      <DateTimeField
        key={at}
        name="at"
        label="Price in force at"
        defaultValue={at}
        min={0}
        max={Date.UTC(9999, 11, 31)}
      />
      <Button type="submit" className="mb-5">
        {submit}
      </Button>
    </Form>
  );
}
