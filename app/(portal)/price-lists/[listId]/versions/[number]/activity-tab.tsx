import { ActivityTimeline } from "@/components/activity/activity-timeline";
import { Section } from "@/components/ui/page";
import { clock } from "@/lib/services/context";
import { historyOf } from "../../around";
import type { Loaded } from "./load";

export async function ActivityTab({ loaded: { actor, list, version } }: { loaded: Loaded }) {
  const { rows } = await historyOf(actor, list.id, version.id);
  return (
    <Section className="max-w-3xl">
      <ActivityTimeline entries={rows} now={clock.now()} />
    </Section>
  );
}
