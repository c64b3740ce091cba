import Form from "next/form";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { inForceAt } from "@/lib/domain/price-settlement";
import type { VersionTableRow } from "./version-table";

type AsOfProps = {
  listId: string;
  versions: VersionTableRow[] /** The instant that is asked about. */;
  at: Date | undefined;
};

/** Which version was, is or will be in force at an instant. A GET form: the question has an address. */
export function AsOf({ listId, versions, at }: AsOfProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pb-3 text-sm">
      <Form action={`/price-lists/${listId}`} scroll={false} className="flex flex-wrap items-center gap-2">
        <label htmlFor="as-of" className="text-muted-foreground">
          Price in force at
        </label>
        <Input
          id="as-of"
          type="datetime-local"
          name="at"
          key={at?.getTime()}
          defaultValue={at?.toISOString().slice(0, 16)}
          required
          min="1970-01-01T00:00"
          max="9999-12-31T23:59"
          className="w-52 text-sm"
        />
        <span className="text-muted-foreground">UTC</span>
        <Button type="submit">Look up</Button>
      </Form>
      {at ? (
        <p role="status">
          <AsOfAnswer listId={listId} versions={versions} at={at} />
        </p>
      ) : null}
    </div>
  );
}

function AsOfAnswer({
  listId,
  versions,
  at,
}: {
  listId: string;
  versions: VersionTableRow[];
  at: Date;
}): ReactNode {
  const found = inForceAt(versions, at);
  const instant = <Timestamp at={at.getTime()} zone="utc" />;
  if (!found) return <>No version is in force at {instant}.</>;
  return (
    <>
      At {instant} it is{" "}
      <TextLink href={`/price-lists/${listId}/versions/${found.version.number}`}>
        version {found.version.number}
      </TextLink>
      .
    </>
  );
}
