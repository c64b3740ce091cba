import type { ContractStatus } from "./states";

/** How a distribution contract's state is shown. Only an active one carries listings (reference connect.md §7). */
export const contractPresentation = {
  enrolling: {
    word: "Enrolling",
    tone: "info",
    explanation: "The vendor is filling in the contract. Nothing can be listed yet.",
  },
  pending: {
    word: "Pending",
    tone: "warning",
    explanation: "Waiting for the distributor’s signature. Nothing can be listed yet.",
  },
  active: {
    word: "Active",
    tone: "success",
    explanation: "The vendor can list its products on the contract’s marketplace.",
  },
  rejected: {
    word: "Rejected",
    tone: "danger",
    explanation: "The distributor did not accept the contract. Nothing can be listed.",
  },
  terminated: {
    word: "Terminated",
    tone: "danger",
    explanation: "The contract has ended. Nothing more can be listed under it.",
  },
} as const satisfies Record<ContractStatus, { word: string; tone: string; explanation: string }>;
