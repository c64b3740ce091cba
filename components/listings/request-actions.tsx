"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { PermittedLink } from "@/components/channel/permitted-link";
import { Button } from "@/components/ui/button";
import { ConfirmAction } from "@/components/ui/confirm-action";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { FormAction } from "@/lib/client/form-state";
import { type ListingRequestEvent, listingRequestTransitions } from "@/lib/domain/listing";
import type { ListingRequestState, ListingRequestType } from "@/lib/domain/states";
import { refusal } from "@/lib/domain/transitions";

type Request = {
  id: string;
  revision: number;
  type: ListingRequestType;
  state: ListingRequestState;
  product: { name: string };
  marketplace: { name: string };
};

type Step = Exclude<ListingRequestEvent, "update">;
type Question = Step | "delete";

type RequestActionsProps = {
  request: Request;
  side: "vendor" | "distributor";
  /** Why this person may do nothing, or undefined. */
  refused: string | undefined;
  /** What stands against moving on, as one sentence. */
  blocked: string | undefined;
  move: FormAction<void>;
  remove: FormAction<void>;
};

/** The steps of a request's state table for one side; what is not possible says why. */
export function RequestActions({ request, side, refused, blocked, ...actions }: RequestActionsProps) {
  const [question, setQuestion] = useState<Question>();
  const why = (event: Step) =>
    refused ?? refusal(listingRequestTransitions, request.state, event, "The request") ?? undefined;
  const forward = (event: Step) => why(event) ?? blocked;
  const notDraft =
    request.state === "draft" ? undefined : `The request is ${request.state}: only a draft can be deleted.`;
  const next = nextStep(side, request.state);
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label="More actions for the request">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {side === "distributor" ? (
          <>
            <MenuItem disabledReason={why("assign")} onSelect={() => setQuestion("assign")}>
              Assign to me…
            </MenuItem>
            <MenuItem disabledReason={why("unassign")} onSelect={() => setQuestion("unassign")}>
              Release…
            </MenuItem>
            <MenuItem disabledReason={why("refine")} onSelect={() => setQuestion("refine")}>
              Send back…
            </MenuItem>
          </>
        ) : null}
        <MenuItem danger disabledReason={why("cancel")} onSelect={() => setQuestion("cancel")}>
          Cancel request…
        </MenuItem>
        {side === "vendor" ? (
          <MenuItem danger disabledReason={refused ?? notDraft} onSelect={() => setQuestion("delete")}>
            Delete draft…
          </MenuItem>
        ) : null}
      </Menu>
      {side === "vendor" && request.state === "draft" ? (
        <PermittedLink href={`/requests/${request.id}/edit`} refused={refused} shortcut="e">
          Edit
        </PermittedLink>
      ) : null}
      {next ? (
        <Button
          variant="primary"
          disabledReason={forward(next.event)}
          onClick={() => setQuestion(next.event)}
        >
          {next.label}
        </Button>
      ) : null}
      <Questions {...actions} request={request} question={question} close={() => setQuestion(undefined)} />
    </>
  );
}

/** The one button that carries the request on. */
function nextStep(
  side: "vendor" | "distributor",
  state: ListingRequestState,
): { event: Step; label: string } | undefined {
  if (side === "vendor") {
    return state === "completed" || state === "canceled"
      ? undefined
      : { event: "submit", label: "Submit request" };
  }
  if (state === "reviewing") return { event: "deploy", label: "Accept request" };
  return state === "deploying" ? { event: "complete", label: "Complete request" } : undefined;
}

type QuestionsProps = Pick<RequestActionsProps, "request" | "move" | "remove"> & {
  question: Question | undefined;
  close: () => void;
};

type Text = { title: string; consequence: string; confirmLabel: string; danger?: boolean };

function textsOf({ type, product, marketplace }: Request): Record<Question, Text> {
  const effect = {
    new: `${product.name} is listed on ${marketplace.name} from this instant, with the offer and price lists of the request.`,
    update: `The listing changes at this instant to the offer and price lists of the request.`,
    remove: `${product.name} is no longer sold on ${marketplace.name} from this instant. Subscriptions keep their prices until they renew.`,
  }[type];
  return {
    submit: {
      title: "Submit the request?",
      consequence: "The distributor sees it and reviews it. You can cancel it until it is completed.",
      confirmLabel: "Submit request",
    },
    assign: {
      title: "Take over the request?",
      consequence: "You are named as the one who reviews it.",
      confirmLabel: "Assign to me",
    },
    unassign: {
      title: "Release the request?",
      consequence: "Nobody is named as its reviewer.",
      confirmLabel: "Release",
    },
    refine: {
      title: "Send the request back?",
      consequence: "It becomes a draft again. The vendor changes it and submits it anew.",
      confirmLabel: "Send back",
    },
    deploy: {
      title: "Accept the request?",
      consequence: "It waits for you to prepare your systems. The listing changes only when you complete it.",
      confirmLabel: "Accept request",
    },
    complete: { title: "Complete the request?", consequence: effect, confirmLabel: "Complete request" },
    cancel: {
      title: "Cancel the request?",
      consequence: "It ends without changing the listing. This cannot be undone; a new request can be made.",
      confirmLabel: "Cancel request",
      danger: true,
    },
    delete: {
      title: "Delete the draft?",
      consequence: "The draft is gone. This cannot be undone.",
      confirmLabel: "Delete draft",
      danger: true,
    },
  };
}

function Questions({ request, question, close, move, remove }: QuestionsProps) {
  if (!question) return null;
  const fields = { id: request.id, revision: String(request.revision) };
  return (
    <ConfirmAction
      open
      onOpenChange={(open) => (open ? undefined : close())}
      {...textsOf(request)[question]}
      action={question === "delete" ? remove : move}
      fields={question === "delete" ? fields : { ...fields, event: question }}
    />
  );
}
