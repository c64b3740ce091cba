import { expect, test } from "vitest";
import { type AskedAction, type Consequences, consequenceText } from "./price-consequences";

const none: Consequences = { inForce: null, waiting: [], listings: 0, subscriptions: 0, renewals: 0 };
const some: Consequences = { ...none, inForce: { number: 3 }, listings: 2, subscriptions: 14, renewals: 3 };

test.each<[AskedAction, Consequences, string]>([
  ["activate", none, "Activating v4 puts it in force now. No listing is affected."],
  [
    "activate",
    some,
    "Activating v4 replaces v3 now. 2 listings are affected. 14 subscriptions keep their prices until renewal; 3 renew in the 30 days that follow.",
  ],
  [
    "activate",
    { ...some, listings: 1, subscriptions: 1, renewals: 1 },
    "Activating v4 replaces v3 now. 1 listing is affected. 1 subscription keeps its prices until renewal; 1 renews in the 30 days that follow.",
  ],
  [
    "schedule",
    { ...some, renewals: 0 },
    "At its start v4 replaces v3, to the millisecond. 2 listings are affected. 14 subscriptions keep their prices until renewal; none renews in the 30 days that follow.",
  ],
  ["schedule", none, "At its start v4 comes into force; until then nothing is. No listing is affected."],
  ["unschedule", some, "v3 stays in force where v4 would have replaced it. 2 listings are affected."],
  ["unschedule", none, "Nothing comes into force where v4 would have. No listing is affected."],
  [
    "terminate",
    { ...some, waiting: [{ number: 5 }, { number: 6 }], subscriptions: 2, renewals: 1 },
    "v3 expires now, and nothing takes its place. v5, v6 return to draft. 2 listings are affected. 2 subscriptions keep their prices until renewal; 1 renews in the 30 days that follow and will find no price here.",
  ],
  [
    "terminate",
    { ...none, waiting: [{ number: 5 }] },
    "Nothing is in force. v5 returns to draft. No listing is affected.",
  ],
])("%s says what follows", (action, facts, text) => {
  expect(consequenceText(action, 4, facts)).toBe(text);
});
