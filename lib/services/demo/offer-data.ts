import type { Audience } from "../../domain/states";
import type { products } from "./catalogue";

/** Null is no value; "100 GB" a number with its unit; "∞" unlimited. */
type Cell = string | boolean | null;

export type DemoOffer = {
  product: keyof typeof products;
  name: string;
  description: string;
  audience: Audience;
  /** The day of the story on which it was made. */
  day: number;
  plans: { name: string; color: string; description: string; periods: [string, ...string[]] }[];
  groups: { name: string; features: [name: string, ...values: Cell[]][] }[];
  /** Inventory: plan, number of the product's item, minimum, maximum. */
  items: { name: string; inventory: [plan: number, item: number, min: number, max: number | null][] }[];
  /** What each published version says about its changes. */
  publish: string[];
};

/** The first is listed, the second ready, the third still private. */
export const demoOffers: [DemoOffer, ...DemoOffer[]] = [
  {
    product: "creative",
    name: "Creative for business",
    description: "Design, photo and video for teams of every size",
    audience: "small_business",
    day: -415,
    plans: [
      { name: "Single app", color: "#3b82f6", description: "One application of choice", periods: ["yearly"] },
      { name: "All Apps", color: "#8b5cf6", description: "Every application", periods: ["yearly"] },
      {
        name: "Pro Edition",
        color: "#f59e0b",
        description: "Every application and stock images",
        periods: ["yearly"],
      },
    ],
    groups: [
      {
        name: "Applications",
        features: [
          ["Photo", true, true, true],
          ["Vector and Layout", false, true, true],
          ["Motion and Video", false, true, true],
          ["Stock images", false, "10 images", "∞"],
        ],
      },
      {
        name: "Storage and sharing",
        features: [
          ["Cloud storage", "100 GB", "1000 GB", "1000 GB"],
          ["Shared libraries", false, true, true],
          ["Version history", "30 days", "180 days", "∞"],
        ],
      },
      {
        name: "Administration",
        features: [
          ["Licence management", "Portal", "Portal", "Portal and API"],
          ["Single sign-on", false, false, true],
          ["Support", "E-mail", "Business hours", "Around the clock"],
        ],
      },
    ],
    items: [
      {
        name: "Licences",
        inventory: [
          [0, 3, 1, 9],
          [1, 1, 1, null],
          [2, 2, 1, null],
        ],
      },
      {
        name: "Review seats",
        inventory: [
          [1, 13, 0, 100],
          [2, 13, 0, null],
        ],
      },
    ],
    publish: ["First public version", "Support around the clock in Pro Edition"],
  },
  {
    product: "guard",
    name: "Guard for small companies",
    description: "Protection that runs itself",
    audience: "small_business",
    day: -100,
    plans: [
      { name: "Essentials", color: "#10b981", description: "Endpoints only", periods: ["monthly"] },
      {
        name: "Complete",
        color: "#ef4444",
        description: "Endpoints, mail and identity",
        periods: ["monthly"],
      },
    ],
    groups: [
      {
        name: "Protection",
        features: [
          ["Endpoints", "Standard", "Advanced"],
          ["Mail filter", false, true],
          ["Identity", false, true],
          ["Log retention", "7 days", "90 days"],
        ],
      },
    ],
    items: [
      {
        name: "Endpoints",
        inventory: [
          [0, 1, 5, null],
          [1, 2, 5, null],
        ],
      },
      { name: "Mail", inventory: [[1, 3, 5, null]] },
    ],
    publish: ["First public version"],
  },
  {
    product: "creative",
    name: "Creative for schools",
    description: "Being prepared for the next school year",
    audience: "education",
    day: -9,
    plans: [
      {
        name: "Classroom",
        color: "#06b6d4",
        description: "Every application, for pupils",
        periods: ["yearly"],
      },
    ],
    groups: [
      {
        name: "Applications",
        features: [
          ["All applications", true],
          ["Cloud storage", "50 GB"],
        ],
      },
    ],
    items: [],
    publish: [],
  },
];
