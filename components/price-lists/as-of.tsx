import { TextLink } from "@/components/ui/text-link";
import { Timestamp } from "@/components/ui/timestamp";
import { inForceAt } from "@/lib/domain/price-settlement";
import { AsOfForm } from "./as-of-form";
import type { VersionTableRow } from "./version-table";

type AsOfProps = {
  listId: string;
  versions: VersionTableRow[];
  /** The instant that is asked about. */
  at: Date | undefined;
  /** The server's clock, UTC milliseconds. */
  now: number;
};

/** Which version was, is or will be in force at an instant. A GET form: the question has an address. */
export function AsOf({ listId, versions, at, now }: AsOfProps) {
  return (
    <div className="flex flex-col gap-1 px-4 pb-3 text-sm">
      <AsOfForm action={`/price-lists/${listId}`} at={at?.getTime()} />
      {at ? (
        <p role="status">
          <AsOfAnswer listId={listId} versions={versions} at={at} now={now} />{" "}
          <TextLink href={`/price-lists/${listId}/as-of?at=${at.toISOString().slice(0, 16)}`}>
            Prices at that instant
          </TextLink>
        </p>
      ) : null}
    </div>
  );
}

type AsOfAnswerProps = { listId: string; versions: VersionTableRow[]; at: Date; now: number };

/** Names the version and how long it holds. */
export function AsOfAnswer({ listId, versions, at, now }: AsOfAnswerProps) {
  const found = inForceAt(versions, at);
  const instant = <Timestamp at={at.getTime()} zone="utc" />;
  const past = at.getTime() < now;
  if (!found) {
    return (
      <>
        No version {past ? "was" : "is"} in force at {instant}.
      </>
    );
  }
  const { version, from, to } = found;
  return (
    <>
      At {instant} it {past ? "was" : at.getTime() > now ? "will be" : "is"}{" "}
      <TextLink href={`/price-lists/${listId}/versions/${version.number}`}>version {version.number}</TextLink>
      , in force from <Timestamp at={from.getTime()} zone="utc" />{" "}
      {to ? (
        <>
          until <Timestamp at={to.getTime()} zone="utc" />.
        </>
      ) : (
        "with no end known."
      )}
    </>
  );
}
