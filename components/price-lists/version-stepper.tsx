import { type Step, Stepper } from "@/components/ui/stepper";
import { Timestamp } from "@/components/ui/timestamp";
import { validities } from "@/lib/domain/price-settlement";
import type { VersionFacts } from "@/lib/domain/price-version";
import { type Events, type VersionStatus, versionStatuses } from "@/lib/domain/states";

type Version = VersionFacts & { number: number };
type VersionStepperProps = {
  version: Version & { events: Events };
  /** All versions of the list that the reader sees. */
  versions: Version[];
};

const labels: Record<VersionStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  active: "Active",
  expired: "Expired",
};

/** The life of a version with its instants and people; what is to come with the instant that is known. */
export function VersionStepper({ version, versions }: VersionStepperProps) {
  const { status, events } = version;
  const skipped = (status === "active" || status === "expired") && !wasScheduled(events);
  const span = validities(versions).find((validity) => validity.version.id === version.id);
  const next = versions.find((other) => span?.to && startOf(other)?.getTime() === span.to.getTime());
  const facts: Record<VersionStatus, Omit<Step, "id" | "label">> = {
    draft: happened(events, "created"),
    scheduled: status === "draft" ? {} : happened(events, "scheduled"),
    active: activeStep(version),
    expired:
      status === "expired"
        ? { ...happened(events, "expired"), at: version.expiredAt?.getTime() }
        : next && span?.to
          ? { at: span.to.getTime(), note: `when version ${next.number} starts` }
          : {},
  };
  const steps = versionStatuses
    .filter((step) => !(skipped && step === "scheduled"))
    .map((step) => ({ id: step, label: labels[step], ...facts[step] }));
  return <Stepper label="Life of the version" steps={steps} current={status} />;
}

/** Did it wait for its start, or was it activated as a draft? */
function wasScheduled({ scheduled, canceled }: Events): boolean {
  return scheduled !== undefined && (canceled === undefined || canceled.at < scheduled.at);
}

function startOf(version: Version): Date | null {
  return version.status === "scheduled" ? version.startAt : version.activatedAt;
}

function happened(events: Events, verb: string): Omit<Step, "id" | "label"> {
  const event = events[verb];
  return event ? { at: Date.parse(event.at), by: event.by?.name } : {};
}

function activeStep({ status, startAt, activatedAt, events }: VersionStepperProps["version"]) {
  if (activatedAt) return { ...happened(events, "activated"), at: activatedAt.getTime() };
  if (!startAt) return {};
  const at = <Timestamp at={startAt.getTime()} zone="utc" className="whitespace-normal" />;
  return { note: status === "scheduled" ? at : <>meant for {at}</> };
}
