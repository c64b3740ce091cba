import type { Segment } from "../../domain/states";

/** A discount of the demo; days are days of the story, a missing end has none. */
export type DemoDiscount = {
  id?: string;
  code: string;
  name: string;
  /** "10%" or amounts by country and currency, e.g. "US USD 20". */
  takes: string[];
  items: string[];
  from: number;
  to?: number;
  segments?: Segment[];
  countries?: string[];
  redemption?: "unlimited" | "once_per_customer" | "once";
  reusableUntil?: number;
  category?: "STANDARD" | "INTRO";
  closed?: boolean;
};

const allApps = "65304768CA";
const pro = "65304768CB";
const photo = "65304520CA";
const vector = "65304767CA";
const technical = "65304769CA";
const layout = "65304770CA";
const photoTeams = "11083117CA";
const motion = "11073058CA";
const video = "69804578CA";
const sound = "65322535CA";
const documents = "30001475CC";
const review = "65304800CA";
const fonts = "65304801CA";
const northAmerica = ["US"];
const europe = ["DE", "FR"];

/** Ids, codes and types as in the public examples; what they cover is ours. */
const known: DemoDiscount[] = [
  {
    id: "55555555-8768-4e8a-9a2f-fb6a6b08f557",
    code: "ADOBE_ALL_PROMOTION",
    name: "All applications promotion",
    takes: ["US USD 20"],
    items: [photo, layout],
    from: -400,
  },
  {
    id: "55555555-8768-4e8a-9a2f-fb6a6b08f563",
    code: "EASTER_26",
    name: "Easter",
    takes: ["US USD 26"],
    items: [technical],
    from: -400,
    to: -262,
  },
  {
    id: "55555555-8768-4e8a-9a2f-fb6a6b08f561",
    code: "BLACK_FRIDAY_22_FAILURE_3",
    name: "Black Friday 22 %, always refused",
    takes: ["22%"],
    items: [allApps],
    from: -400,
    to: 120,
    closed: true,
  },
  {
    id: "55555555-8768-4e8a-992f-fb6a6b08f553",
    code: "SAVINGS_18_FAILURE",
    name: "Savings 18 %, always refused",
    takes: ["18%"],
    items: [],
    segments: ["EDU"],
    from: -400,
    to: -330,
  },
  {
    code: "BLACK_FRIDAY_20_FAILURE_1",
    name: "Black Friday 20 %, always refused",
    takes: ["20%"],
    items: [pro],
    from: -30,
    to: 60,
  },
  {
    id: "55555555-313b-476c-9d0b-6a610d5b91e1",
    code: "BLACK_FRIDAY",
    name: "Black Friday: 10 dollars off Photo for teams",
    takes: ["US USD 10"],
    items: [photoTeams],
    from: -380,
    to: -325,
    reusableUntil: 480,
  },
  {
    id: "55555555-313b-476c-9d0b-6a610d5b91e2",
    code: "NEW YEAR",
    name: "New year: 20 % off everything for education",
    takes: ["20%"],
    items: [],
    segments: ["EDU"],
    from: -355,
    to: 40,
  },
  {
    id: "55555555-5bb8-4476-bd3f-5562299ab3f5",
    code: "BLACK_FRIDAY_10_PERCENT_OFF",
    name: "Black Friday: 10 % off Motion",
    takes: ["10%"],
    items: [motion],
    from: -10,
    to: 30,
  },
  {
    id: "55555555-5bb8-4476-bd3f-5562299ab3f6",
    code: "BLACK_FRIDAY_20_DOLLAR_OFF",
    name: "Black Friday: 20 dollars off Video",
    takes: ["US USD 20"],
    items: [video],
    from: -10,
    to: 30,
  },
];

/** The checkout's main example: a fixed amount beats a percentage, and an old code says when it ended. */
const mainExample: DemoDiscount[] = [
  {
    code: "AUTUMN_40",
    name: "Autumn: 40 dollars off All Apps",
    takes: ["US USD 40"],
    items: [allApps],
    from: -60,
    to: 60,
  },
  {
    code: "SPRING_10",
    name: "Ten per cent off All Apps",
    takes: ["10%"],
    items: [allApps],
    from: -250,
    to: 200,
  },
  { code: "OLD_20", name: "Twenty per cent, over", takes: ["20%"], items: [allApps], from: -400, to: -262 },
];

function percent(
  code: string,
  name: string,
  value: string,
  items: string[],
  from: number,
  to?: number,
): DemoDiscount {
  return { code, name, takes: [`${value}%`], items, from, ...(to === undefined ? {} : { to }) };
}

function fixed(
  code: string,
  name: string,
  takes: string[],
  items: string[],
  from: number,
  to?: number,
): DemoDiscount {
  return { code, name, takes, items, from, ...(to === undefined ? {} : { to }) };
}

const madeUp: DemoDiscount[] = [
  percent("PHOTO_15", "Photo 15 % off", "15", [photo, photoTeams], -40, 45),
  percent("VECTOR_12_5", "Vector 12.5 % off", "12.5", [vector], -20, 90),
  percent("PRO_UPGRADE_8", "Pro 8 % off", "8", [pro], -120),
  percent("MOTION_VIDEO_25", "Motion and Video 25 % off", "25", [motion, video], 14, 45),
  percent("WINTER_SALE_30", "Winter sale 30 % off", "30", [allApps, pro], 25, 55),
  percent("SOUND_CHECK_5", "Sound 5 % off", "5", [sound], -90, 10),
  percent("REVIEW_50", "Review at half price", "50", [review], -15, 15),
  percent("FONTS_FREE", "Fonts for nothing", "100", [fonts], -5, 25),
  percent("SUMMER_18", "Summer 18 % off", "18", [photo, vector, layout], -160, -95),
  percent("LAUNCH_33", "Launch of Sound", "33.3333", [sound], -300, -200),
  fixed("DOCS_25", "25 dollars off Documents Pro", ["US USD 25"], [documents], -70, 70),
  fixed("TECH_100", "100 dollars off Technical Suite", ["US USD 100"], [technical], -45, 100),
  fixed("PRO_60", "60 dollars off Pro", ["US USD 60"], [pro], -33, 33),
  fixed("EURO_HERBST_35", "Herbst: 35 Euro", ["DE EUR 35", "FR EUR 35"], [allApps, pro], -50, 50),
  fixed("RENTREE_30", "Rentrée : 30 euros", ["FR EUR 30"], [allApps], -85, -25),
  fixed("TOKYO_4000", "4,000 yen off", ["JP JPY 4000"], [allApps], -40, 80),
  fixed("NIHON_9000", "9,000 yen off Pro", ["JP JPY 9000"], [pro], -25, 25),
  fixed(
    "WORLD_15",
    "15 in three currencies",
    ["US USD 15", "DE EUR 15", "JP JPY 2000"],
    [layout, vector],
    -65,
    140,
  ),
  fixed("NEXT_QUARTER_45", "Next quarter: 45 dollars", ["US USD 45"], [allApps], 37, 127),
  fixed("PENNY", "One cent, for the record", ["US USD 0.01"], [review], -10, 300),
];

const special: DemoDiscount[] = [
  {
    ...percent("EDU_CAMPUS_40", "Campus 40 % off", "40", [allApps, pro, photo], -200, 160),
    segments: ["EDU"],
  },
  {
    ...percent("GOV_READY_10", "Government 10 % off", "10", [documents, allApps], -150, 150),
    segments: ["GOV"],
  },
  {
    ...percent("WELCOME_20", "First order of Layout for teams", "20", ["65305409CA"], -100, 260),
    category: "INTRO",
  },
  {
    ...percent("ONCE_EACH_35", "35 % once for each customer", "35", [vector], -8, 52),
    redemption: "once_per_customer",
  },
  {
    ...percent("GOLDEN_TICKET", "90 % for the first who uses it", "90", [technical], -6, 24),
    redemption: "once",
  },
  { ...percent("KEEP_12", "12 %, reusable at renewal", "12", [documents], -130, -20), reusableUntil: 365 },
  { ...percent("8F2KQ7ZPT4MXW6RB1VDY3HCJ", "Offer for one account", "22", [pro], -12, 80), closed: true },
  {
    ...percent("M7QW2XNB5LKZ9TFG4RHP1VSD", "Offer for another account", "17.5", [motion], -12, 80),
    closed: true,
  },
];

export const demoDiscounts: DemoDiscount[] = [...known, ...mainExample, ...madeUp, ...special].map(
  (discount) => ({
    ...discount,
    countries: discount.countries ?? countriesOf(discount),
  }),
);

/** A fixed amount is for the countries it names; a percentage for everywhere Lumen is sold. */
function countriesOf({ takes }: DemoDiscount): string[] {
  const named = takes.flatMap((text) => (text.endsWith("%") ? [] : [text.slice(0, 2)]));
  return named.length > 0 ? named : [...northAmerica, ...europe, "JP"];
}
