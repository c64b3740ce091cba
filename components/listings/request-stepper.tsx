import { type Step, Stepper } from "@/components/ui/stepper";
import { listingRequestPresentation } from "@/lib/domain/listing";
import type { Events, ListingRequestState } from "@/lib/domain/states";

/** The event that brings a request into each state. */
const arrivals: Record<ListingRequestState, string> = {
  draft: "created",
  reviewing: "submitted",
  deploying: "deployed",
  completed: "completed",
  canceled: "canceled",
};

/** Draft → reviewing → deploying → completed; a canceled request ends where it was canceled. */
export function RequestStepper({ state, events }: { state: ListingRequestState; events: Events }) {
  const path: ListingRequestState[] =
    state === "canceled"
      ? ["draft", "reviewing", ...(events.deployed ? (["deploying"] as const) : []), "canceled"]
      : ["draft", "reviewing", "deploying", "completed"];
  const reached = path.indexOf(state);
  const steps = path.map((id, index): Step => {
    const event = index <= reached ? events[arrivals[id]] : undefined;
    return {
      id,
      label: listingRequestPresentation[id].word,
      at: event ? new Date(event.at).getTime() : undefined,
      by: event?.by?.name,
    };
  });
  return <Stepper label="Progress of the request" steps={steps} current={state} />;
}
